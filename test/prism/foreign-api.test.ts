import { beforeAll, describe, expect, test } from 'vitest';
import { loadForeignApi } from '../../src/prism/foreign-api.ts';
import { createHarness, type Harness, type Json } from '../support/harness.ts';
import { largeDocument } from './large-document.ts';
import { PETS } from './pets-document.ts';

async function harnessWith(document: unknown, isDynamic = false): Promise<Harness> {
  const loaded = await loadForeignApi(document, { isDynamic, seed: '7' });
  if (loaded.kind === 'refused') throw new Error(JSON.stringify(loaded.errors));
  return createHarness({ foreign: loaded.api });
}

let pets: Harness;
beforeAll(async () => {
  pets = await harnessWith(PETS);
}, 60_000);

describe('an operation that is not ours', () => {
  test('is answered by its first example, with or without the path of its server', async () => {
    for (const path of ['/pets/1', '/v2/pets/1']) {
      const { status, body, headers } = await pets.get(path);
      expect([status, body]).toEqual([200, { name: 'Tom', tag: 'cat' }]);
      expect(headers).toMatchObject({ 'content-type': 'application/json' });
      expect(headers).not.toHaveProperty('sl-violations');
    }
  });

  test('is behind the same keys (AUTH-1)', async () => {
    expect((await pets.get('/pets/1', { key: null })).status).toBe(401);
    expect((await pets.get('/pets/1', { key: 'stranger' })).status).toBe(401);
    expect((await pets.get('/nowhere', { key: null })).status).toBe(401);
  });

  test('ours win on their path, and theirs has the methods that ours has not', async () => {
    const list = await pets.get('/v1/workflows/reviews');
    expect(list.body).toMatchObject({ data: [], list_metadata: {} });
    expect((await pets.send('PUT', '/v1/workflows/reviews')).status).toBe(204);
    const other = await pets.send('DELETE', '/v1/workflows/reviews');
    expect([other.status, other.headers['allow']]).toEqual([405, 'GET, HEAD, PUT']);
  });

  test.each<[string, number, Json]>([
    ['example=dog', 200, { name: 'Rex' }],
    ['code=404', 404, { gone: true }],
    ['code="404"; foo, respond-async', 404, { gone: true }],
  ])('Prefer: %s is taken', async (prefer, status, body) => {
    const reply = await pets.get('/pets/1', { headers: { prefer } });
    expect([reply.status, reply.body]).toEqual([status, body]);
  });

  test.each(['code=418', 'example=cow', 'code=99', 'code=x', 'dynamic=perhaps'])(
    'Prefer: %s cannot be met, and says so',
    async (prefer) => {
      const reply = await pets.get('/pets/1', { headers: { prefer } });
      expect(reply.status).toBe(422);
      expect(reply.body.detail[0].loc).toEqual(['header', 'Prefer']);
    },
  );

  test('an example that breaks its own schema is sent, and told', async () => {
    const { status, headers } = await pets.get('/pets/1', { headers: { prefer: 'code=409' } });
    expect(status).toBe(409);
    expect(headers['sl-violations']).toContain('name must be string');
  });

  test('what one caller accepts binds nobody else', async () => {
    expect((await pets.get('/pets/1', { headers: { accept: 'text/plain' } })).status).toBe(406);
    expect((await pets.get('/pets/1', { headers: { accept: ';;;' } })).status).toBe(200);
    expect((await pets.get('/pets/1')).status).toBe(200);
  });

  test('is in the journal, by their name or none', async () => {
    const namespace = 'journal';
    await pets.get('/pets?pageSize=1', { namespace });
    await pets.get('/pets/1', { namespace });
    await pets.post('/pets', { name: 'T' }, { namespace });
    const { body } = await pets.get('/__control/journal', { namespace });
    expect(body.entries).toMatchObject([
      { operation_id: 'list_pets', actor_id: 'user_42', status: 200, url: '/pets?pageSize=1' },
      { operation_id: null, status: 200, response_body: '{"name":"Tom","tag":"cat"}' },
      { operation_id: 'create_pet', request_body: '{"name":"T"}', status: 201 },
    ]);
  });

  test('a page of any origin may call it, with its own headers and methods', async () => {
    const headers = {
      origin: 'http://a.example',
      'access-control-request-method': 'DELETE',
      'access-control-request-headers': 'x-tenant',
    };
    const preflight = await pets.send('OPTIONS', '/pets/1', undefined, { headers });
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'x-tenant',
    });
    expect(preflight.headers['access-control-allow-methods']).toContain('DELETE');
  });

  test('HEAD has no body, and no path has 404', async () => {
    expect(await pets.send('HEAD', '/pets/1')).toMatchObject({ status: 200, text: undefined });
    const { status, body } = await pets.get('/nowhere');
    expect([status, body.detail]).toEqual([
      404,
      expect.stringContaining('No such path: /nowhere.'),
    ]);
  });
});

