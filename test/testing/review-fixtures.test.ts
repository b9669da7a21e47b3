// The runner's own `test` stands behind an extended one, which the rule does not see.
// oxlint-disable vitest/no-standalone-expect
import { expect, test as base } from 'vitest';
import { REVIEW_FIXTURES, type ReviewFixtures } from '../../src/testing.ts';

const test = base.extend<ReviewFixtures>(REVIEW_FIXTURES);

const spaces: string[] = [];
const mocks: string[] = [];

test.for([1, 2])('each test has a space of its own: %i', async (_, { reviews, reviewMock }) => {
  spaces.push(reviews.name);
  mocks.push(reviewMock.url);
  const review = await reviews.openReview();
  const state = await reviews.exportState();
  expect(state.reviews).toHaveLength(1);
  expect((await reviews.asActor('dana').claim(review)).status).toBe(200);
});

test('on the one mock of the worker', () => {
  expect(new Set(spaces).size).toBe(2);
  expect(new Set(mocks).size).toBe(1);
});
