import { diffArrays, diffWordsWithSpace } from 'diff';

/** Part of a text: what both have, or what only this side has. */
export interface Piece {
  readonly text: string;
  readonly isOwn: boolean;
}

/** What became of a value from the left version to the right one. */
export type DiffKind = 'same' | 'changed' | 'added' | 'removed';

/** One line of a diff: a member of the snapshot, or the head of a group of them. */
export interface DiffRow {
  readonly kind: DiffKind;
  readonly depth: number;
  /** The member's name or index; `1→2` for an item that moved. */
  readonly label: string;
  /** Where it is, as `lines[2].amount`. */
  readonly path: string;
  /** Undefined where this side has nothing. */
  readonly left: readonly Piece[] | undefined;
  readonly right: readonly Piece[] | undefined;
  /** How many lines stand under it: those with a greater depth that follow. */
  readonly isGroup: boolean;
}

/** Lines, or a run of lines that nothing happened to. */
export type DiffPart =
  | { readonly kind: 'rows'; readonly rows: readonly DiffRow[] }
  | { readonly kind: 'fold'; readonly rows: readonly DiffRow[] };

type Container = readonly unknown[] | { readonly [key: string]: unknown };

/** Where a value stands. */
interface Place {
  readonly depth: number;
  readonly label: string;
  readonly path: string;
}

/** Texts beyond this are compared as wholes: a page should not stop over one of them. */
const WORDS_LENGTH_MAX = 4000;
const EDITS_MAX = 400;

/**
 * Compares two JSON values member by member.
 *
 * Items of arrays are first matched by what they are, so that one inserted at the top is one line
 * and not a change of every line.
 *
 * Shape: lines in the order of the right value, what it lacks where the left one had it.
 */
export function diffOf(left: unknown, right: unknown): readonly DiffRow[] {
  const place = { depth: 0, label: '', path: '' };
  return isContainer(left) && isContainer(right) && Array.isArray(left) === Array.isArray(right)
    ? membersOf(left, right, place)
    : valueRows(left, right, place);
}

/** How many members each kind has, groups left out. */
export function countsOf(rows: readonly DiffRow[]): Readonly<Record<DiffKind, number>> {
  const counts = { same: 0, changed: 0, added: 0, removed: 0 };
  for (const row of rows) if (!row.isGroup) counts[row.kind] += 1;
  return counts;
}

/** Folds runs of lines that nothing happened to, from four on. */
export function foldedRows(rows: readonly DiffRow[], lengthMin = 4): readonly DiffPart[] {
  const parts: DiffPart[] = [];
  let start = 0;
  while (start < rows.length) {
    const isSame = rows[start]?.kind === 'same';
    let end = start;
    while (end < rows.length && (rows[end]?.kind === 'same') === isSame) end += 1;
    const run = rows.slice(start, end);
    const previous = parts.at(-1);
    if (isSame && run.length >= lengthMin) parts.push({ kind: 'fold', rows: run });
    else if (previous?.kind === 'rows')
      parts.splice(-1, 1, { kind: 'rows', rows: [...previous.rows, ...run] });
    else parts.push({ kind: 'rows', rows: run });
    start = end;
  }
  return parts;
}

function membersOf(left: Container, right: Container, place: Place): readonly DiffRow[] {
  return Array.isArray(left) && Array.isArray(right)
    ? itemRows(left, right, place)
    : propertyRows(left as Json, right as Json, place);
}

type Json = { readonly [key: string]: unknown };

function propertyRows(left: Json, right: Json, place: Place): readonly DiffRow[] {
  const rest = Object.keys(left).filter((key) => !Object.hasOwn(right, key));
  return [...Object.keys(right), ...rest].flatMap((key) => {
    const path = place.path === '' ? key : `${place.path}.${key}`;
    const own = { depth: place.depth, label: key, path };
    if (!Object.hasOwn(left, key)) return sideRows(right[key], own, 'added');
    if (!Object.hasOwn(right, key)) return sideRows(left[key], own, 'removed');
    return pairRows(left[key], right[key], own);
  });
}

/** Which item stands against which; null where one side has none. */
type Pairing = readonly [left: number | null, right: number | null];

function itemRows(
  left: readonly unknown[],
  right: readonly unknown[],
  place: Place,
): readonly DiffRow[] {
  return pairingsOf(left, right).flatMap(([from, to]) => {
    const index = to ?? from ?? 0;
    const label = from !== null && to !== null && from !== to ? `${from}→${to}` : String(index);
    const own = { depth: place.depth, label, path: `${place.path}[${index}]` };
    if (from === null) return sideRows(right[index], own, 'added');
    if (to === null) return sideRows(left[index], own, 'removed');
    return pairRows(left[from], right[to], own);
  });
}

