import type { Fetch } from '../../src/mock/mock.ts';

/** Rewrites the JSON body of requests on their way to a server. */
function rewriting(fetch: Fetch, rewrite: (body: Record<string, unknown>) => void): Fetch {
  return async (request) => {
    const text = await request.clone().text();
    if (!text.startsWith('{')) return fetch(request);
    try {
      const body = JSON.parse(text) as Record<string, unknown>;
      rewrite(body);
      return await fetch(new Request(request, { method: 'POST', body: JSON.stringify(body) }));
    } catch {
      return fetch(request);
    }
  };
}

/** Breaks DEC-3: a rejection without a reason is carried out. */
export function takingRejectionsWithoutReason(fetch: Fetch): Fetch {
  return rewriting(fetch, (body) => {
    const isBare = body['verdict'] === 'rejected' && !('edited_output' in body);
    if (isBare && String(body['reason'] ?? '').trim() === '') body['reason'] = 'None was given.';
  });
}

/** Breaks the API alone: the control interface answers as it should. */
export function breakingApi(fetch: Fetch, answer: (request: Request) => Promise<Response>): Fetch {
  return (request) =>
    new URL(request.url).pathname.startsWith('/__control') ? fetch(request) : answer(request);
}

/** An answer in JSON, or in what claims to be. */
export function jsonAnswer(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'application/json' } });
}
