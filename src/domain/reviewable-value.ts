import { fault, FAULTS_MAX, type FieldFault, type FieldLocation } from '../contract/problems.ts';
import type { BlockType, JsonObject } from '../contract/wire.ts';

/** A snapshot, or why there is none. */
export type SnapshotResult =
  { readonly snapshot: JsonObject } | { readonly faults: readonly FieldFault[] };

/** The shape of a list of pages: the member that holds it, and what names an item. */
interface PageList {
  readonly list: string;
  readonly label: string;
}

/** The lists of pages: as a reviewer edits them, and as a snapshot holds them. */
const PAGE_LISTS: Partial<Record<BlockType, { reviewable: PageList; snapshot: PageList }>> = {
  split: {
    reviewable: { list: 'splits', label: 'name' },
    snapshot: { list: 'documents', label: 'name' },
  },
  for_each: {
    reviewable: { list: 'chunks', label: 'key' },
    snapshot: { list: 'partitions', label: 'key' },
  },
};

/**
 * Turns what a reviewer edits into the full snapshot, by block type.
 *
 * Shape: extract and conditional: the object itself; classifier `{category}`; split
 * `{splits: [{name, pages}]}` → `{documents}`; for_each `{chunks: [{key, pages}]}` →
 * `{partitions}`.
 * Source: VER-1, RES-4.
 */
export function snapshotOfReviewableValue(blockType: BlockType, value: JsonObject): SnapshotResult {
  const { reviewable: from, snapshot: to } = PAGE_LISTS[blockType] ?? {};
  const faults = shapeFaults(blockType, value, { at: ['body', 'reviewable_value'], pages: from });
  if (faults.length > 0) return { faults };
  if (from === undefined || to === undefined) return { snapshot: value };
  const { [from.list]: items, ...rest } = value;
  return { snapshot: { [to.list]: items, ...rest } };
}

/**
 * Judges a snapshot against the shape of its block type.
 *
 * Shape: extract any object; classifier `{category}`; split `{documents: [{name, pages}]}`;
 * for_each `{partitions: [{key, pages}], unassigned_pages?}`; nothing else in them.
 * Source: RES-4.
 */
export function snapshotShapeFaults(
  blockType: BlockType,
  snapshot: JsonObject,
): readonly FieldFault[] {
  return shapeFaults(blockType, snapshot, {
    at: ['body', 'snapshot'],
    pages: PAGE_LISTS[blockType]?.snapshot,
  });
}

interface Place {
  readonly at: FieldLocation;
  readonly pages: PageList | undefined;
}

function shapeFaults(
  blockType: BlockType,
  value: JsonObject,
  { at, pages }: Place,
): readonly FieldFault[] {
  if (blockType === 'classifier') {
    return [...stringFaults(value, 'category', at), ...extraFaults(value, ['category'], at)];
  }
  if (pages === undefined) return [];
  const allowed = blockType === 'for_each' ? [pages.list, 'unassigned_pages'] : [pages.list];
  const unassigned = value['unassigned_pages'];
  return [
    ...listFaults(value, pages, at),
    ...(blockType === 'for_each' && unassigned !== undefined
      ? pagesFaults(unassigned, [...at, 'unassigned_pages'])
      : []),
    ...extraFaults(value, allowed, at),
  ];
}

function listFaults(value: JsonObject, pages: PageList, at: FieldLocation): readonly FieldFault[] {
  const items = value[pages.list];
  const place = [...at, pages.list];
  if (items === undefined) return [fault(place, ['missing', 'Field required'])];
  if (!Array.isArray(items)) return [fault(place, ['list_type', 'Input should be a valid list'])];
  const faults: FieldFault[] = [];
  for (const [index, item] of items.entries()) {
    if (faults.length >= FAULTS_MAX) break;
    faults.push(...itemFaults(item, pages.label, [...place, index]));
  }
  return faults;
}

function itemFaults(item: unknown, label: string, at: FieldLocation): readonly FieldFault[] {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return [fault(at, ['dict_type', 'Input should be a valid dictionary'])];
  }
  const members = item as JsonObject;
  return [
    ...stringFaults(members, label, at),
    ...pagesFaults(members['pages'], [...at, 'pages']),
    ...extraFaults(members, [label, 'pages'], at),
  ];
}

function pagesFaults(pages: unknown, at: FieldLocation): readonly FieldFault[] {
  if (pages === undefined) return [fault(at, ['missing', 'Field required'])];
  if (!Array.isArray(pages)) return [fault(at, ['list_type', 'Input should be a valid list'])];
  const index = pages.findIndex(
    (page, place) =>
      !Number.isInteger(page) || page < 1 || (place > 0 && page <= Number(pages[place - 1])),
  );
  if (index === -1) return [];
  const msg = 'Pages should be positive integers, ascending, each once';
  return [fault([...at, index], ['value_error', msg])];
}

function stringFaults(value: JsonObject, key: string, at: FieldLocation): readonly FieldFault[] {
  if (typeof value[key] === 'string') return [];
  return value[key] === undefined
    ? [fault([...at, key], ['missing', 'Field required'])]
    : [fault([...at, key], ['string_type', 'Input should be a valid string'])];
}

function extraFaults(
  value: JsonObject,
  allowed: readonly string[],
  at: FieldLocation,
): readonly FieldFault[] {
  return Object.keys(value)
    .filter((key) => !allowed.includes(key))
    .slice(0, FAULTS_MAX)
    .map((key) => fault([...at, key], ['extra_forbidden', 'Extra inputs are not permitted']));
}
