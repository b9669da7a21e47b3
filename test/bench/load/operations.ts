/** What the load consists of, each measured alone. */
export const OPERATIONS = ['get', 'claim', 'list', 'approve'] as const;

/** One of the four operations that are measured. */
export type Operation = (typeof OPERATIONS)[number];

/** Whether it uses reviews up, so that the server has to be taken back to its start. */
export function isWrite(operation: Operation): boolean {
  return operation === 'claim' || operation === 'approve';
}

/** One request, before it is bytes. */
export interface Shot {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** Whose turn it is: a review by its place, and how often it was written, from 1. */
export interface Turn {
  readonly review: number;
  readonly stamp: number;
}

/** Says an operation in the words of one server. */
export type Traffic = (operation: Operation, turn: Turn) => Shot;

const REVIEWS = '/v1/workflows/reviews';

/** The review API, as its callers use it. */
export const reviewTraffic: Traffic = (operation, { review, stamp }) => {
  const overlay = `${REVIEWS}/run_${review}/block_extract`;
  switch (operation) {
    case 'get':
      return { method: 'GET', path: overlay };
    case 'list':
      return { method: 'GET', path: `${REVIEWS}?limit=50` };
    case 'claim': {
      const body = { version_stamp: stamp, ttl_seconds: 900 };
      return { method: 'POST', path: `${overlay}/claim`, body };
    }
    case 'approve': {
      const body = { version_stamp: stamp, verdict: 'approved' };
      return { method: 'POST', path: `${overlay}/decision`, body };
    }
  }
};

/** The nearest that json-server has: it knows no stamp and no decision. */
export const itemTraffic: Traffic = (operation, { review }) => {
  const path = `/reviews/run_${review}`;
  switch (operation) {
    case 'get':
      return { method: 'GET', path };
    case 'list':
      return { method: 'GET', path: '/reviews?_page=1&_per_page=50' };
    case 'claim':
      return { method: 'PATCH', path, body: { claim: { holder: { kind: 'human', id: 'user' } } } };
    case 'approve':
      return { method: 'PATCH', path, body: { status: 'approved' } };
  }
};

/** Ours takes this one, and Prism too. */
export const AUTHORIZATION = 'Bearer k';

/** A request as autocannon takes it, and as fetch does too. */
export function requestOf({ method, path, body }: Shot) {
  const headers = { authorization: AUTHORIZATION };
  if (body === undefined) return { method, path, headers };
  const typed = { ...headers, 'content-type': 'application/json' };
  return { method, path, headers: typed, body: JSON.stringify(body) };
}
