import { beforeAll, describe, expect, test } from 'vitest';
import { createMock, type Mock } from '../../src/mock/mock.ts';
import { CONTROL_YAML, operationsOf } from '../contract/documents.ts';
import { createHarness, type Harness } from '../support/harness.ts';

const OWN = 'http://127.0.0.1:4010';
const INBOX = 'https://inbox.example';

let mock: Mock;
let guarded: Mock;
let harness: Harness;

beforeAll(async () => {
  harness = await createHarness();
  mock = harness.mock;
  guarded = await createMock({ controlToken: 'open-sesame', controlOrigins: [INBOX] });
});

function request(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Request(OWN + path, { method, headers });
}

describe('control can be switched off', () => {
  test('the API alone knows no such path', async () => {
    const headers = { 'Api-Key': 'dana' };
    expect((await mock.api(request('/__control/clock', headers))).status).toBe(404);
    expect((await mock.api(request('/__control/reset', headers, 'POST'))).status).toBe(404);
    expect((await mock.api(request('/v1/workflows/reviews', headers))).status).toBe(200);
  });

  test('control alone knows no API', async () => {
    const headers = { 'Api-Key': 'dana' };
    const elsewhere = await mock.control(request('/v1/workflows/reviews', headers));
    expect(elsewhere.status).toBe(404);
    expect(((await elsewhere.json()) as { detail: string }).detail).toContain('--port');
    expect((await mock.control(request('/__control/clock'))).status).toBe(200);
  });

  test('it asks for no key of the API', async () => {
    expect((await mock.fetch(request('/__control/clock'))).status).toBe(200);
  });
});

describe('control can be guarded by a token', () => {
  const PATHS = ['clock', 'state', 'journal', 'namespaces', 'events', 'unknown'];

  test.each(PATHS)('/%s', async (path) => {
    const wrong = [{}, { authorization: 'Bearer open-sesame2' }, { authorization: 'open-sesame' }];
    for (const headers of wrong as Record<string, string>[]) {
      const response = await guarded.fetch(request(`/__control/${path}`, headers));
      expect(response.status).toBe(401);
      expect(((await response.json()) as { detail: string }).detail).toContain('Bearer TOKEN');
    }
    const headers = { authorization: 'Bearer open-sesame' };
    const response = await guarded.fetch(request(`/__control/${path}`, headers));
    expect(response.status).toBe(path === 'unknown' ? 404 : 200);
    await response.body?.cancel();
  });

  test('the token is no key of the API, nor does the API ask for it', async () => {
    const url = '/v1/workflows/reviews';
    expect((await guarded.fetch(request(url))).status).toBe(401);
    expect((await guarded.fetch(request(url, { 'api-key': 'k' }))).status).toBe(200);
  });

  test('a write without it changes nothing', async () => {
    const gate = JSON.stringify({
      block_type: 'extract',
      predicate: { kind: 'always' },
      evidence: { output: {} },
    });
    const init = { method: 'POST', body: gate, headers: { 'content-type': 'application/json' } };
    expect((await guarded.fetch(new Request(`${OWN}/__control/gates`, init))).status).toBe(401);
    const list = await guarded.fetch(request('/v1/workflows/reviews', { 'api-key': 'k' }));
    expect(((await list.json()) as { data: unknown[] }).data).toEqual([]);
  });
});

test('the document lists both refusals on every operation', () => {
  // The page itself is served to whoever opens it; it asks for the token.
  const open = new Set(['show_inspector', 'get_inspector_asset']);
  for (const { node } of operationsOf(CONTROL_YAML)) {
    const refusals = open.has(String(node.operationId)) ? ['403'] : ['401', '403'];
    expect(Object.keys(node.responses), node.operationId).toEqual(expect.arrayContaining(refusals));
  }
});

describe('control answers no page of another origin', () => {
  test.each([
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['the origin of a sandboxed page', { origin: 'null' }],
    ['the own host on another port', { origin: 'http://127.0.0.1:8080' }],
    ['the own host under https', { origin: 'https://127.0.0.1:4010' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['a same-site fetch', { 'sec-fetch-site': 'same-site' }],
  ])('%s is 403', async (_what, headers) => {
    for (const method of ['GET', 'POST', 'OPTIONS', 'DELETE']) {
      const path = method === 'DELETE' ? 'journal' : 'clock';
      const response = await mock.fetch(request(`/__control/${path}`, headers, method));
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(((await response.json()) as { detail: string }).detail).toContain('--control-origin');
    }
  });

  test.each([
    ['no browser', {}],
    ['its own origin', { origin: OWN }],
    ['its own page', { 'sec-fetch-site': 'same-origin' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
  ])('%s is answered', async (_what, headers) => {
    const response = await mock.fetch(
      request('/__control/clock', headers as Record<string, string>),
    );
    expect(response.status).toBe(200);
  });

  test('an allowed origin is answered, and may read the reply', async () => {
    const headers = { origin: INBOX, authorization: 'Bearer open-sesame' };
    const response = await guarded.fetch(request('/__control/clock', headers));
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(INBOX);
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    const other = { ...headers, origin: 'https://inbox.example.evil' };
    expect((await guarded.fetch(request('/__control/clock', other))).status).toBe(403);
  });

  test('its preflight needs no token', async () => {
    const headers = { origin: INBOX, 'access-control-request-method': 'PUT' };
    const response = await guarded.fetch(request('/__control/state', headers, 'OPTIONS'));
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(response.headers.get('access-control-allow-headers')).toContain('Authorization');
  });

  test('it still needs the token', async () => {
    const response = await guarded.fetch(request('/__control/clock', { origin: INBOX }));
    expect(response.status).toBe(401);
    expect(response.headers.get('access-control-allow-origin')).toBe(INBOX);
  });
});

describe('control paths', () => {
  test.each([
    ['PUT', '/gates', 'POST'],
    ['DELETE', '/state', 'GET, PUT'],
    ['GET', '/reset', 'POST'],
    ['GET', '/namespaces/a', 'DELETE'],
  ])('%s %s is 405 and says what would do', async (method, path, allowed) => {
    const reply = await harness.send(method, `/__control${path}`);
    expect(reply.status).toBe(405);
    expect(reply.body.detail).toBe(`${method} is not allowed here. Allowed: ${allowed}.`);
  });

  test('what is not there is 404 and says where to look', async () => {
    const reply = await harness.get('/__control/nowhere');
    expect(reply.status).toBe(404);
    expect(reply.body.detail).toContain('spec/control.yaml');
  });

  // The stream is served beside the table of routes that the answer is made from.
  test('POST /events is 405 too', async () => {
    expect((await harness.post('/__control/events', {})).status).toBe(405);
  });

  // A 405 without it breaks RFC 9110, section 15.5.6.
  test('a 405 carries Allow', async () => {
    expect((await harness.send('PUT', '/__control/gates')).headers['allow']).toBe('POST');
  });
});
