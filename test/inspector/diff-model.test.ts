import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countsOf,
  diffOf,
  foldedRows,
  type DiffRow,
} from '../../src/inspector/model/diff-model.ts';

const textOf = (pieces: DiffRow['left']) => pieces?.map(({ text }) => text).join('');
const ownOf = (pieces: DiffRow['left']) =>
  pieces?.filter(({ isOwn }) => isOwn).map(({ text }) => text);
const linesOf = (left: unknown, right: unknown) =>
  diffOf(left, right).map(
    (row) => `${row.kind} ${row.path} ${textOf(row.left) ?? '-'} ${textOf(row.right) ?? '-'}`,
  );

describe('a diff', () => {
  test('names each member and what became of it', () => {
    expect(linesOf({ a: 1, b: 'x', gone: null }, { b: 'x', a: 2, new: true })).toEqual([
      'same b "x" "x"',
      'changed a 1 2',
      'added new - true',
      'removed gone null -',
    ]);
  });

  test('goes into objects and arrays', () => {
    const left = { lines: [{ amount: 1 }], to: { city: 'Bern' } };
    const right = { lines: [{ amount: 2 }], to: { city: 'Bern' } };
    expect(linesOf(left, right)).toEqual([
      'changed lines [ 1 ] [ 1 ]',
      'changed lines[0] { 1 } { 1 }',
      'changed lines[0].amount 1 2',
      'same to { 1 } { 1 }',
      'same to.city "Bern" "Bern"',
    ]);
  });

  test('knows an item again that another was put before', () => {
    const rows = diffOf([{ n: 'a' }, { n: 'b' }], [{ n: 'new' }, { n: 'a' }, { n: 'b' }]);
    expect(rows.filter(({ kind }) => kind !== 'same').map(({ path }) => path)).toEqual([
      '[0]',
      '[0].n',
    ]);
    expect(rows.filter(({ depth }) => depth === 0).map(({ label }) => label)).toEqual([
      '0',
      '0→1',
      '1→2',
    ]);
  });

  test('pairs items that were replaced', () => {
    expect(linesOf([1, 2, 3], [1, 9, 3, 4])).toEqual([
      'same [0] 1 1',
      'changed [1] 2 9',
      'same [2] 3 3',
      'added [3] - 4',
    ]);
  });

  test('shows the words of a text that changed', () => {
    const [row] = diffOf({ t: 'total of 505 euros' }, { t: 'total of 550 euros' });
    expect(ownOf(row?.left)).toEqual(['505']);
    expect(ownOf(row?.right)).toEqual(['550']);
    expect(textOf(row?.left)).toBe('"total of 505 euros"');
  });

  test('shows a value that became another kind of value as gone and come', () => {
    expect(linesOf({ a: 'x' }, { a: ['x'] })).toEqual([
      'removed a "x" -',
      'added a - [ 1 ]',
      'added a[0] - "x"',
    ]);
  });

  test('survives arrays that have nothing in common', () => {
    const left = Array.from({ length: 900 }, (_, index) => `l${index}`);
    const right = Array.from({ length: 800 }, (_, index) => `r${index}`);
    expect(countsOf(diffOf(left, right))).toEqual({
      same: 0,
      changed: 800,
      added: 0,
      removed: 100,
    });
  });

  test('tells equal values alike, whatever the order of their members', () => {
    expect(countsOf(diffOf([{ a: 1, b: 2 }], [{ b: 2, a: 1 }])).changed).toBe(0);
  });

  test('of a value and itself has no change, and of any two it has both sides whole', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        const own = countsOf(diffOf(left, left));
        expect([own.changed, own.added, own.removed]).toEqual([0, 0, 0]);
        const rows = diffOf({ v: left }, { v: right });
        const leaves = (value: unknown): number =>
          typeof value === 'object' && value !== null
            ? Object.values(value).reduce((sum: number, each) => sum + leaves(each), 0)
            : 1;
        const shown = (side: 'left' | 'right') =>
          rows.filter((row) => !row.isGroup && row[side] !== undefined).length;
        expect(shown('left')).toBe(leaves(left));
        expect(shown('right')).toBe(leaves(right));
      }),
    );
  });
});

describe('folding', () => {
  const row = (kind: DiffRow['kind'], label: string): DiffRow => ({
    kind,
    label,
    path: label,
    depth: 0,
    left: [],
    right: [],
    isGroup: false,
  });

  test('hides runs of four and more that nothing happened to, and loses no line', () => {
    const rows = [
      ...['a', 'b', 'c', 'd'].map((label) => row('same', label)),
      row('changed', 'e'),
      ...['f', 'g', 'h'].map((label) => row('same', label)),
      row('added', 'i'),
    ];
    const parts = foldedRows(rows);
    expect(parts.map(({ kind, rows: own }) => [kind, own.length])).toEqual([
      ['fold', 4],
      ['rows', 5],
    ]);
    expect(parts.flatMap((part) => part.rows)).toEqual(rows);
  });
});
