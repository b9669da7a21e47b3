import { createTestSpace, type TestSpace } from './test-space.ts';

/** A mock that runs already, such as the one that `review-kit exec` started. */
export interface RunningMock {
  /** Where it listens. */
  readonly url: string;
  readonly controlToken?: string;
}

/** Opens a world of its own on a mock that runs already; its name is made up. */
export function connectTestSpace({ url, controlToken }: RunningMock): TestSpace {
  return createTestSpace({
    fetch: (request) => fetch(request),
    url: url.replace(/\/$/, ''),
    name: `test-${crypto.randomUUID()}`,
    controlToken,
  });
}
