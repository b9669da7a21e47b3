/** A value to sort by; the parts of a key are compared one after the other. */
export type SortKey = readonly (string | number)[];

/** One item as a page showed it. */
export interface WalkedItem {
  readonly id: string;
  /** What the list is ordered by, ascending; the caller turns descending numbers around. */
  readonly key: SortKey;
  /** What decides between equal keys, which is only a SHOULD; empty where nothing does. */
  readonly tie: SortKey;
}

/** One page; a cursor is undefined on a list that has none, such as the overlay queue. */
export interface WalkedPage {
  /** The id of the exchange that fetched it. */
  readonly exchange: number;
  readonly items: readonly WalkedItem[];
  readonly after: string | null | undefined;
  readonly before: string | null | undefined;
}

/** A walk by `after` from the beginning of a list. */
export interface Walk {
  readonly list: 'reviews' | 'queue';
  readonly pages: readonly WalkedPage[];
  readonly limit: number;
  readonly order: 'asc' | 'desc';
  /** Units: ticks; before the first page was asked for, and after the last one came. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Whether the walker gave up although the last page named a further one. */
  readonly wasCutShort: boolean;
}

/** From when until when something matched; `until` is null when it never ended. Units: ticks. */
export interface MatchInterval {
  readonly from: number;
  readonly until: number | null;
}

/**
 * An item that the suite knows of, and when it matched the filter of the walk.
 *
 * A write takes effect at some instant between call and answer, so that there are two intervals: in
 * `surely` it matched, outside of `possibly` it did not. Null is the empty interval.
 */
export interface KnownItem {
  readonly id: string;
  readonly surely: MatchInterval | null;
  readonly possibly: MatchInterval | null;
}

/** The ways in which a walk can fail. */
export type WalkRule =
  | 'MISSING'
  | 'NOT-MATCHING'
  | 'TWICE'
  | 'ORDER'
  | 'TIE-ORDER'
  | 'PAGE-TOO-LONG'
  | 'CURSOR'
  | 'ENDLESS';

/** One broken rule of a walk, with the items and the exchanges that prove it. */
export interface WalkViolation {
  readonly rule: WalkRule;
  readonly requirement: string;
  readonly level: 'MUST' | 'SHOULD';
  readonly items: readonly string[];
  readonly witness: readonly number[];
  readonly sentence: string;
}

/** An item and the page that it was on. */
interface Seen {
  readonly item: WalkedItem;
  readonly page: WalkedPage;
}

/**
 * Holds a walk over pages against what is known of the items.
 *
 * What matched all the while must appear once, what never matched must not appear, and the rest may
 * or may not; nothing appears twice, and the order holds across the seams between pages.
 *
 * Shape: a walk and the items that the suite made → the first violation of each rule. An item that
 * the suite does not know is held only against order and repetition.
 * Source: LST-1, LST-2, LST-3, LST-4, QUE-1.
 */
export function checkWalk(walk: Walk, known: readonly KnownItem[]): readonly WalkViolation[] {
  const seen = walk.pages.flatMap((page) => page.items.map((item) => ({ item, page })));
  return [
    tooLong(walk),
    brokenCursor(walk),
    endless(walk),
    twice(walk, seen),
    ...outOfOrder(walk, seen),
    notMatching(walk, { seen, known }),
    missing(walk, { seen, known }),
  ].filter((each) => each !== undefined);
}

/** The queue has one requirement for all of it, the list has four. */
function violation(
  { list }: Walk,
  [rule, requirement]: readonly [WalkRule, string],
  proof: Pick<WalkViolation, 'items' | 'witness' | 'sentence'> & { readonly isShould?: boolean },
): WalkViolation {
  const { items, witness, sentence, isShould } = proof;
  return {
    rule,
    requirement: list === 'queue' ? 'QUE-1' : requirement,
    level: isShould === true ? 'SHOULD' : 'MUST',
    items,
    witness: [...new Set(witness)],
    sentence,
  };
}

/** Source: LST-2, QUE-1. */
function tooLong(walk: Walk): WalkViolation | undefined {
  const page = walk.pages.find(({ items }) => items.length > walk.limit);
  if (page === undefined) return undefined;
  const sentence = `A page of limit ${walk.limit} (#${page.exchange}) has ${page.items.length} items.`;
  const proof = { items: [], witness: [page.exchange], sentence };
  return violation(walk, ['PAGE-TOO-LONG', 'LST-2'], proof);
}

/** Source: LST-3. */
function brokenCursor(walk: Walk): WalkViolation | undefined {
  for (const [place, page] of walk.pages.entries()) {
    const what = cursorFault(page, place === 0);
    if (what === undefined) continue;
    const sentence = `Page ${place + 1} (#${page.exchange}) ${what}.`;
    const proof = { items: [], witness: [page.exchange], sentence };
    return violation(walk, ['CURSOR', 'LST-3'], proof);
  }
  return undefined;
}

function cursorFault({ items, after, before }: WalkedPage, isFirst: boolean): string | undefined {
  const first = items[0]?.id;
  const last = items.at(-1)?.id;
  if (isPresent(after) && after !== last) {
    return `says that more follow after ${after}, but its last item is ${last ?? 'none'}`;
  }
  if (isPresent(before) && before !== first) {
    return `says that more come before ${before}, but its first item is ${first ?? 'none'}`;
  }
  if (isPresent(before) && isFirst) return `is the first, yet says that more come before ${before}`;
  return undefined;
}

