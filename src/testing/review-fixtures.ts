import { startTestMock, type TestMock } from './start-test-mock.ts';
import type { TestSpace } from './test-space.ts';

/** What a test that uses these fixtures is handed. */
export interface ReviewFixtures {
  /** The mock of this worker. */
  readonly reviewMock: TestMock;
  /** The space of this test. */
  readonly reviews: TestSpace;
}

type Use<T> = (value: T) => Promise<void>;

/** In the shape that `test.extend` takes. */
interface FixtureDefinitions {
  reviewMock: [(needs: object, use: Use<TestMock>) => Promise<void>, { scope: 'worker' }];
  reviews: (needs: Pick<ReviewFixtures, 'reviewMock'>, use: Use<TestSpace>) => Promise<void>;
}

/**
 * Fixtures for `test.extend`, of vitest and of Playwright alike: a mock for each worker and a space
 * for each test, closed when it ends.
 */
export const REVIEW_FIXTURES: FixtureDefinitions = {
  reviewMock: [
    // Both runners read the names that a fixture needs from its pattern, and want one.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const mock = await startTestMock();
      await use(mock);
      await mock.close();
    },
    { scope: 'worker' },
  ],
  reviews: async ({ reviewMock }, use) => {
    const space = reviewMock.space();
    await use(space);
    await space.close();
  },
};
