import { expect } from 'vitest';
import type { Mock } from '../../src/mock/mock.ts';
import type { ActorClient } from '../../src/testing/actor-client.ts';
import type { OpenedReview } from '../../src/testing/opened-review.ts';
import { createTestSpace, type TestSpace } from '../../src/testing/test-space.ts';

/** What was shown to whom. */
export interface Sightings {
  /** Reads a text that a namespace was sent. */
  readonly note: (place: number, where: string, text: string) => void;
  /** Ids and texts of one namespace that another was shown. */
  readonly foreign: () => readonly string[];
  /** How many were its own. */
  readonly own: () => number;
}

/** What a namespace writes into everything that it sends. */
export function markOf(place: number): string {
  return `mark-${String(place).padStart(4, '0')}`;
}

const MARK_OR_MADE_ID =
  /mark-\d{4}|(?:rev|rvr)_[A-Z2-7]{26}|(?:dec|aud|run|block|agrev|sesn)_[0-9a-f]{16}/g;

/** A mark says whose it is; an id that the mock makes up belongs to whoever is shown it first. */
export function createSightings(): Sightings {
  const owners = new Map<string, number>();
  const foreign: string[] = [];
  let own = 0;
  return {
    note: (place, where, text) => {
      for (const [found] of text.matchAll(MARK_OR_MADE_ID)) {
        const owner =
          owners.get(found) ?? (found.startsWith('mark-') ? Number(found.slice(5)) : place);
        owners.set(found, owner);
        if (owner === place) own += 1;
        else foreign.push(`${found} of namespace ${owner} in ${place}, ${where}`);
      }
    },
    foreign: () => foreign,
    own: () => own,
  };
}

/** One namespace, and what it did. */
export interface LoadedSpace {
  readonly place: number;
  readonly space: TestSpace;
  readonly opened: readonly string[];
  /** How many requests the journal must hold. */
  readonly apiRequests: () => number;
  /** Opens a review and makes one of each act on it, which one first depending on the place. */
  readonly playRound: (round: number) => Promise<void>;
}

const REVIEWS = '/v1/workflows/reviews';

type Act = (parts: ActParts) => Promise<unknown>;

interface ActParts {
  readonly review: OpenedReview;
  readonly dana: ActorClient;
  readonly omar: ActorClient;
  readonly space: TestSpace;
  readonly mark: string;
  readonly place: number;
}

/** Run ids, command ids and keys are the same in every namespace: a leak would meet them. */
const ACTS: readonly Act[] = [
  ({ review, dana }) => dana.read(review),
  ({ review, dana, omar }) => Promise.all([dana.claim(review), omar.claim(review)]),
  ({ review, omar, mark }) => omar.append(review, { vendor: mark }, { note: mark }),
  ({ review, dana }) => dana.claim(review, { stamp: 0 }),
  ({ review, dana }) => dana.send('GET', `${REVIEWS}/${review.reviewId}`),
  ({ review, dana }) => dana.send('GET', `${REVIEWS}/versions?review_id=${review.reviewId}`),
  ({ dana }) => dana.send('GET', `${REVIEWS}?decision_status=all&limit=200`),
  ({ dana }) => dana.send('GET', `${REVIEWS}?mine=true`),
  ({ omar }) => omar.send('GET', `${REVIEWS}?status=awaiting_review`),
  ({ review, dana }) => dana.send('GET', `/__control/runs/${review.runId}`),
  ({ space, place }) => space.clock.advance(place + 1),
  async ({ review, dana }) => {
    const command = { command_id: `approve ${review.runId}` };
    await dana.approve(review, command);
    await dana.approve(review, command);
  },
];

/** Makes the client of one namespace; everything that it is sent is noted. */
export function createLoadedSpace(
  fetch: Mock['fetch'],
  place: number,
  sightings: Sightings,
): LoadedSpace {
  const mark = markOf(place);
  const opened: string[] = [];
  let apiRequests = 0;
  const noted = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/__control')) apiRequests += 1;
    const response = await fetch(request);
    sightings.note(place, `${request.method} ${pathname}`, await response.clone().text());
    return response;
  };
  const space = createTestSpace({ fetch: noted, url: 'http://mock', name: `space-${place}` });
  const [dana, omar] = [space.asActor('dana'), space.asActor('omar')];
  const playRound = async (round: number) => {
    const review = await space.openReview({
      run_id: `run ${round}`,
      block_id: 'block',
      workflow_id: mark,
      evidence: { output: { vendor: mark, round } },
    });
    opened.push(review.reviewId);
    for (let step = 0; step < ACTS.length; step += 1) {
      const act = ACTS[(place + step) % ACTS.length];
      await act?.({ review, dana, omar, space, mark, place });
    }
  };
  return { place, space, opened, apiRequests: () => apiRequests, playRound };
}

/** Reads the events of a namespace to their end; the number of texts is what it answers. */
export async function noteEvents(
  fetch: Mock['fetch'],
  place: number,
  sightings: Sightings,
): Promise<number> {
  const headers = { 'x-review-namespace': `space-${place}` };
  const response = await fetch(new Request('http://mock/__control/events', { headers }));
  expect(response.status).toBe(200);
  const decoder = new TextDecoder();
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let count = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return count;
    const text = decoder.decode(value);
    if (text.startsWith('event: review\n')) count += 1;
    sightings.note(place, 'GET /__control/events', text);
  }
}
