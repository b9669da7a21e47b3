import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMock } from '../../src/mock/mock.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import { mswHandlers } from '../../src/msw/msw-handlers.ts';

const API = 'https://api.example.com';
const OVERLAY = `${API}/v1/workflows/reviews/run_abc123/block_extract`;
const HEADERS = { 'api-key': 'k', 'content-type': 'application/json' };

const server = setupServer();
beforeAll(async () => {
  const mock = await createMock({ scenario: SCENARIOS.seeds() });
  server.use(...mswHandlers(mock, { url: API }));
  server.listen({ onUnhandledRequest: 'error' });
});
afterAll(() => server.close());

test('the mock answers what the page asks of its server', async () => {
  const response = await fetch(OVERLAY, { headers: HEADERS });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ rev: 3, status: 'awaiting_review' });
});

test('with real compare-and-swap', async () => {
  const claim = () =>
    fetch(`${OVERLAY}/claim`, { method: 'POST', headers: HEADERS, body: '{"version_stamp":3}' });
  const statuses = (await Promise.all([claim(), claim()])).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([200, 409]);
});

test('the control interface is there too', async () => {
  const response = await fetch(`${API}/__control/clock`);
  expect(await response.json()).toMatchObject({ frozen: false });
});

test('a connection that dies is a network error', async () => {
  const dead = { fetch: () => Promise.reject(new TypeError('fetch failed')) };
  server.use(...mswHandlers(dead, { url: API }));
  await expect(fetch(OVERLAY, { headers: HEADERS })).rejects.toThrow(TypeError);
});
