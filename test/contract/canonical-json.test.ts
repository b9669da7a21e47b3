import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalJson,
  contentSha256,
  versionIdOf,
  versionIdOfHash,
} from '../../src/contract/canonical-json.ts';

describe('canonical JSON', () => {
  test('is the sample of RFC 8785 section 3.2', () => {
    const text = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    expect(canonicalJson(JSON.parse(text))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],` +
        String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('orders keys by UTF-16 code unit, so a surrogate pair comes before U+FB33', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6', '10', '2', ''];
    const ordered = ['', '\r', '1', '10', '2', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
    const value = Object.fromEntries(keys.map((key) => [key, 0]));
    expect(canonicalJson(value)).toBe(
      `{${ordered.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`,
    );
  });

  test('orders a key before the longer ones that it begins', () => {
    expect(canonicalJson({ ab: 1, a: 1, abc: 1, B: 1 })).toBe('{"B":1,"a":1,"ab":1,"abc":1}');
  });

  test.each([
    ['0', '0'],
    ['-0', '0'],
    ['505.0', '505'],
    ['1e2', '100'],
    ['5e-324', '5e-324'],
    ['1.7976931348623157e308', '1.7976931348623157e+308'],
    ['9007199254740992', '9007199254740992'],
    ['295147905179352825856', '295147905179352830000'],
    ['999999999999999700000', '999999999999999700000'],
    ['1e21', '1e+21'],
    ['9.999999999999997e22', '9.999999999999997e+22'],
    ['0.000001', '0.000001'],
    ['1e-7', '1e-7'],
    ['-1.50', '-1.5'],
  ])('writes the number %s as %s', (text, written) => {
    expect(canonicalJson(JSON.parse(text))).toBe(written);
  });

  test.each([
    ['\b\t\n\f\r', String.raw`"\b\t\n\f\r"`],
    ['\u0000\u001f', String.raw`"\u0000\u001f"`],
    ['"\\/', String.raw`"\"\\/"`],
    ['\u007f\u2028\u2029é\u{1f600}', '"\u007f\u2028\u2029é\u{1f600}"'],
    ['\ud800', String.raw`"\ud800"`],
  ])('escapes in a text only what it must: %j', (text, written) => {
    expect(canonicalJson(text)).toBe(written);
  });

  test('calls no member of the value', () => {
    const value = { toJSON: 'a text', b: { toJSON: () => 'called' } };
    expect(canonicalJson({ toJSON: 'a text', a: 1 })).toBe('{"a":1,"toJSON":"a text"}');
    expect(canonicalJson(value)).not.toContain('called');
  });

  test('keeps a member named __proto__', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"z":1,"a":2},"constructor":3}'))).toBe(
      '{"__proto__":{"a":2,"z":1},"b":1,"constructor":3}',
    );
  });

  test('orders at every depth, and keeps the order of arrays', () => {
    expect(canonicalJson([{ b: [{ d: 1, c: [] }, 2], a: {} }, 3, 1])).toBe(
      '[{"a":{},"b":[{"c":[],"d":1},2]},3,1]',
    );
  });

  test('takes the depth that control bodies may have', () => {
    const text = `${'['.repeat(256)}${']'.repeat(256)}`;
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  test('does not depend on the order of keys or on white space', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.infiniteStream(fc.nat(1000)), (given, draws) => {
        const value: unknown = JSON.parse(JSON.stringify(given));
        const text = shuffledText(value, () => draws.next().value ?? 0);
        expect(canonicalJson(JSON.parse(text))).toBe(canonicalJson(value));
      }),
    );
  });

  test('parses back to the value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'medium' }), (given) => {
        const value: unknown = JSON.parse(JSON.stringify(given));
        expect(isDeepStrictEqual(JSON.parse(canonicalJson(value)), value)).toBe(true);
      }),
    );
  });
});

/** Writes a value as JSON with keys in any order and white space anywhere. */
function shuffledText(value: unknown, draw: () => number): string {
  const space = () => ['', ' ', '\n\t'][draw() % 3] ?? '';
  if (Array.isArray(value)) {
    return `[${value.map((item) => space() + shuffledText(item, draw)).join(',')}${space()}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .map(([key, member]) => ({ key, member, place: draw() }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ key, member }) => `${space()}${JSON.stringify(key)}:${shuffledText(member, draw)}`);
  return `{${members.join(',')}${space()}}`;
}

describe('the hash of a snapshot', () => {
  test('is the SHA-256 of its canonical JSON in UTF-8, in hexadecimal (REV-7)', () => {
    expect(contentSha256({ vendor_name: 'Acme Corp', total_amount: 505 })).toBe(
      'b900ce39bbbb724adf572454a8a3ec49047dda8b8886409c0e524d8493d967e2',
    );
    expect(contentSha256({})).toBe(
      '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
    );
  });
});

describe('the id of a version (RES-2)', () => {
  test.each([
    ['{"total_amount":505,"vendor_name":"Acme Corp"}', 'rvr_XEAM4ON3XNZEVX2XERKKRI7MJE'],
    ['{"vendor_name":"Acme Corp","total_amount":505.0}', 'rvr_XEAM4ON3XNZEVX2XERKKRI7MJE'],
    ['{}', 'rvr_IQJW7I2VWNTYUEKGVULPP2DETY'],
    ['{"category":"invoice"}', 'rvr_4TVHVDXJRTPVUX66IT63CSBLRE'],
    ['{"documents":[{"name":"invoice","pages":[1,2]}]}', 'rvr_ZOSPVZ7QQFVPSG5Z5EYDNOS3S4'],
    ['{"a":"é","b":1.5,"c":[true,null]}', 'rvr_R5BNZFFKG76PAEIRTRQYRH5DNA'],
  ])('of %s is %s', (snapshot, id) => {
    expect(versionIdOf(JSON.parse(snapshot))).toBe(id);
  });

  test('has its shape, and comes from the hash that a version carries', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (snapshot) => {
        const id = versionIdOf(snapshot);
        expect(id).toMatch(/^rvr_[A-Z2-7]{26}$/);
        expect(versionIdOfHash(contentSha256(snapshot))).toBe(id);
      }),
    );
  });
});
