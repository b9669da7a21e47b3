import { listen } from '../mock/listen.ts';
import { createMock, type Mock, type MockOptions } from '../mock/mock.ts';
import { createTestSpace, type TestSpace } from './test-space.ts';

/** A mock for tests: one for each worker. */
export interface TestMock {
  readonly mock: Mock;
  /** Where it listens, without a slash at its end. */
  readonly url: string;
  /** A new world of its own: one for each test. */
  readonly space: () => TestSpace;
  readonly close: () => Promise<void>;
}

/**
 * Starts a mock on a free port of this machine.
 *
 * Errors: rejects with the system's error when no port can be had.
 */
export async function startTestMock(options: MockOptions = {}): Promise<TestMock> {
  const mock = await createMock(options);
  const listening = await listen(mock.fetch, 0, '127.0.0.1');
  const space = spacesOf({ fetch: (request) => fetch(request), url: listening.url }, options);
  return {
    mock,
    url: listening.url,
    space,
    close: async () => {
      mock.close();
      await listening.close();
    },
  };
}

/**
 * Makes a mock that listens nowhere: its spaces speak to it directly.
 *
 * The front end under test reaches it through `mock.fetch`, or through Mock Service Worker.
 */
export async function createTestMock(options: MockOptions = {}): Promise<TestMock> {
  const mock = await createMock(options);
  const url = 'http://review-kit.test';
  return {
    mock,
    url,
    space: spacesOf({ fetch: mock.fetch, url }, options),
    close: async () => mock.close(),
  };
}

function spacesOf(place: Pick<TestMock, 'url'> & Pick<Mock, 'fetch'>, options: MockOptions) {
  let count = 0;
  return () => {
    count += 1;
    const { controlToken } = options;
    return createTestSpace({ ...place, name: `test-${count}`, controlToken });
  };
}