function pairingsOf(left: readonly unknown[], right: readonly unknown[]): readonly Pairing[] {
  const runs = diffArrays(left.map(canonicalText), right.map(canonicalText), {
    maxEditLength: EDITS_MAX,
  });
  const pairings: Pairing[] = [];
  let [from, to] = [0, 0];
  // Too different to be matched: side by side, as they come.
  let gone = runs === undefined ? left.length : 0;
  const settle = (come: number) => {
    for (let index = 0; index < Math.max(gone, come); index += 1) {
      pairings.push([index < gone ? from + index : null, index < come ? to + index : null]);
    }
    from += gone;
    to += come;
    gone = 0;
  };
  for (const { added, removed, count } of runs ?? []) {
    if (removed) gone += count;
    else if (added) settle(count);
    else {
      settle(0);
      for (let index = 0; index < count; index += 1) pairings.push([from + index, to + index]);
      from += count;
      to += count;
    }
  }
  settle(runs === undefined ? right.length : 0);
  return pairings;
}

function pairRows(left: unknown, right: unknown, place: Place): readonly DiffRow[] {
  if (!isContainer(left) || !isContainer(right) || Array.isArray(left) !== Array.isArray(right)) {
    return valueRows(left, right, place);
  }
  const rows = membersOf(left, right, { ...place, depth: place.depth + 1 });
  const kind = rows.every((row) => row.kind === 'same') ? 'same' : 'changed';
  const head = { ...place, kind, left: sized(left), right: sized(right), isGroup: true } as const;
  return [head, ...rows];
}

function valueRows(left: unknown, right: unknown, place: Place): readonly DiffRow[] {
  if (isContainer(left) || isContainer(right)) {
    return [...sideRows(left, place, 'removed'), ...sideRows(right, place, 'added')];
  }
  const [leftText, rightText] = [JSON.stringify(left) ?? '', JSON.stringify(right) ?? ''];
  if (leftText === rightText) {
    const both = whole(leftText, false);
    return [{ ...place, kind: 'same', left: both, right: both, isGroup: false }];
  }
  const pieces =
    typeof left === 'string' && typeof right === 'string'
      ? wordPieces(leftText, rightText)
      : undefined;
  return [
    {
      ...place,
      kind: 'changed',
      left: pieces?.left ?? whole(leftText, true),
      right: pieces?.right ?? whole(rightText, true),
      isGroup: false,
    },
  ];
}

function wordPieces(left: string, right: string) {
  if (left.length + right.length > WORDS_LENGTH_MAX) return undefined;
  const runs = diffWordsWithSpace(left, right, { maxEditLength: EDITS_MAX });
  if (runs === undefined) return undefined;
  return {
    left: runs
      .filter(({ added }) => !added)
      .map(({ value, removed }) => ({ text: value, isOwn: removed })),
    right: runs
      .filter(({ removed }) => !removed)
      .map(({ value, added }) => ({ text: value, isOwn: added })),
  };
}

function sideRows(value: unknown, place: Place, kind: 'added' | 'removed'): readonly DiffRow[] {
  const row = (pieces: readonly Piece[], isGroup: boolean): DiffRow => ({
    ...place,
    kind,
    left: kind === 'removed' ? pieces : undefined,
    right: kind === 'added' ? pieces : undefined,
    isGroup,
  });
  if (!isContainer(value)) return [row(whole(JSON.stringify(value) ?? '', false), false)];
  const depth = place.depth + 1;
  const rows = Array.isArray(value)
    ? value.flatMap((item, index) =>
        sideRows(item, { depth, label: String(index), path: `${place.path}[${index}]` }, kind),
      )
    : Object.entries(value).flatMap(([key, item]) =>
        sideRows(item, { depth, label: key, path: `${place.path}.${key}` }, kind),
      );
  return [row(sized(value), true), ...rows];
}

function sized(value: Container): readonly Piece[] {
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  return whole(Array.isArray(value) ? `[ ${count} ]` : `{ ${count} }`, false);
}

function whole(text: string, isOwn: boolean): readonly Piece[] {
  return [{ text, isOwn }];
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

/** The same text for equal values, whatever the order of their members. */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (!isContainer(value)) return JSON.stringify(value) ?? '';
  const members = Object.entries(value)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalText(item)}`);
  return `{${members.join(',')}}`;
}
