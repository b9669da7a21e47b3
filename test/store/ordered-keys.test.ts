import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FacetIndex } from '../../src/store/facet-index.ts';
import { mergeWalks, OrderedKeys, type Direction } from '../../src/store/ordered-keys.ts';

/** Walks a sorted array by the plainest account. */
function walkOf(keys: Iterable<string>, direction: Direction, from?: string): readonly string[] {
  const sorted = [...keys].toSorted((left, right) => (left < right ? -1 : Number(left > right)));
  return direction === 'up'
    ? sorted.filter((key) => from === undefined || key > from)
    : sorted.filter((key) => from === undefined || key < from).toReversed();
}

const DIRECTIONS = ['up', 'down'] as const;

function expectSame(keys: OrderedKeys, model: ReadonlySet<string>, from: string): void {
  expect(keys.isEmpty).toBe(model.size === 0);
  for (const direction of DIRECTIONS) {
    expect([...keys.walk(direction)]).toEqual(walkOf(model, direction));
    expect([...keys.walk(direction, from)]).toEqual(walkOf(model, direction, from));
  }
}

describe('ordered keys', () => {
  test('are a sorted set, whatever is added and deleted', () => {
    const key = fc.oneof(fc.integer({ min: 0, max: 120 }).map(String), fc.string());
    const act = fc.record({ isDeletion: fc.boolean(), key });
    fc.assert(
      fc.property(fc.array(act, { size: 'max', maxLength: 200 }), key, (acts, from) => {
        const keys = new OrderedKeys();
        const model = new Set<string>();
        for (const { isDeletion, key: each } of acts) {
          keys[isDeletion ? 'delete' : 'add'](each);
          model[isDeletion ? 'delete' : 'add'](each);
        }
        expectSame(keys, model, from);
        expect([...keys.walk('up')]).toHaveLength(model.size);
      }),
      { numRuns: 200 },
    );
  });

  test('stay right as they grow from an array to a tree and shrink to nothing', () => {
    const keys = new OrderedKeys();
    const model = new Set<string>();
    const numbers = Array.from({ length: 300 }, (_, index) => String((index * 211) % 300));
    for (const [index, key] of numbers.entries()) {
      keys.add(key);
      keys.add(key);
      model.add(key);
      if (index % 7 === 0 || (index > 28 && index < 38)) {
        for (const from of [key, `${key}x`, '', '~', numbers[index + 1] ?? '']) {
          expectSame(keys, model, from);
        }
      }
    }
    for (const [index, key] of numbers.entries()) {
      keys.delete(key);
      keys.delete('absent');
      model.delete(key);
      if (index % 23 === 0 || index > 295) expectSame(keys, model, key);
    }
    expect(keys.isEmpty).toBe(true);
    keys.add('again');
    expect([...keys.walk('up')]).toEqual(['again']);
  });

  test('are ordered by code unit, as an array and as a tree', () => {
    const marks = ['\u{1f600}', '\ufb33', 'a', 'Z', 'é', '10', '9', ''];
    for (const extra of [0, 100]) {
      const keys = new OrderedKeys();
      const all = [...marks, ...Array.from({ length: extra }, (_, index) => `k${index}`)];
      for (const key of all) keys.add(key);
      expect([...keys.walk('up')]).toEqual(walkOf(all, 'up'));
      expect([...keys.walk('down', 'é')]).toEqual(walkOf(all, 'down', 'é'));
      expect([...keys.walk('up', '')]).toEqual(walkOf(all, 'up', ''));
    }
  });

  test('can be left in the middle of a walk', () => {
    for (const size of [10, 100]) {
      const keys = new OrderedKeys();
      for (let index = 0; index < size; index += 1) keys.add(String(index).padStart(3, '0'));
      const [first, second] = keys.walk('down', '008');
      expect([first, second]).toEqual(['007', '006']);
    }
  });
});

describe('merged walks', () => {
  test('are one walk, in either direction', () => {
    const sets = fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 60, size: 'max' });
    fc.assert(
      fc.property(
        sets,
        fc.integer({ min: 0, max: 5 }),
        fc.string({ maxLength: 3 }),
        (all, n, from) => {
          const parts = Array.from({ length: n }, () => new OrderedKeys());
          const kept = n === 0 ? [] : all;
          for (const [index, key] of kept.entries()) parts[(index * 7) % n]?.add(key);
          for (const direction of DIRECTIONS) {
            const walks = parts.map((part) => part.walk(direction, from));
            expect([...mergeWalks(walks, direction)]).toEqual(walkOf(kept, direction, from));
          }
        },
      ),
    );
  });
});

describe('a facet index', () => {
  const all = ['awaiting_review', 'approved', 'rejected'] as const;
  const read = (
    index: FacetIndex,
    facet: string,
    statuses: readonly (typeof all)[number][] = all,
  ) => [...index.walk(facet, { statuses, direction: 'up' })];

  test('keeps facets and statuses apart, and merges the statuses asked for', () => {
    const index = new FacetIndex();
    index.add('x', 'awaiting_review', '2');
    index.add('x', 'approved', '1');
    index.add('x', 'rejected', '3');
    index.add('y', 'rejected', '4');
    expect(read(index, 'x')).toEqual(['1', '2', '3']);
    expect(read(index, 'x', ['approved'])).toEqual(['1']);
    expect(read(index, 'x', ['rejected', 'approved'])).toEqual(['1', '3']);
    expect(read(index, 'y')).toEqual(['4']);
    expect(read(index, 'none')).toEqual([]);
    const down = { statuses: all, direction: 'down', from: '3' } as const;
    expect([...index.walk('x', down)]).toEqual(['2', '1']);
  });

  test('forgets what is deleted, and minds no deletion of what is not there', () => {
    const index = new FacetIndex();
    index.delete('x', 'approved', '1');
    index.add('x', 'approved', '1');
    index.add('x', 'approved', '2');
    index.add('x', 'rejected', '3');
    index.delete('x', 'approved', '1');
    index.delete('x', 'approved', '9');
    index.delete('x', 'awaiting_review', '2');
    expect(read(index, 'x')).toEqual(['2', '3']);
    index.delete('x', 'approved', '2');
    expect(read(index, 'x')).toEqual(['3']);
    index.delete('x', 'rejected', '3');
    expect(read(index, 'x')).toEqual([]);
    index.add('x', 'approved', '5');
    expect(read(index, 'x')).toEqual(['5']);
  });
});
