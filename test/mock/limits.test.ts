import { beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

const LIMIT_BYTES = 10 * 1024 * 1024;

let harness: Harness;
let claim: string;

beforeAll(async () => {
  harness = await createHarness();
  claim = `${(await harness.open()).overlay}/claim`;
});

/** A claim with a stale stamp, padded with white space: 409 when it is read. */
function padded(sizeBytes: number): string {
  const text = '{"version_stamp": 99}';
  return text + ' '.repeat(sizeBytes - text.length);
}

/** Sent in chunks, without a Content-Length. */
async function sendChunked(body: string | readonly Uint8Array[], type = 'application/json') {
  const chunks = typeof body === 'string' ? [new TextEncoder().encode(body)] : [...body];
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const chunk = chunks.shift();
      if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
  });
  const headers = { 'Api-Key': 'dana', 'Content-Type': type };
  const request = new Request(harness.url + claim, {
    method: 'POST',
    headers,
    body: stream,
    duplex: 'half',
  } as RequestInit);
  expect(request.headers.has('content-length')).toBe(false);
  const response = await harness.mock.fetch(request);
  return { status: response.status, body: (await response.json()) as Json };
}

async function sendBytes(body: Uint8Array, type = 'application/json') {
  const headers = { 'Api-Key': 'dana', 'Content-Type': type };
  const response = await fetch(harness.url + claim, {
    method: 'POST',
    headers,
    body: body as BodyInit,
  });
  return { status: response.status, body: (await response.json()) as Json };
}

describe('LIM-1: size', () => {
  test('exactly 10 MiB is taken', async () => {
    expect((await harness.post(claim, padded(LIMIT_BYTES))).status).toBe(409);
  });

  test('one byte more is 413, by its Content-Length', async () => {
    const reply = await harness.post(claim, padded(LIMIT_BYTES + 1));
    expect(reply.status).toBe(413);
    expect(reply.body.detail).toContain('10485760 bytes');
  });

  test('the Content-Length alone is enough', async () => {
    const headers = { 'Api-Key': 'dana', 'Content-Length': String(LIMIT_BYTES + 1) };
    const request = new Request(harness.url + claim, { method: 'POST', headers, body: '{' });
    expect((await harness.mock.fetch(request)).status).toBe(413);
  });

  test('exactly 10 MiB in chunks is taken', async () => {
    expect((await sendChunked(padded(LIMIT_BYTES))).status).toBe(409);
  });

  test('one byte more in chunks is 413', async () => {
    expect((await sendChunked(padded(LIMIT_BYTES + 1))).status).toBe(413);
  });

  test('what comes after the limit is not read', async () => {
    let pulled = 0;
    const chunk = new Uint8Array(1024 * 1024).fill(0x20);
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(chunk);
      },
    });
    const init = { method: 'POST', headers: { 'Api-Key': 'dana' }, body: stream, duplex: 'half' };
    const response = await harness.mock.fetch(
      new Request(harness.url + claim, init as RequestInit),
    );
    expect(response.status).toBe(413);
    expect(pulled).toBeLessThan(14);
  });

  test('chunks put together are the body', async () => {
    const text = '{"version_stamp": 99, "ttl_seconds": 60}';
    const bytes = [...new TextEncoder().encode(text)].map((byte) => Uint8Array.of(byte));
    expect((await sendChunked(bytes)).status).toBe(409);
  });

  test('the size is counted in bytes, not in characters', async () => {
    const text = `{"version_stamp": 99, "é": "${'é'.repeat(LIMIT_BYTES / 2)}"}`;
    expect((await sendChunked(text)).status).toBe(413);
  });
});

describe('LIM-1: content type', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset=UTF-8',
    'application/vnd.review+json',
  ])('%s is taken', async (type) => {
    expect((await sendBytes(new TextEncoder().encode('{"version_stamp": 99}'), type)).status).toBe(
      409,
    );
  });

  test.each([
    'text/plain',
    'text/json',
    'application/jsonp',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'text/plain; application/json',
  ])('%s is 415', async (type) => {
    const reply = await sendBytes(new TextEncoder().encode('{"version_stamp": 99}'), type);
    expect(reply.status).toBe(415);
    expect(reply.body.detail).toContain(type);
    expect(reply.body.detail).toContain('Content-Type: application/json');
  });

  test('none at all is taken for JSON', async () => {
    const body = new TextEncoder().encode('{"version_stamp": 99}');
    const headers = { 'Api-Key': 'dana' };
    const request = new Request(harness.url + claim, { method: 'POST', headers, body });
    expect(request.headers.get('content-type')).toBeNull();
    expect((await harness.mock.fetch(request)).status).toBe(409);
  });
});

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const mixed = (depth: number) => '{"a":['.repeat(depth) + ']}'.repeat(depth);
const typeOf = async (body: string) => (await harness.post(claim, body)).body.detail[0].type;

