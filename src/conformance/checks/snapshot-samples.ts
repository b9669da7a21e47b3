import type { JsonObject } from '../../contract/wire.ts';

/** A snapshot that a careless server changes on its way in or out. */
export interface SnapshotSample {
  readonly name: string;
  readonly snapshot: JsonObject;
}

const DEPTH = 40;
const LONG_TEXT_LENGTH = 20_000;
const MANY = 500;

/** Snapshots that must come back as they were sent. Source: VER-1, DEC-2, REV-7. */
export const SNAPSHOT_SAMPLES: readonly SnapshotSample[] = [
  { name: 'empty', snapshot: {} },
  {
    name: 'nulls',
    snapshot: { a: null, b: { c: null, d: [null, { e: null }] }, f: [], g: {}, h: '' },
  },
  {
    name: 'unicode',
    snapshot: {
      // The same letter composed and decomposed are two texts, and two keys.
      é: 'é',
      'e\u0301': 'e\u0301',
      emoji: '👩‍👩‍👧 🇪🇺',
      wide: '漢字 ｶﾅ',
      mixed: 'abc אבג \u200f ä',
      '😀': '\ufb33 \u2028 \u00a0',
    },
  },
  {
    name: 'numbers',
    snapshot: {
      integers: [0, 1, -1, 2 ** 31, 2 ** 32, -(2 ** 53 - 1), 2 ** 53 - 1],
      fractions: [0.1, 0.30000000000000004, 1.5, -1e-7, 333333333.3333333, 1234567890.123],
      extremes: [1e21, 1e-20, 5e-324, 1.7976931348623157e308, 123456789012345680000],
    },
  },
  {
    name: 'texts-like-other-types',
    snapshot: {
      number: '007',
      float: '1.0',
      boolean: 'true',
      nothing: 'null',
      date: '2026-02-30',
      instant: '2026-05-13T08:14:02+02:00',
      empty: '',
      blank: '  two  spaces  ',
    },
  },
  {
    name: 'texts-with-controls',
    snapshot: {
      lines: 'a\nb\r\nc\td',
      quotes: '"\'`\\ /\\/',
      markup: '<b>&amp;&lt;</b>',
      template: '{{x}} ${y} %s %%',
    },
  },
  {
    name: 'keys',
    snapshot: {
      '': 'no name',
      ' ': 'blank',
      'a.b': 1,
      a: { b: 2 },
      $ref: '#/x',
      'x/y~z': 3,
      id: 'not yours',
      toJSON: 'text',
      constructor: { name: 'x' },
      length: 0,
      10: 'ten',
      9: 'nine',
    },
  },
  { name: 'order-of-keys', snapshot: { z: 1, a: { y: 2, b: [{ d: 1, c: 2 }] }, m: 3 } },
  { name: 'order-of-items', snapshot: { items: [3, 1, 2, 1, 'b', 'a', null, [2, 1]] } },
  { name: 'deep', snapshot: deep(DEPTH) },
  { name: 'long-text', snapshot: { text: 'äb'.repeat(LONG_TEXT_LENGTH / 2) } },
  {
    name: 'many-members',
    snapshot: Object.fromEntries(Array.from({ length: MANY }, (_, index) => [`k${index}`, index])),
  },
  {
    name: 'names-of-the-overlay',
    snapshot: { versions: [], rev: 99, snapshot: { snapshot: null }, claim: { holder: 'x' } },
  },
];

function deep(levels: number): JsonObject {
  return levels <= 0 ? { end: true } : { down: [deep(levels - 2)] };
}
