import { expect, test } from 'vitest';
import { createMock, type Mock } from '../../src/mock/mock.ts';
import { NOW } from '../support/harness.ts';
import { createLoadedSpace, createSightings, noteEvents } from './namespace-load.ts';

interface Load {
  readonly spaces: number;
  readonly rounds: number;
}

/** Loads every namespace at once, then asks each for all that it has. */
async function underLoad({ spaces: count, rounds }: Load, wrap = (fetch: Mock['fetch']) => fetch) {
  const mock = await createMock({ seed: 'isolation', frozenAt: NOW });
  const fetch = wrap(mock.fetch);
  const sightings = createSightings();
  const places = Array.from({ length: count }, (_, place) => place);
  const watching = places.map((place) => noteEvents(fetch, place, sightings));
  const spaces = places.map((place) => createLoadedSpace(fetch, place, sightings));
  await Promise.all(
    spaces.map(async ({ playRound }) => {
      for (let round = 0; round < rounds; round += 1) await playRound(round);
    }),
  );
  const kept = await Promise.all(
    spaces.map(async ({ place, space, opened, apiRequests }) => ({
      place,
      opened,
      apiRequests: apiRequests(),
      journal: await space.journal.entries(),
      reviews: (await space.exportState()).reviews.map(({ id }) => id),
      clock: await space.clock.read(),
    })),
  );
  mock.close();
  return { kept, sightings, reviewEvents: await Promise.all(watching) };
}

test('200 namespaces under load at once see nothing of each other', async () => {
  const load = { spaces: 200, rounds: 6 };
  const { kept, sightings, reviewEvents } = await underLoad(load);
  const foreign = sightings.foreign();
  expect({ count: foreign.length, first: foreign.slice(0, 5) }).toEqual({ count: 0, first: [] });
  // Silence would be no proof: each has all of its own.
  for (const { place, opened, apiRequests, journal, reviews, clock } of kept) {
    expect(opened).toHaveLength(load.rounds);
    expect(reviews.toSorted()).toEqual(opened.toSorted());
    expect(journal).toHaveLength(apiRequests);
    expect(apiRequests).toBeGreaterThan(100);
    expect(Date.parse(clock.now) - Date.parse(NOW)).toBe(load.rounds * (place + 1));
    // A review is opened, claimed at least, and decided.
    expect(reviewEvents[place]).toBeGreaterThanOrEqual(load.rounds * 3);
  }
  expect(sightings.own()).toBeGreaterThan(load.spaces * load.rounds * 50);
}, 60_000);

/** Sends what namespace 1 asks of one path to namespace 0. */
function leakAt(path: RegExp): (fetch: Mock['fetch']) => Mock['fetch'] {
  return (fetch) => (request) => {
    if (request.headers.get('x-review-namespace') === 'space-1' && path.test(request.url)) {
      request.headers.set('x-review-namespace', 'space-0');
    }
    return fetch(request);
  };
}

test.each([
  ['the list', /decision_status=all/],
  ['the queue', /status=awaiting_review/],
  ['an overlay', /\/block$/],
  ['the journal', /\/journal$/],
  ['the state', /\/state$/],
  ['the events', /\/events$/],
])('a leak through %s is found', async (_what, path) => {
  const { sightings } = await underLoad({ spaces: 3, rounds: 2 }, leakAt(path));
  expect(sightings.foreign().length).toBeGreaterThan(0);
  expect(sightings.foreign()[0]).toMatch(/ of namespace \d in \d, GET \//);
});
