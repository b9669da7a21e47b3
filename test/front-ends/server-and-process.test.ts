import { beforeAll, describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import { createTestMock, startTestMock, type TestMock } from '../../src/testing.ts';
import { FRONT_END_TESTS } from '../support/front-end-tests.ts';

describe('over HTTP', () => {
  let mock: TestMock;
  beforeAll(async () => {
    mock = await startTestMock({ scenario: SCENARIOS.seeds() });
    return () => mock.close();
  });

  test.each(FRONT_END_TESTS)('$name', async ({ run, expected }) => {
    expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await run({ fetch: (request) => fetch(request), url: mock.url })).toEqual(expected);
  });
});

describe('in process', () => {
  let mock: TestMock;
  beforeAll(async () => {
    mock = await createTestMock({ scenario: SCENARIOS.seeds() });
    return () => mock.close();
  });

  test.each(FRONT_END_TESTS)('$name', async ({ run, expected }) => {
    expect(await run({ fetch: mock.mock.fetch, url: mock.url })).toEqual(expected);
  });
});
