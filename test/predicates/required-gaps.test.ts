import { describe, expect, test } from 'vitest';
import { requiredGaps } from '../../src/predicates/required-gaps.ts';

const A = { type: 'object', required: ['a'] };

describe('requiredGaps', () => {
  test.each<[string, unknown, unknown, readonly string[]]>([
    ['a missing property', A, {}, ['/a']],
    ['a schema that is none', true, {}, []],
    ['a requirement that is no text', { required: ['a', 3, null] }, { a: 1 }, []],
    ['names that a pointer escapes', { required: ['a/b~c'] }, {}, ['/a~1b~0c']],
    ['a reference with escapes', { $ref: '#/$defs/a~1b%25', $defs: { 'a/b%': A } }, {}, ['/a']],
    ['a reference that does not decode', { $ref: '#/$defs/%', $defs: { '%': A } }, {}, ['/a']],
    ['a reference to nowhere', { $ref: '#/$defs/none' }, {}, []],
    ['a reference through null', { $ref: '#/x/y', x: null }, {}, []],
    ['a reference elsewhere', { $ref: 'http://x/#/$defs/a', $defs: { a: A } }, {}, []],
    ['a reference without a hash', { $ref: 'xx$defs/a', $defs: { a: A } }, {}, []],
    ['a reference to an anchor', { $ref: '#a', $defs: { a: A } }, {}, []],
    ['branches of other types', { anyOf: [A, { type: 'null' }] }, {}, ['/a']],
    ['branches of which one is content', { anyOf: [A, {}] }, {}, []],
    ['branches of which one takes all', { anyOf: [A, true] }, {}, []],
    ['branches of which one takes nothing', { anyOf: [A, false] }, {}, ['/a']],
    ['branches with several types', { oneOf: [A, { type: ['null', 'string'] }] }, {}, ['/a']],
    [
      'branches by reference, told by the type they lead to',
      { anyOf: [A, { $ref: '#/$defs/none' }], $defs: { none: { type: 'null' } } },
      {},
      ['/a'],
    ],
    [
      'branches by reference that fit',
      { anyOf: [A, { $ref: '#/$defs/b' }], $defs: { b: { type: 'object' } } },
      {},
      [],
    ],
    [
      'a reference with a type of its own is told by that',
      { anyOf: [A, { type: 'null', $ref: '#/$defs/b' }], $defs: { b: { type: 'object' } } },
      {},
      ['/a'],
    ],
    ['branches that refer to themselves', { anyOf: [A, { $ref: '#/anyOf/1' }] }, {}, []],
    ['numbers', { properties: { n: { anyOf: [{ type: 'integer' }, A] } } }, { n: 1 }, []],
  ])('%s', (_, schema, value, gaps) => {
    expect(requiredGaps(schema, value, 'answer')).toEqual(gaps);
  });

  test.each<[unknown, string]>([
    [[{}], 'array'],
    [{ a: 1 }, 'object'],
  ])('a branch for %j is told from the others', (value, type) => {
    const others = ['array', 'object', 'null', 'integer', 'string'].filter((each) => each !== type);
    const inner = { items: { required: ['x'] }, required: ['x'] };
    const anyOf = [{ type, ...inner }, ...others.map((each) => ({ type: each }))];
    expect(requiredGaps({ anyOf }, value, 'answer')).toHaveLength(1);
  });

  test('schemas that refer twice to the next are read once each', () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 40 }, (_, place) => {
        const next = { $ref: `#/$defs/d${place + 1}` };
        return [`d${place}`, place === 39 ? A : { allOf: [next, next] }];
      }),
    );
    expect(requiredGaps({ $ref: '#/$defs/d0', $defs }, {}, 'answer')).toEqual(['/a']);
  });

  test('schemas a thousand deep are as far as it goes', () => {
    const chain = (length: number) => ({
      $ref: '#/$defs/d0',
      $defs: Object.fromEntries(
        Array.from({ length }, (_, place) => [
          `d${place}`,
          place === length - 1 ? A : { $ref: `#/$defs/d${place + 1}` },
        ]),
      ),
    });
    expect(requiredGaps(chain(1000), {}, 'answer')).toEqual(['/a']);
    expect(requiredGaps(chain(1001), {}, 'answer')).toEqual([]);
  });
});
