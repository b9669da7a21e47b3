// @vitest-environment jsdom
import { setupServer } from 'msw/node';
import { beforeAll, expect, test } from 'vitest';
import { createMock, SCENARIOS } from '../../src/browser.ts';
import { mswHandlers } from '../../src/msw/msw-handlers.ts';
import { FRONT_END_TESTS } from '../support/front-end-tests.ts';

/** No server is there: what MSW lets through, fails. */
const API = 'https://api.example.com';

beforeAll(async () => {
  const mock = await createMock({ scenario: SCENARIOS.seeds() });
  const server = setupServer(...mswHandlers(mock, { url: API }));
  server.listen({ onUnhandledRequest: 'error' });
  return () => server.close();
});

test('this is jsdom', () => {
  expect(navigator.userAgent).toContain('jsdom');
});

test.each(FRONT_END_TESTS)('$name', async ({ run, expected }) => {
  expect(await run({ fetch: (request) => fetch(request), url: API })).toEqual(expected);
});
