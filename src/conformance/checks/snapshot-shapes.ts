/** The types of blocks that the resource surface shows. Source: LST-5. */
export type ShapedBlock = 'extract' | 'classifier' | 'split' | 'for_each';

type Snapshots<T> = Readonly<Record<ShapedBlock, Readonly<Record<string, T>>>>;

/** What is no object at all; no type of block takes it. */
const NO_OBJECTS = { list: [], text: 'invoice', number: 1, null: null, true: true };

/** Pages that an item cannot have. */
const BAD_PAGES: Readonly<Record<string, unknown>> = {
  'page-zero': [0],
  'negative-page': [-1, 2],
  'half-a-page': [1.5],
  'descending-pages': [2, 1],
  'pages-that-fall-later': [1, 2, 4, 3],
  'page-twice': [1, 1],
  'page-twice-later': [1, 2, 2],
  'page-as-text': ['1'],
  'page-null': [1, null],
  'page-true': [true],
  'pages-as-text': '1',
  'pages-as-object': { 0: 1 },
  'pages-null': null,
};

/** Items that a list cannot hold; `label` is what names an item. */
function badItems(label: string, otherLabel: string): Readonly<Record<string, unknown>> {
  const pages = [1];
  return {
    'another-member': { [label]: 'a', pages, confidence: 0.5 },
    'no-name': { pages },
    'no-pages': { [label]: 'a' },
    'name-as-number': { [label]: 1, pages },
    'name-null': { [label]: null, pages },
    'another-label': { [otherLabel]: 'a', pages },
    text: 'a',
    null: null,
    list: ['a', [1]],
    ...Object.fromEntries(
      Object.entries(BAD_PAGES).map(([name, bad]) => [name, { [label]: 'a', pages: bad }]),
    ),
  };
}

/** Each bad item stands behind a good one, so that the first is not the only one looked at. */
function badLists(list: string, label: string): Readonly<Record<string, unknown>> {
  const good = { [label]: 'good', pages: [1, 2] };
  const [otherList, otherLabel] = list === 'documents' ? OTHERS.for_each : OTHERS.split;
  return {
    'another-member-beside': { [list]: [good], other: 1 },
    nothing: {},
    'list-null': { [list]: null },
    'list-as-object': { [list]: good },
    'list-of-another-type': { [otherList]: [{ [otherLabel]: 'a', pages: [1] }] },
    'two-lists': { [list]: [good], [otherList]: [] },
    ...Object.fromEntries(
      Object.entries(badItems(label, otherLabel)).map(([name, item]) => [
        `item-${name}`,
        { [list]: [good, item] },
      ]),
    ),
  };
}

const OTHERS = { split: ['documents', 'name'], for_each: ['partitions', 'key'] } as const;

/** Snapshots that the resource surface refuses. Source: RES-4. */
export const BAD_SNAPSHOTS: Snapshots<unknown> = {
  extract: NO_OBJECTS,
  classifier: {
    'another-member': { category: 'a', reasoning: 'Because.' },
    nothing: {},
    'category-as-number': { category: 1 },
    'category-null': { category: null },
    'category-as-list': { category: ['a'] },
    'category-as-object': { category: { name: 'a' } },
    'another-case': { Category: 'a' },
    documents: { documents: [] },
    ...NO_OBJECTS,
  },
  split: {
    ...badLists('documents', 'name'),
    'reviewable-shape': { splits: [{ name: 'a', pages: [1] }] },
    'unassigned-pages': { documents: [], unassigned_pages: [1] },
    ...NO_OBJECTS,
  },
  for_each: {
    ...badLists('partitions', 'key'),
    'reviewable-shape': { chunks: [{ key: 'a', pages: [1] }] },
    'unassigned-pages-alone': { unassigned_pages: [1] },
    ...NO_OBJECTS,
  },
};

/** Snapshots that the resource surface takes. Source: RES-4. */
export const GOOD_SNAPSHOTS: Snapshots<object> = {
  extract: {
    empty: {},
    nested: { a: [{ b: { c: [null, [1, { d: 'é' }]] } }] },
    'a-classifier': { category: 5, documents: 'none' },
    'split-like-pages': { documents: [{ name: 'a', pages: [2, 1, 0] }] },
    nulls: { a: null, b: { c: null } },
  },
  classifier: {
    'another-category': { category: 'invoice' },
    'letters-beyond-ascii': { category: 'facture impayée 漢字' },
  },
  split: {
    'items-without-pages': { documents: [{ name: 'a', pages: [] }] },
    'no-items': { documents: [] },
    'gaps-in-pages': { documents: [{ name: 'a', pages: [1, 3, 7, 1000000] }] },
    'a-page-in-two-items': {
      documents: [
        { name: 'b', pages: [4, 5] },
        { name: 'a', pages: [1, 4] },
      ],
    },
    'items-of-one-name': {
      documents: [
        { name: 'a', pages: [1] },
        { name: 'a', pages: [2] },
      ],
    },
  },
  for_each: {
    'unassigned-pages': { partitions: [{ key: 'a', pages: [1] }], unassigned_pages: [2, 5] },
    'no-unassigned-pages': { partitions: [{ key: 'a', pages: [1] }], unassigned_pages: [] },
    'items-without-pages': { partitions: [{ key: 'a', pages: [] }] },
    'no-items': { partitions: [] },
    'gaps-in-pages': { partitions: [{ key: 'a', pages: [2, 9] }] },
  },
};