function isPresent(cursor: string | null | undefined): cursor is string {
  return cursor !== null && cursor !== undefined;
}

/** Source: LST-4. */
function endless(walk: Walk): WalkViolation | undefined {
  const pageOf = new Map<string, WalkedPage>();
  for (const page of walk.pages) {
    if (!isPresent(page.after)) continue;
    const before = pageOf.get(page.after);
    if (before !== undefined) {
      const sentence = `The cursor ${page.after} was given twice (#${before.exchange}, #${page.exchange}): the walk goes round in circles.`;
      const proof = { items: [], witness: [before.exchange, page.exchange], sentence };
      return violation(walk, ['ENDLESS', 'LST-4'], proof);
    }
    pageOf.set(page.after, page);
  }
  return undefined;
}

/** Source: LST-4, QUE-1. */
function twice(walk: Walk, seen: readonly Seen[]): WalkViolation | undefined {
  const pageOf = new Map<string, WalkedPage>();
  for (const { item, page } of seen) {
    const before = pageOf.get(item.id);
    if (before !== undefined) {
      const sentence = `${item.id} appears twice in one walk (#${before.exchange}, #${page.exchange}).`;
      const proof = { items: [item.id], witness: [before.exchange, page.exchange], sentence };
      return violation(walk, ['TWICE', 'LST-4'], proof);
    }
    pageOf.set(item.id, page);
  }
  return undefined;
}

/** Source: LST-2, QUE-1. */
function outOfOrder(walk: Walk, seen: readonly Seen[]): readonly WalkViolation[] {
  const sign = walk.order === 'asc' ? 1 : -1;
  let byKey: WalkViolation | undefined;
  let byTie: WalkViolation | undefined;
  for (const [place, { item, page }] of seen.entries()) {
    const previous = seen[place - 1];
    if (previous === undefined) continue;
    const key = sign * compareKeys(previous.item.key, item.key);
    const tie = key === 0 ? sign * compareKeys(previous.item.tie, item.tie) : 0;
    const items = [previous.item.id, item.id];
    const witness = [previous.page.exchange, page.exchange];
    const seam = previous.page === page ? '' : ', across a seam between pages';
    if (key > 0) {
      const sentence = `${item.id} (${item.key.join(', ')}) comes after ${previous.item.id} (${previous.item.key.join(', ')}), against ${walk.order} order${seam}.`;
      byKey ??= violation(walk, ['ORDER', 'LST-2'], { items, witness, sentence });
    } else if (tie > 0) {
      const sentence = `${item.id} comes after ${previous.item.id}, which sorts behind it among equals${seam}.`;
      const isShould = walk.list === 'reviews';
      byTie ??= violation(walk, ['TIE-ORDER', 'LST-2'], { items, witness, sentence, isShould });
    }
  }
  return [byKey, byTie].filter((each) => each !== undefined);
}

/** Below zero when the left one comes first. */
function compareKeys(left: SortKey, right: SortKey): number {
  for (const [place, mine] of left.entries()) {
    const theirs = right[place];
    if (theirs === undefined || mine === theirs) continue;
    return mine < theirs ? -1 : 1;
  }
  return 0;
}

interface Known {
  readonly seen: readonly Seen[];
  readonly known: readonly KnownItem[];
}

/** Source: LST-1, QUE-1. */
function notMatching(walk: Walk, { seen, known }: Known): WalkViolation | undefined {
  const never = new Set<string>();
  for (const { id, possibly } of known) {
    if (possibly === null || !meets(possibly, walk)) never.add(id);
  }
  const intruder = seen.find(({ item }) => never.has(item.id));
  if (intruder === undefined) return undefined;
  const { item, page } = intruder;
  const sentence = `${item.id} is listed (#${page.exchange}), but matched the filter at no time of the walk.`;
  const proof = { items: [item.id], witness: [page.exchange], sentence };
  return violation(walk, ['NOT-MATCHING', 'LST-1'], proof);
}

function meets({ from, until }: MatchInterval, { startedAt, endedAt }: Walk): boolean {
  return from <= endedAt && (until ?? Number.POSITIVE_INFINITY) >= startedAt;
}

/** A walk that was given up, or a queue that shows one page, says nothing of what it left out. Source: LST-4, QUE-1. */
function missing(walk: Walk, { seen, known }: Known): WalkViolation | undefined {
  if (walk.wasCutShort) return undefined;
  const listed = new Set(seen.map(({ item }) => item.id));
  const lost = known.find(
    ({ id, surely }) => surely !== null && spans(surely, walk) && !listed.has(id),
  );
  if (lost === undefined) return undefined;
  const sentence = `${lost.id} matched the filter throughout the walk of ${walk.pages.length} pages and is on none of them.`;
  const witness = walk.pages.map(({ exchange }) => exchange);
  return violation(walk, ['MISSING', 'LST-4'], { items: [lost.id], witness, sentence });
}

function spans({ from, until }: MatchInterval, { startedAt, endedAt }: Walk): boolean {
  return from <= startedAt && (until ?? Number.POSITIVE_INFINITY) >= endedAt;
}
