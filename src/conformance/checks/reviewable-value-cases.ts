import type { BlockType, JsonObject } from '../../contract/wire.ts';

/** The block types that a reviewable value is described for. Source: VER-1. */
export type ReviewableBlock = Exclude<BlockType, 'conditional'>;

/** What a reviewer edits, and the snapshot that it stands for. */
export interface ReviewableValue {
  readonly name: string;
  readonly block: ReviewableBlock;
  readonly value: JsonObject;
  readonly snapshot: JsonObject;
}

/** Values in the right shape. Source: VER-1, RES-4. */
export const REVIEWABLE_VALUES: readonly ReviewableValue[] = [
  {
    name: 'extract',
    block: 'extract',
    value: { vendor: 'Acmé', splits: [{ a: null }] },
    snapshot: { vendor: 'Acmé', splits: [{ a: null }] },
  },
  { name: 'empty-extract', block: 'extract', value: {}, snapshot: {} },
  {
    name: 'classifier',
    block: 'classifier',
    value: { category: 'receipt' },
    snapshot: { category: 'receipt' },
  },
  {
    name: 'split',
    block: 'split',
    value: { splits: [split('invoice', [1, 3]), split('rest', [])] },
    snapshot: { documents: [split('invoice', [1, 3]), split('rest', [])] },
  },
  { name: 'empty-split', block: 'split', value: { splits: [] }, snapshot: { documents: [] } },
  {
    name: 'for-each',
    block: 'for_each',
    value: { chunks: [chunk('b', [4, 5]), chunk('a', [1])] },
    snapshot: { partitions: [chunk('b', [4, 5]), chunk('a', [1])] },
  },
  {
    name: 'for-each-with-unassigned-pages',
    block: 'for_each',
    value: { chunks: [chunk('a', [1])], unassigned_pages: [2] },
    snapshot: { partitions: [chunk('a', [1])], unassigned_pages: [2] },
  },
];

/** Values that their block type cannot have. Source: VER-1, RES-4. */
export const BAD_REVIEWABLE_VALUES: readonly Omit<ReviewableValue, 'snapshot'>[] = [
  { name: 'classifier-without-category', block: 'classifier', value: {} },
  { name: 'classifier-with-a-number', block: 'classifier', value: { category: 7 } },
  { name: 'classifier-with-more', block: 'classifier', value: { category: 'a', extra: 1 } },
  { name: 'split-as-snapshot', block: 'split', value: { documents: [split('a', [1])] } },
  { name: 'split-as-chunks', block: 'split', value: { chunks: [chunk('a', [1])] } },
  { name: 'split-of-no-list', block: 'split', value: { splits: 'all' } },
  { name: 'split-with-more', block: 'split', value: { splits: [], extra: 1 } },
  { name: 'split-with-key', block: 'split', value: { splits: [chunk('a', [1])] } },
  { name: 'split-without-pages', block: 'split', value: { splits: [{ name: 'a' }] } },
  {
    name: 'split-with-more-in-an-item',
    block: 'split',
    value: { splits: [{ ...split('a', [1]), extra: 1 }] },
  },
  { name: 'page-0', block: 'split', value: { splits: [split('a', [0, 1])] } },
  { name: 'pages-that-descend', block: 'split', value: { splits: [split('a', [2, 1])] } },
  { name: 'page-twice', block: 'split', value: { splits: [split('a', [1, 1])] } },
  { name: 'half-a-page', block: 'split', value: { splits: [split('a', [1.5])] } },
  {
    name: 'bad-pages-in-the-second-item',
    block: 'split',
    value: { splits: [split('a', [1]), split('b', [3, 2])] },
  },
  { name: 'for-each-as-snapshot', block: 'for_each', value: { partitions: [chunk('a', [1])] } },
  { name: 'for-each-with-name', block: 'for_each', value: { chunks: [split('a', [1])] } },
  {
    name: 'for-each-with-pages-that-descend',
    block: 'for_each',
    value: { chunks: [chunk('a', [2, 1])] },
  },
];

function split(name: string, pages: readonly number[]): JsonObject {
  return { name, pages };
}

function chunk(key: string, pages: readonly number[]): JsonObject {
  return { key, pages };
}
