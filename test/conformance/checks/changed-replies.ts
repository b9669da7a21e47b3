import type { Breaking } from '../judge-server.ts';

/** Answers a list with its items changed. */
export function changingItems(
  path: RegExp,
  change: (item: object, index: number) => object,
): Breaking {
  return (answered) => {
    const { data } = (answered.body ?? {}) as { readonly data?: readonly object[] };
    if (answered.method !== 'GET' || !path.test(answered.path) || data === undefined) {
      return undefined;
    }
    return { body: { ...(answered.body as object), data: data.map(change) } };
  };
}

/** Answers another status in place of one. */
export function turning(method: string, from: number, to: number): Breaking {
  return (answered) =>
    answered.method === method && answered.status === from && answered.path.startsWith('/v1')
      ? { status: to, body: { detail: 'Broken.' } }
      : undefined;
}

/** Answers a GET with some members replaced. */
export function withMembers(path: RegExp, members: object): Breaking {
  return (answered) =>
    answered.method === 'GET' && path.test(answered.path) && answered.status === 200
      ? { body: { ...(answered.body as object), ...members } }
      : undefined;
}
