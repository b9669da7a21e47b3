import { describe, expect, test } from 'vitest';
import type { BlockType, JsonObject } from '../../src/contract/wire.ts';
import {
  snapshotOfReviewableValue,
  snapshotShapeFaults,
} from '../../src/domain/reviewable-value.ts';
import { appending, deciding, faultPlaces, lastOf, opened, play } from '../support/reviews.ts';

type Converted = readonly [blockType: BlockType, value: JsonObject, snapshot: JsonObject];

const CONVERTED: readonly Converted[] = [
  ['extract', { any: { thing: [1] } }, { any: { thing: [1] } }],
  ['conditional', { branch: 'no' }, { branch: 'no' }],
  ['classifier', { category: 'receipt' }, { category: 'receipt' }],
  ['split', { splits: [] }, { documents: [] }],
  [
    'split',
    {
      splits: [
        { name: 'a', pages: [1, 3] },
        { name: 'b', pages: [] },
      ],
    },
    {
      documents: [
        { name: 'a', pages: [1, 3] },
        { name: 'b', pages: [] },
      ],
    },
  ],
  ['for_each', { chunks: [{ key: 'k', pages: [2] }] }, { partitions: [{ key: 'k', pages: [2] }] }],
  [
    'for_each',
    { chunks: [], unassigned_pages: [1, 2] },
    { partitions: [], unassigned_pages: [1, 2] },
  ],
];

describe('VER-1: a reviewable_value becomes a snapshot by block type', () => {
  test.each(CONVERTED)('%s: %j → %j', (blockType, reviewable_value, snapshot) => {
    const review = play(opened({ blockType }), appending({ reviewable_value }));
    expect(lastOf(review.versions).snapshot).toEqual(snapshot);
  });

  test.each(CONVERTED)('%s, with an approval: %j → %j', (blockType, reviewable_value, snapshot) => {
    const review = play(opened({ blockType }), deciding({ reviewable_value }));
    expect(lastOf(review.versions).snapshot).toEqual(snapshot);
  });

  test.each<readonly [BlockType, JsonObject, readonly string[]]>([
    ['classifier', {}, ['category']],
    ['split', { documents: [] }, ['splits', 'documents']],
    ['split', { splits: [{ name: 'a', pages: [0] }] }, ['splits.0.pages.0']],
    ['for_each', { partitions: [] }, ['chunks', 'partitions']],
    ['for_each', { chunks: [{ name: 'a', pages: [] }] }, ['chunks.0.key', 'chunks.0.name']],
  ])('%s: %j breaks the shape', (blockType, reviewable_value, places) => {
    const expected = places.map((place) => `body.reviewable_value.${place}`);
    const review = opened({ blockType });
    expect(faultPlaces(review, appending({ reviewable_value }))).toEqual(expected);
    expect(faultPlaces(review, deciding({ reviewable_value }))).toEqual(expected);
  });

  test('does not edit what it was given', () => {
    const value = Object.freeze({ splits: Object.freeze([]) });
    expect(snapshotOfReviewableValue('split', value)).toEqual({ snapshot: { documents: [] } });
  });
});

type Shaped = readonly [blockType: BlockType, snapshot: JsonObject];
type Misshaped = readonly [...Shaped, type: string, place: string];

const document = (pages: unknown) => ({ documents: [{ name: 'a', pages }] });
const partition = (pages: unknown) => ({ partitions: [{ key: 'a', pages }] });

const SHAPED: readonly Shaped[] = [
  ['extract', {}],
  ['extract', { anything: [null, { goes: true }] }],
  ['conditional', { anything: 1 }],
  ['classifier', { category: '' }],
  ['split', { documents: [] }],
  ['split', document([])],
  ['split', document([1])],
  ['split', document([1, 2, 7])],
  ['for_each', { partitions: [] }],
  ['for_each', partition([3, 4])],
  ['for_each', { partitions: [], unassigned_pages: [] }],
  ['for_each', { partitions: [], unassigned_pages: [1] }],
];

const MISSHAPED: readonly Misshaped[] = [
  ['classifier', {}, 'missing', 'category'],
  ['classifier', { category: 1 }, 'string_type', 'category'],
  ['classifier', { category: null }, 'string_type', 'category'],
  ['classifier', { category: 'a', reasoning: 'b' }, 'extra_forbidden', 'reasoning'],
  ['split', {}, 'missing', 'documents'],
  ['split', { documents: {} }, 'list_type', 'documents'],
  ['split', { documents: [], other: 1 }, 'extra_forbidden', 'other'],
  ['split', { documents: [], unassigned_pages: [] }, 'extra_forbidden', 'unassigned_pages'],
  ['split', { documents: [null] }, 'dict_type', 'documents.0'],
  ['split', { documents: [[]] }, 'dict_type', 'documents.0'],
  ['split', { documents: ['a'] }, 'dict_type', 'documents.0'],
  ['split', { documents: [{ pages: [] }] }, 'missing', 'documents.0.name'],
  ['split', { documents: [{ name: 1, pages: [] }] }, 'string_type', 'documents.0.name'],
  ['split', { documents: [{ name: 'a' }] }, 'missing', 'documents.0.pages'],
  ['split', { documents: [{ name: 'a', pages: [], x: 1 }] }, 'extra_forbidden', 'documents.0.x'],
  ['split', document(1), 'list_type', 'documents.0.pages'],
  ['split', document([0]), 'value_error', 'documents.0.pages.0'],
  ['split', document([-1]), 'value_error', 'documents.0.pages.0'],
  ['split', document([1.5]), 'value_error', 'documents.0.pages.0'],
  ['split', document(['1']), 'value_error', 'documents.0.pages.0'],
  ['split', document([1, 1]), 'value_error', 'documents.0.pages.1'],
  ['split', document([1, 3, 2]), 'value_error', 'documents.0.pages.2'],
  ['for_each', {}, 'missing', 'partitions'],
  ['for_each', { partitions: [{ name: 'a', pages: [] }] }, 'missing', 'partitions.0.key'],
  ['for_each', partition([2, 1]), 'value_error', 'partitions.0.pages.1'],
  ['for_each', { partitions: [], other: 1 }, 'extra_forbidden', 'other'],
  ['for_each', { partitions: [], unassigned_pages: 1 }, 'list_type', 'unassigned_pages'],
  ['for_each', { partitions: [], unassigned_pages: null }, 'list_type', 'unassigned_pages'],
  ['for_each', { partitions: [], unassigned_pages: [0] }, 'value_error', 'unassigned_pages.0'],
];

describe('RES-4: a snapshot has the shape of its block type', () => {
  test.each(SHAPED)('%s: %j is whole', (blockType, snapshot) => {
    expect(snapshotShapeFaults(blockType, snapshot)).toEqual([]);
  });

  test.each(MISSHAPED)('%s: %j is %s at %s', (blockType, snapshot, type, place) => {
    const faults = snapshotShapeFaults(blockType, snapshot);
    expect(faults.map((each) => `${each.type} ${each.loc.join('.')}`)).toContain(
      `${type} body.snapshot.${place}`,
    );
  });

  test('names every item at fault', () => {
    const snapshot = { documents: [document([1]).documents[0], {}, { name: 'b', pages: [0] }] };
    const faults = snapshotShapeFaults('split', snapshot);
    expect(faults.map((each) => each.loc.slice(2).join('.'))).toEqual([
      'documents.1.name',
      'documents.1.pages',
      'documents.2.pages.0',
    ]);
  });
});
