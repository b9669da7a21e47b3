import { beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness();
});

/** Sends a snapshot as text; answers the reply and where the overlay is. */
async function append(snapshotText: string) {
  const { overlay, reviewId } = await harness.open();
  const body = `{"version_stamp": 1, "snapshot": ${snapshotText}}`;
  return { overlay, reviewId, reply: await harness.post(`${overlay}/versions`, body) };
}

const nest = (depth: number): string => (depth === 0 ? '"bottom"' : `{"in": ${nest(depth - 1)}}`);

const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['nothing', '{}'],
  ['unicode', '{"é": "株式会社青空 שוק 🧾\u2028\u0301", "\ud83e\uddfe": 1}'],
  ['escapes', String.raw`{"a": "\u0000\u001f\"\\\/\b\f\n\r\t", "\u0041": 1}`],
  ['a lone surrogate', String.raw`{"a": "\ud800", "\udfff": 1}`],
  ['__proto__', '{"__proto__": {"isAdmin": true}, "a": {"__proto__": null}}'],
  ['constructor', '{"constructor": {"prototype": {"isAdmin": true}}}'],
  ['methods', '{"toJSON": "x", "valueOf": 1, "toString": null, "hasOwnProperty": 1, "then": 1}'],
  ['toJSON that is an object', '{"toJSON": {"a": 1}, "b": {"toJSON": null}}'],
  ['empty keys', '{"": {"": [{"": ""}]}}'],
  ['numeric keys', '{"10": "a", "9": "b", "01": "c", "-1": "d", "1.5": "e"}'],
  ['kinds of null', '{"a": null, "b": [null], "c": "", "d": [], "e": {}, "f": false, "g": 0}'],
  ['a large double', '{"a": 1e308, "b": -1.7976931348623157e308, "c": 5e-324}'],
  ['fractions', '{"a": 0.1, "b": 1.5, "c": 1e-7, "d": 123456.789}'],
  ['safe integers', '{"a": 9007199254740991, "b": -9007199254740991}'],
  ['large integers that are doubles', '{"a": 9007199254740992, "b": 100000000000000000000}'],
  ['integers written as floats', '{"a": 505.0, "b": 1e3, "c": 10E+2}'],
  ['sixty levels', nest(60)],
  ['what looks like a number in a text', '{"a": "1e400 9007199254740993"}'],
  ['a long text', JSON.stringify({ a: 'x'.repeat(100_000) })],
  [
    'many keys',
    JSON.stringify(Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`k${i}`, i]))),
  ],
];

describe('VER-1: a snapshot comes back as it was sent', () => {
  test.each(TEXTS)('%s', async (_what, text) => {
    const { overlay, reviewId, reply } = await append(text);
    expect(reply.status, reply.text).toBe(200);
    const sent = JSON.parse(text);
    expect(entriesOf(reply.body.versions[1].snapshot)).toEqual(entriesOf(sent));
    expect(entriesOf((await harness.get(overlay)).body.versions[1].snapshot)).toEqual(
      entriesOf(sent),
    );
    const listed = await harness.get(`/v1/workflows/reviews/versions?review_id=${reviewId}`);
    expect(entriesOf(listed.body.data.at(-1).snapshot)).toEqual(entriesOf(sent));
    const one = await harness.get(`/v1/workflows/reviews/versions/${listed.body.data.at(-1).id}`);
    expect(entriesOf(one.body.snapshot)).toEqual(entriesOf(sent));
  });

  test.each(TEXTS)('%s survives an export and an import', async (_what, text) => {
    const { overlay } = await append(text);
    const before = (await harness.get(overlay)).text;
    const state = (await harness.get('/__control/state')).text;
    expect((await harness.send('PUT', '/__control/state', state)).status).toBe(200);
    expect((await harness.get(overlay)).text).toBe(before);
    expect((await harness.get('/__control/state')).text).toBe(state);
  });

  test('of a key sent twice the last value counts', async () => {
    const { reply } = await append('{"a": 1, "b": 2, "a": {"c": 3, "c": 4}}');
    expect(entriesOf(reply.body.versions[1].snapshot)).toEqual(entriesOf({ a: { c: 4 }, b: 2 }));
  });

  test('-0 is 0, as in canonical JSON', async () => {
    const { reply } = await append('{"a": -0, "b": -0.0}');
    expect(reply.text).toContain('"snapshot":{"a":0,"b":0}');
  });

  test('nothing leaks into other objects', async () => {
    const polluted = {} as Record<string, unknown>;
    expect(polluted['isAdmin']).toBeUndefined();
    expect(Object.hasOwn(Object.prototype, 'toJSON')).toBe(false);
    const { reply } = await append('{}');
    expect(reply.text).not.toContain('isAdmin');
  });
});

/** Own properties only, so that a lost `__proto__` shows. */
function entriesOf(value: Json): unknown {
  if (Array.isArray(value)) return value.map(entriesOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, member]) => [key, entriesOf(member)])
    .toSorted(([left], [right]) => ((left as string) < (right as string) ? -1 : 1));
}

const INEXACT = [
  '9007199254740993',
  '-9007199254740993',
  '1e400',
  '-1E400',
  '123456789012345678901',
];

describe('VER-1: a number that would come back changed is refused', () => {
  test.each(INEXACT)('%s is 422', async (number) => {
    const { overlay, reply } = await append(`{"a": [{"b": ${number}}]}`);
    expect(reply.status).toBe(422);
    expect(reply.body.detail[0].loc).toEqual(['body']);
    expect(reply.body.detail[0].msg).toContain(number);
    expect((await harness.get(overlay)).body.versions).toHaveLength(1);
  });

  test.each(INEXACT)('%s in a gate is 422 too', async (number) => {
    const gate = `{"block_type":"extract","predicate":{"kind":"always"},"evidence":{"output":{"a":${number}}}}`;
    expect((await harness.post('/__control/gates', gate)).status).toBe(422);
  });

  // These are taken, and come back as 9007199254740992 and 0.
  test.each(['9007199254740993.0', '9007199254740993e0', '1e-400'])('%s is 422', async (number) => {
    expect((await append(`{"a": ${number}}`)).reply.status).toBe(422);
  });
});
