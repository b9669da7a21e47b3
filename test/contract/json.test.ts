import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/contract/json.ts';

const DEPTH_MAX = 64;

function faultOf(text: string, depthMax = DEPTH_MAX) {
  const result = parseJson(text, depthMax);
  return result.ok ? undefined : result.fault;
}

function nested(depth: number): string {
  const opening = Array.from({ length: depth }, (_, index) => (index % 2 ? '[' : '{"a":'));
  const closing = opening.map((each) => (each === '[' ? ']' : '}')).toReversed();
  return `${opening.join('')}0${closing.join('')}`;
}

describe('the depth of a JSON text (LIM-1)', () => {
  test('may be the limit, and no more', () => {
    expect(faultOf(nested(DEPTH_MAX))).toBeUndefined();
    expect(faultOf(nested(DEPTH_MAX + 1))).toEqual({ kind: 'depth', depthMax: DEPTH_MAX });
    expect(faultOf(nested(256), 256)).toBeUndefined();
    expect(faultOf(nested(257), 256)).toEqual({ kind: 'depth', depthMax: 256 });
  });

  test('counts arrays, and objects, each', () => {
    expect(faultOf('[[]]', 2)).toBeUndefined();
    expect(faultOf('[[]]', 1)?.kind).toBe('depth');
    expect(faultOf('{"a":{}}', 1)?.kind).toBe('depth');
    expect(faultOf('1', 0)).toBeUndefined();
  });

  test('is that of the deepest place, not the number of brackets', () => {
    expect(faultOf(`[${Array(1000).fill('[],{}').join(',')}]`, 2)).toBeUndefined();
    expect(faultOf('[[],[[]]]', 2)?.kind).toBe('depth');
  });

  test('does not count brackets in texts', () => {
    expect(faultOf(`["${'['.repeat(100)}"]`, 1)).toBeUndefined();
    expect(faultOf(`{"${'{'.repeat(100)}":"}}"}`, 1)).toBeUndefined();
  });

  test('is not fooled by quotes and backslashes in texts', () => {
    expect(faultOf(String.raw`["\"[[["]`, 1)).toBeUndefined();
    expect(faultOf(String.raw`["\\",[]]`, 1)?.kind).toBe('depth');
    expect(faultOf(String.raw`["\\\"[[",[]]`, 2)).toBeUndefined();
    expect(faultOf(String.raw`["\u0022",[[]]]`, 2)?.kind).toBe('depth');
  });

  test('is refused before anything is built, even of a text that never ends', () => {
    expect(faultOf('['.repeat(5_000_000))?.kind).toBe('depth');
  });
});

describe('a number', () => {
  test.each([
    '0',
    '-0',
    '0.1',
    '-17',
    '9007199254740991',
    '9007199254740992',
    '-9007199254740992',
    '9007199254740994',
    '18446744073709551616',
    '1e308',
    '1E+2',
    '-1.7976931348623157e308',
    '5e-324',
    '0.12345678901234567890123456789',
    '123456789012345678.5',
  ])('that a double holds well enough is taken: %s', (text) => {
    for (const each of [text, `[${text}]`, `{"a": ${text} }`]) {
      expect(parseJson(each, DEPTH_MAX)).toEqual({ ok: true, value: JSON.parse(each) });
    }
  });

  test.each([
    '9007199254740993',
    '-9007199254740993',
    '12345678901234567890',
    '1e309',
    '1e400',
    '-1E400',
    '1.5e309',
    `1${'0'.repeat(400)}`,
  ])('that would come back changed is refused: %s', (text) => {
    for (const each of [text, `[1,${text}]`, `{"a":[0.1,{"b":${text}}],"c":1}`]) {
      expect(parseJson(each, DEPTH_MAX)).toEqual({ ok: false, fault: { kind: 'number', text } });
    }
  });

  // From 2^53 on, JSON.stringify writes the fewest digits that lead back to a double:
  // 123456789012345680000 for 123456789012345683968. Such a text comes back as it was sent, and the
  // mock writes it itself, so what it exports or serves must be taken when it is sent back.
  test('that JSON.stringify writes for a double is taken', () => {
    const text = JSON.stringify(123456789012345680000);
    expect(text).toBe('123456789012345680000');
    expect(faultOf(text)).toBeUndefined();
  });

  test('in a text is not judged', () => {
    const text = String.raw`{"12345678901234567890":"1e400","a":"\"9007199254740993","b":[1]}`;
    expect(parseJson(text, DEPTH_MAX)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  test('after a text is judged', () => {
    expect(faultOf(String.raw`{"a\\":"x\"","b":9007199254740993}`)?.kind).toBe('number');
  });

  test('that is refused first is the first one', () => {
    expect(faultOf('[9007199254740993,12345678901234567890]')).toEqual({
      kind: 'number',
      text: '9007199254740993',
    });
  });
});

describe('a JSON text', () => {
  test.each([
    '',
    ' ',
    '{',
    '[1,]',
    "{'a':1}",
    '01',
    '+1',
    '.5',
    'NaN',
    '{"a":1}}',
    '"',
    '"\\',
    ']',
  ])('that does not parse is refused in the words of the parser: %j', (text) => {
    const fault = faultOf(text);
    expect(fault?.kind).toBe('syntax');
    expect(fault?.kind === 'syntax' && fault.message).toMatch(/JSON/);
  });

  test('with a syntax fault and an inexact number has the syntax fault', () => {
    expect(faultOf('[9007199254740993')?.kind).toBe('syntax');
  });

  test('keeps its members __proto__ and toJSON', () => {
    const result = parseJson('{"__proto__":{"a":1},"toJSON":1}', DEPTH_MAX);
    expect(result.ok && Object.keys(result.value as object)).toEqual(['__proto__', 'toJSON']);
  });

  test('that is taken has the value of JSON.parse; that is refused has a reason', () => {
    fc.assert(
      fc.property(jsonLikeText(), fc.integer({ min: 1, max: 6 }), (text, depthMax) => {
        expect(isRightlyRead(text, depthMax)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

function isRightlyRead(text: string, depthMax: number): boolean {
  const result = parseJson(text, depthMax);
  const parsed = tryParse(text);
  if (result.ok) return isDeepStrictEqual([result.value], parsed) && depthOf(parsed) <= depthMax;
  if (result.fault.kind === 'depth') return parsed === undefined || depthOf(parsed) > depthMax;
  return (result.fault.kind === 'syntax') === (parsed === undefined);
}

function tryParse(text: string): readonly [unknown] | undefined {
  try {
    return [JSON.parse(text)];
  } catch {
    return undefined;
  }
}

/** How deep the value in the box nests. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return -1;
  return 1 + Math.max(-1, ...Object.values(value).map(depthOf));
}

/** JSON texts, JSON texts with a piece of something else put in, and heaps of JSON's own marks. */
function jsonLikeText(): fc.Arbitrary<string> {
  const marks = fc.constantFrom('[', ']', '{', '}', '"', '\\', ',', ':', '1e400', '12', 'null');
  const heap = fc.array(marks, { maxLength: 12 }).map((parts) => parts.join(''));
  const numbers = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String);
  const broken = fc.tuple(fc.json(), fc.nat(), fc.oneof(heap, numbers)).map(([text, at, piece]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + piece + text.slice(place);
  });
  return fc.oneof(fc.json(), broken, heap, numbers);
}
