import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonFault } from '../../src/inspector/model/json-place.ts';
import { readJson, readJsonObject } from '../../src/inspector/model/json-text.ts';
import { predicateTree } from '../../src/inspector/model/predicate-tree.ts';
import { sentencesOf, statusWord } from '../../src/inspector/model/reply-text.ts';
import { hashOf, parseRoute, type Route } from '../../src/inspector/model/route.ts';

describe('JSON that was typed', () => {
  test.each([
    ['', 'There is nothing here yet.'],
    ['{\n  "a": }', 'Line 2, column 8: a value is wanted here.'],
    ['{"a": 1,}', 'Line 1, column 9: a name in double quotes is wanted here.'],
    ['[1,]', 'Line 1, column 4: a value is wanted here.'],
    ['{"a" 1}', 'Line 1, column 6: a colon is wanted here.'],
    ['{"a": 1 "b": 2}', 'Line 1, column 9: a comma or } is wanted here.'],
    ['[1 2]', 'Line 1, column 4: a comma or ] is wanted here.'],
    ['{"a": [1, 2}', 'Line 1, column 12: a comma or ] is wanted here.'],
    ["{'a': 1}", 'Line 1, column 2: a name in double quotes is wanted here.'],
    ['{"a": 01}', 'Line 1, column 7: a value is wanted here.'],
    ['{"a": 1', 'Line 1, column 8: the text ends here, and a comma or } is missing.'],
    ['{}\n{}', 'Line 2, column 1: the end of the text is wanted here.'],
  ])('%j is refused where it is wrong', (text, message) => {
    expect(readJson(text)).toEqual({ ok: false, message });
  });

  test('must be an object where a snapshot is wanted', () => {
    expect(readJsonObject('[1]')).toMatchObject({ ok: false });
    expect(readJsonObject('null')).toMatchObject({ ok: false });
    expect(readJsonObject('{"a":[1]}')).toEqual({ ok: true, value: { a: [1] } });
  });

  test('is taken exactly when JSON.parse takes it', () => {
    const taken = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const json = fc.json();
    const broken = fc
      .tuple(json, fc.nat(200), fc.constantFrom('', ',', '}', ']', '"', '1', ':', ' ', 'x', '\\'))
      .map(([text, place, letter]) => {
        const at = place % (text.length + 1);
        return text.slice(0, at) + letter + text.slice(at + (place % 2));
      });
    fc.assert(
      fc.property(fc.oneof(json, broken), (text) => {
        expect(jsonFault(text) === undefined, text).toBe(taken(text));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the address', () => {
  test.each<readonly [string, Route]>([
    ['', { screen: 'reviews', params: {} }],
    ['#/nowhere', { screen: 'reviews', params: {} }],
    ['#/journal?q=a+b&ns=n1', { screen: 'journal', namespace: 'n1', params: { q: 'a b' } }],
    ['#/reviews/rev_1?left=0', { screen: 'reviews', reviewId: 'rev_1', params: { left: '0' } }],
    ['#/reviews/%E0%A4%A', { screen: 'reviews', reviewId: '%E0%A4%A', params: {} }],
    ['#/clock/x', { screen: 'clock', params: {} }],
  ])('%j is read', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  test('is written so that it is read back', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(text, text, text, (reviewId, namespace, q) => {
        const route: Route = { screen: 'reviews', reviewId, namespace, params: { q } };
        expect(parseRoute(hashOf(route))).toEqual(route);
      }),
    );
  });
});

describe('a reply', () => {
  test.each<readonly [number, unknown, readonly string[]]>([
    [409, { detail: 'Stale.' }, ['Stale.']],
    [
      422,
      { detail: [{ loc: ['body', 'a', 0], msg: 'Field required' }] },
      ['body.a.0: Field required'],
    ],
    [409, { detail: { code: 'conflict', message: 'Stale.' } }, ['Stale.']],
    [500, undefined, ['The reply does not say why.']],
    [200, { rev: 3 }, []],
    [200, { submission_status: 'conflict' }, ['Another decision stands; nothing changed.']],
  ])('%i %j says %j', (status, body, sentences) => {
    expect(sentencesOf(status, body)).toEqual(sentences);
  });

  test('has a word for each status', () => {
    expect([200, 204, 409, 422, 418, 503].map(statusWord)).toEqual([
      'Done',
      'Done',
      'Conflict',
      'Not valid',
      'Refused',
      'The mock failed',
    ]);
  });
});

describe('the tree of a predicate', () => {
  test('shows what was asked', () => {
    const condition = {
      logical_operator: 'or',
      sub_conditions: [
        { path: 'a[*].b', operator: 'is_greater_than', value: 250 },
        { path_ref: { input: 'data', path: 'c' }, operator: 'exists' },
      ],
    };
    const tree = predicateTree({
      kind: 'all_of',
      predicates: [
        { kind: 'confidence_lt', threshold: 0.9 },
        { kind: 'json_condition', condition },
      ],
    });
    expect(tree).toMatchObject({
      name: 'all_of',
      detail: '',
      fired: undefined,
      children: [
        { name: 'confidence_lt', detail: 'threshold 0.9', children: [] },
        {
          name: 'json_condition',
          detail: 'any of these',
          children: [{ name: 'a[*].b is_greater_than 250' }, { name: 'data.c exists' }],
        },
      ],
    });
  });

  test('shows what was found', () => {
    const tree = predicateTree({
      kind: 'any_of',
      fired: true,
      reason: '1 of 1 fire',
      predicates: [
        {
          kind: 'json_condition',
          fired: true,
          reason: '1 of 1 hold',
          compared: {},
          condition: {
            sub_conditions: [
              { path: 'a', operator: 'exists', fired: true, found: [{ value: 'x' }, {}] },
            ],
          },
        },
      ],
    });
    expect(tree).toMatchObject({
      fired: true,
      detail: '1 of 1 fire',
      children: [
        { detail: '1 of 1 hold', children: [{ detail: 'found "x", nothing', fired: true }] },
      ],
    });
  });

  test('survives whatever it is given', () => {
    for (const value of [null, 7, [], 'x', { kind: 7 }]) {
      expect(predicateTree(value).name).toBe('predicate');
    }
  });
});