describe('a request that is not valid has the errors of the review API (ERR-1)', () => {
  test.each<[string, unknown, Json]>([
    ['a property missing', { tag: 'cat' }, { loc: ['body', 'name'], type: 'missing' }],
    ['one too many', { name: 'T', x: 1 }, { loc: ['body', 'x'], type: 'extra_forbidden' }],
    ['another type', { name: 5 }, { loc: ['body', 'name'], type: 'string_type' }],
    ['no such word', { name: 'T', tag: 'x' }, { loc: ['body', 'tag'], type: 'literal_error' }],
    ['too short', { name: '' }, { loc: ['body', 'name'], type: 'string_too_short' }],
    ['a list', [], { loc: ['body'], type: 'dict_type' }],
    ['no JSON', '{"name":', { loc: ['body'], type: 'json_invalid' }],
    ['nothing', undefined, { loc: ['body'], type: 'missing' }],
    ['nested too deep', '['.repeat(65), { loc: ['body'], type: 'recursion_limit' }],
    ['a number that would change', '{"name":1e999}', { loc: ['body'], type: 'json_invalid' }],
  ])('%s', async (_name, sent, fault) => {
    const { status, body } = await pets.post('/pets', sent);
    expect(status).toBe(422);
    expect(body.detail).toHaveLength(1);
    expect(body.detail[0]).toMatchObject({ ...fault, msg: expect.any(String) });
  });

  test.each<[string, object, Json]>([
    ['/pets?pageSize=50', {}, ['query', 'pageSize']],
    ['/pets?pageSize=x', {}, ['query', 'pageSize']],
    ['/pets', { 'x-tenant': 'c' }, ['header', 'X-Tenant']],
    ['/pets/%ff', {}, ['path', 'petId']],
  ])('%s %o', async (path, headers, loc) => {
    const { status, body } = await pets.get(path, { headers: { ...headers } });
    expect(status).toBe(422);
    expect(body.detail[0].loc).toEqual(loc);
  });

  test('415, without a length too, and 405 with what is allowed', async () => {
    const headers = { 'content-type': 'text/plain' };
    const { status, body } = await pets.send('POST', '/pets', 'x', { headers });
    expect([status, body.detail]).toEqual([415, 'The body is text/plain. Send application/json.']);
    const chunked = await fetch(`${pets.url}/pets`, {
      method: 'POST',
      headers: { ...headers, 'api-key': 'dana' },
      body: new Blob(['x']).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(chunked.status).toBe(415);
    const other = await pets.send('PATCH', '/pets/1');
    expect([other.status, other.headers['allow']]).toEqual([405, 'DELETE, GET, HEAD']);
  });

  test('413, and a namespace that is none', async () => {
    const large = await pets.post('/pets', `"${'x'.repeat(10 * 1024 * 1024)}"`);
    expect(large.status).toBe(413);
    const odd = await pets.get('/pets/1', { namespace: 'no spaces' });
    expect(odd.body.detail[0].loc).toEqual(['header', 'x-review-namespace']);
  });

  test('false is a body', async () => {
    expect((await pets.send('PUT', '/flags', 'false')).text).toBe('on');
    expect((await pets.send('PUT', '/flags', '0')).status).toBe(422);
  });

  test('a form is judged too', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await pets.send('POST', '/forms', 'age=5', { headers })).status).toBe(204);
    expect((await pets.send('POST', '/forms', 'age=x', { headers })).status).toBe(422);
    expect((await pets.send('POST', '/forms')).status).toBe(204);
  });

  test('a body that would take all memory is refused in a moment (LIM-1)', async () => {
    const nested = (depth: number): object =>
      depth === 0 ? { bad: 1 } : { kind: 'any', of: [nested(depth - 1)] };
    const startedAt = performance.now();
    const { status, body } = await pets.send('PUT', '/rules', nested(16));
    expect([status, body.detail[0].type]).toEqual([422, 'recursion_limit']);
    expect((await pets.send('PUT', '/rules', nested(5))).status).toBe(422);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect((await pets.send('PUT', '/rules', { kind: 'any', of: [{ leaf: 1 }] })).status).toBe(204);
  });
});

describe('made-up replies', () => {
  const bodies = async () => {
    const harness = await harnessWith(largeDocument(8), true);
    const first = await harness.get('/thing0/thing0_1/history');
    const second = await harness.get('/thing0/thing0_1/history');
    return [first, second].map(({ status, body, headers }) => ({ status, body, headers }));
  };

  test('follow the schema, differ from each other, and are the same for the same seed', async () => {
    const [first, second] = await bodies();
    expect(first?.status).toBe(200);
    expect(first?.body.id).toMatch(/^thing0_[a-z0-9]+$/);
    expect(first?.headers).not.toHaveProperty('sl-violations');
    expect(second?.body).not.toEqual(first?.body);
    const again = await bodies();
    expect(again.map(({ body }) => body)).toEqual([first?.body, second?.body]);
  });

  test('can be asked for once', async () => {
    const { body } = await pets.get('/pets/1', { headers: { prefer: 'dynamic=true' } });
    expect(body.name).not.toBe('Tom');
    expect((await pets.get('/pets/1')).body.name).toBe('Tom');
  });
});

describe('without a foreign API', () => {
  test('what is not ours stays 404', async () => {
    const { get } = await createHarness();
    const { status, body } = await get('/pets/1');
    expect([status, body.detail]).toEqual([
      404,
      'No such path: /pets/1. The API lives under /v1/workflows.',
    ]);
  });
});
