import { describe, expect, test } from 'vitest';
import { follow, parsePath } from '../../src/predicates/paths.ts';

const name = (text: string) => ({ kind: 'name', name: text });
const index = (place: number) => ({ kind: 'index', index: place });
const wildcard = { kind: 'wildcard' };

describe('parsePath', () => {
  test.each([
    ['a', [name('a')]],
    ['a.b', [name('a'), name('b')]],
    ['$', []],
    ['$.a', [name('a')]],
    ['$[0]', [index(0)]],
    ['$["a b"].c', [name('a b'), name('c')]],
    ['$a', [name('$a')]],
    ['$a$', [name('$a$')]],
    ['a[0].b', [name('a'), index(0), name('b')]],
    ['a[12]', [name('a'), index(12)]],
    ['a[ 1 ]', [name('a'), index(1)]],
    ['a[*]', [name('a'), wildcard]],
    ['a.*', [name('a'), wildcard]],
    ['a.*.b', [name('a'), wildcard, name('b')]],
    ['*', [wildcard]],
    ['*.a', [wildcard, name('a')]],
    ['a.*b', [name('a'), name('*b')]],
    ['a["x.y"]', [name('a'), name('x.y')]],
    ['a[ "x" ]', [name('a'), name('x')]],
    ["a['x[0]']", [name('a'), name('x[0]')]],
    ["a[ 'x' ]", [name('a'), name('x')]],
    [String.raw`a["\"q\""]`, [name('a'), name('"q"')]],
    [String.raw`a["\u00e9\n"]`, [name('a'), name('é\n')]],
    ['a$.b', [name('a$'), name('b')]],
    ['output-json-0.a', [name('output-json-0'), name('a')]],
    ['a.0', [name('a'), name('0')]],
    ['größe.名', [name('größe'), name('名')]],
    ['__proto__.a', [name('__proto__'), name('a')]],
  ])('%s', (text, steps) => {
    expect(parsePath(text)).toEqual(steps);
  });

  test.each([
    '.a',
    'a.',
    'a..b',
    'a[',
    'a]',
    'a[-1]',
    'a[1',
    'a[x]',
    'a[0]b',
    '$.',
    'a["x]',
    '[]',
    String.raw`a["\x"]`,
    String.raw`a["\u00g9"]`,
    String.raw`a["\u0"]`,
    'a["\n"]',
  ])('%s is none', (text) => {
    expect(parsePath(text)).toBeUndefined();
  });
});

describe('follow', () => {
  const root = { a: { b: 1 }, items: [{ x: 1 }, {}, { x: null }], empty: [], map: { k: { x: 2 } } };
  const at = (path: string) => follow(root, parsePath(path) ?? []);

  test.each([
    ['$', [{ value: root }]],
    ['a.b', [{ value: 1 }]],
    ['a.c', [undefined]],
    ['a.b.c', [undefined]],
    ['a[0]', [undefined]],
    ['items[2].x', [{ value: null }]],
    ['items[3]', [undefined]],
    ['items.length', [undefined]],
    ['a.toString', [undefined]],
    ['items[*].x', [{ value: 1 }, undefined, { value: null }]],
    ['empty[*]', []],
    ['missing[*]', []],
    ['a.b[*]', []],
    ['map.*.x', [{ value: 2 }]],
  ])('%s', (path, found) => {
    expect(at(path)).toEqual(found);
  });
});
