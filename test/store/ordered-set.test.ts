import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FacetIndex } from '../../src/store/facet-index.ts';
import { mergeWalks, OrderedSet, type Direction, type Keyed } from '../../src/store/ordered-set.ts';

/** An item with nothing but its key. */
function at(key: string): Keyed {
  return { key };
}

/** The keys of what is walked over. */
function keysOf(items: Iterable<Keyed>): readonly string[] {
  return [...items].map(({ key }) => key);
}

/** Walks a sorted array by the plainest account. */
function walkOf(keys: Iterable<string>, direction: Direction, from?: string): readonly string[] {
  const sorted = [...keys].toSorted((left, right) => (left < right ? -1 : Number(left > right)));
  return direction === 'up'
    ? sorted.filter((key) => from === undefined || key > from)
    : sorted.filter((key) => from === undefined || key < from).toReversed();
}

const DIRECTIONS = ['up', 'down'] as const;

function expectSame(items: OrderedSet<Keyed>, model: ReadonlySet<string>, from: string): void {
  expect(items.isEmpty).toBe(model.size === 0);
  for (const direction of DIRECTIONS) {
    expect(keysOf(items.walk(direction))).toEqual(walkOf(model, direction));
    expect(keysOf(items.walk(direction, from))).toEqual(walkOf(model, direction, from));
  }
}

describe('an ordered set', () => {
  test('is sorted, whatever is added and deleted', () => {
    const key = fc.oneof(fc.integer({ min: 0, max: 120 }).map(String), fc.string());
    const act = fc.record({ isDeletion: fc.boolean(), key });
    fc.assert(
      fc.property(fc.array(act, { size: 'max', maxLength: 200 }), key, (acts, from) => {
        const items = new OrderedSet<Keyed>();
        const model = new Set<string>();
        for (const { isDeletion, key: each } of acts) {
          if (isDeletion) items.delete(each);
          else items.add(at(each));
          model[isDeletion ? 'delete' : 'add'](each);
        }
        expectSame(items, model, from);
        expect([...items.walk('up')]).toHaveLength(model.size);
      }),
      { numRuns: 200 },
    );
  });

  test('stays right as it grows from an array to a tree and shrinks to nothing', () => {
    const items = new OrderedSet<Keyed>();
    const model = new Set<string>();
    const numbers = Array.from({ length: 300 }, (_, index) => String((index * 211) % 300));
    for (const [index, key] of numbers.entries()) {
      items.add(at(key));
      items.add(at(key));
      model.add(key);
      if (index % 7 === 0 || (index > 28 && index < 38)) {
        for (const from of [key, `${key}x`, '', '~', numbers[index + 1] ?? '']) {
          expectSame(items, model, from);
        }
      }
    }
    for (const [index, key] of numbers.entries()) {
      items.delete(key);
      items.delete('absent');
      model.delete(key);
      if (index % 23 === 0 || index > 295) expectSame(items, model, key);
    }
    expect(items.isEmpty).toBe(true);
    items.add(at('again'));
    expect(keysOf(items.walk('up'))).toEqual(['again']);
  });

  test('is ordered by code unit, as an array and as a tree', () => {
    const marks = ['\u{1f600}', '\ufb33', 'a', 'Z', 'é', '10', '9', ''];
    for (const extra of [0, 100]) {
      const items = new OrderedSet<Keyed>();
      const all = [...marks, ...Array.from({ length: extra }, (_, index) => `k${index}`)];
      for (const key of all) items.add(at(key));
      expect(keysOf(items.walk('up'))).toEqual(walkOf(all, 'up'));
      expect(keysOf(items.walk('down', 'é'))).toEqual(walkOf(all, 'down', 'é'));
      expect(keysOf(items.walk('up', ''))).toEqual(walkOf(all, 'up', ''));
    }
  });

  test('hands out the very items, of two with one key the last that was added', () => {
    for (const size of [3, 100]) {
      const items = new OrderedSet<Keyed>();
      for (let index = 0; index < size; index += 1) items.add(at(`k${index}`));
      const last = at('k1');
      items.add(last);
      expect([...items.walk('up')]).toHaveLength(size);
      expect([...items.walk('up', 'k0')][0]).toBe(last);
    }
  });

  test('can be left in the middle of a walk', () => {
    for (const size of [10, 100]) {
      const items = new OrderedSet<Keyed>();
      for (let index = 0; index < size; index += 1) items.add(at(String(index).padStart(3, '0')));
      const [first, second] = items.walk('down', '008');
      expect([first, second]).toEqual([at('007'), at('006')]);
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
          const parts = Array.from({ length: n }, () => new OrderedSet<Keyed>());
          const kept = n === 0 ? [] : all;
          for (const [index, key] of kept.entries()) parts[(index * 7) % n]?.add(at(key));
          for (const direction of DIRECTIONS) {
            const walks = parts.map((part) => part.walk(direction, from));
            expect(keysOf(mergeWalks(walks, direction))).toEqual(walkOf(kept, direction, from));
          }
        },
      ),
    );
  });
});

describe('a facet index', () => {
  const all = ['awaiting_review', 'approved', 'rejected'] as const;
  const read = (
    index: FacetIndex<Keyed>,
    facet: string,
    statuses: readonly (typeof all)[number][] = all,
  ) => keysOf(index.walk(facet, { statuses, direction: 'up' }));

  test('keeps facets and statuses apart, and merges the statuses asked for', () => {
    const index = new FacetIndex<Keyed>();
    index.add('x', 'awaiting_review', at('2'));
    index.add('x', 'approved', at('1'));
    index.add('x', 'rejected', at('3'));
    index.add('y', 'rejected', at('4'));
    expect(read(index, 'x')).toEqual(['1', '2', '3']);
    expect(read(index, 'x', ['approved'])).toEqual(['1']);
    expect(read(index, 'x', ['rejected', 'approved'])).toEqual(['1', '3']);
    expect(read(index, 'y')).toEqual(['4']);
    expect(read(index, 'none')).toEqual([]);
    const down = { statuses: all, direction: 'down', from: '3' } as const;
    expect(keysOf(index.walk('x', down))).toEqual(['2', '1']);
  });

  test('forgets what is deleted, and minds no deletion of what is not there', () => {
    const index = new FacetIndex<Keyed>();
    index.delete('x', 'approved', '1');
    index.add('x', 'approved', at('1'));
    index.add('x', 'approved', at('2'));
    index.add('x', 'rejected', at('3'));
    index.delete('x', 'approved', '1');
    index.delete('x', 'approved', '9');
    index.delete('x', 'awaiting_review', '2');
    expect(read(index, 'x')).toEqual(['2', '3']);
    index.delete('x', 'approved', '2');
    expect(read(index, 'x')).toEqual(['3']);
    index.delete('x', 'rejected', '3');
    expect(read(index, 'x')).toEqual([]);
    index.add('x', 'approved', at('5'));
    expect(read(index, 'x')).toEqual(['5']);
  });
});