describe('LIM-1: depth', () => {
  test('64 levels are read', async () => {
    const reply = await harness.post(claim, nested(64));
    expect(reply.body.detail).toMatchObject([{ loc: ['body'], type: 'dict_type' }]);
  });

  test.each([65, 100, 100_000, 5_000_000])('%i levels are 422', async (depth) => {
    const reply = await harness.post(claim, nested(depth));
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toMatchObject([{ loc: ['body'], type: 'recursion_limit' }]);
  });

  test('objects and arrays count alike, brackets in texts do not', async () => {
    expect(await typeOf(mixed(32))).not.toBe('recursion_limit');
    expect(await typeOf(mixed(33))).toBe('recursion_limit');
    expect(await typeOf(JSON.stringify({ a: `\\"${'['.repeat(500)}` }))).not.toBe(
      'recursion_limit',
    );
  });
});

describe('LIM-1: bodies that are no JSON', () => {
  test.each([
    ['', 'missing'],
    ['  \n', 'missing'],
    ['{', 'json_invalid'],
    ['{"version_stamp": 1,}', 'json_invalid'],
    ["{'version_stamp': 1}", 'json_invalid'],
    ['{"version_stamp": NaN}', 'json_invalid'],
    ['{"version_stamp": 01}', 'json_invalid'],
    ['version_stamp=1', 'json_invalid'],
    ['{"a": "\u0000"}', 'json_invalid'],
    ['{} {}', 'json_invalid'],
  ])('%j is 422 %s', async (text, type) => {
    const reply = await sendBytes(new TextEncoder().encode(text));
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toMatchObject([{ loc: ['body'], type }]);
  });

  test('bytes that are not UTF-8', async () => {
    const reply = await sendBytes(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d));
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toMatchObject([
      { loc: ['body'], type: 'json_invalid', msg: 'The body is not valid UTF-8' },
    ]);
  });

  test('no body at all', async () => {
    const reply = await harness.send('POST', claim);
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toMatchObject([{ loc: ['body'], type: 'missing' }]);
  });
});

const gate = (predicate: unknown) =>
  harness.post('/__control/gates', {
    block_type: 'extract',
    predicate,
    evidence: { output: {} },
  });
const anyOf = (depth: number): unknown => {
  let predicate: unknown = { kind: 'always' };
  for (let level = 1; level < depth; level += 1) {
    predicate = { kind: 'any_of', predicates: [predicate] };
  }
  return predicate;
};

describe('LIM-1: control bodies', () => {
  test.each([65, 100])('a predicate nested %i deep is 422', async (depth) => {
    const reply = await gate(anyOf(depth));
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toMatchObject([
      { loc: ['body', 'predicate'], type: 'recursion_limit' },
    ]);
  });

  test('a predicate nested 64 deep is not too deep', async () => {
    expect((await gate(anyOf(64))).status).not.toBe(422);
  });

  test('JSON nested 257 deep is 422', async () => {
    const reply = await gate(anyOf(140));
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toMatchObject([{ loc: ['body'], type: 'recursion_limit' }]);
  });

  // Tried branch by branch, this would cost two to the sixty.
  test('a nested predicate with a fault at the bottom is answered', async () => {
    const bad = JSON.parse(JSON.stringify(anyOf(60)).replace('always', 'sometimes'));
    const reply = await gate(bad);
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toHaveLength(1);
    expect(reply.body.detail[0].type).toBe('union_tag_invalid');
    expect(reply.body.detail[0].loc).toHaveLength(2 + 2 * 59);
  });

  test('a wide predicate is answered', async () => {
    const predicates = Array.from({ length: 20_000 }, () => ({ kind: 'all_of', predicates: [] }));
    const reply = await gate({ kind: 'any_of', predicates });
    expect(reply.status).toBe(422);
    expect(reply.body.detail.length).toBeLessThanOrEqual(20);
  });
});
