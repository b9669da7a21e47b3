import type { WorkflowReview } from '../../contract/wire.ts';
import { parseInstant } from '../../contract/instant.ts';
import type { Query } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import type { SortKey, WalkedPage } from '../oracle/walk-check.ts';
import { isRecord, recordIn, shown } from '../reply.ts';
import { dataIn } from './review-sight.ts';

/** One page of a list by id. */
export interface Page {
  readonly exchange: Exchange;
  readonly ids: readonly string[];
  readonly after: string | null;
  readonly before: string | null;
}

/** Reads a page; throws Inconclusive when the reply holds none. */
export function pageIn(exchange: Exchange): Page {
  const { list_metadata: metadata } = recordIn(exchange);
  const cursor = (name: string) => (isRecord(metadata) ? (metadata[name] ?? null) : null);
  return {
    exchange,
    ids: dataIn(exchange).map((item) => String(isRecord(item) ? item['id'] : item)),
    after: cursor('after') as string | null,
    before: cursor('before') as string | null,
  };
}

/** A page of reviews as the walk check takes it. Source: LST-2. */
export function walkedPageIn(exchange: Exchange): WalkedPage {
  const { after, before } = pageIn(exchange);
  const reviews = dataIn(exchange) as readonly WorkflowReview[];
  const items = reviews.map(({ id, created_at: at }) => ({ id, key: instantKey(at), tie: [id] }));
  return { exchange: exchange.id, items, after, before };
}

const FRACTION = /\.\d{3}(\d+)/;
const FRACTION_DIGITS = 9;

/** Sorts instants finer than a millisecond, as some servers write them. */
export function instantKey(instant: string): SortKey {
  const [, finer = ''] = FRACTION.exec(instant) ?? [];
  return [parseInstant(instant), Number(finer.padEnd(FRACTION_DIGITS, '0'))];
}

/** What a page must be. */
export interface ExpectedPage {
  /** Every id that matches, in the list's order. */
  readonly all: readonly string[];
  readonly limit: number;
  /** The cursor that was sent. */
  readonly after?: string;
  readonly before?: string;
}

/** Which requirement says what of a list; the list of versions has one for all. */
export interface PageSentences {
  readonly matching: string;
  readonly order: string;
  readonly paging: string;
}

const REVIEW_LIST: PageSentences = { matching: 'LST-1', order: 'LST-2', paging: 'LST-3' };
/** Source: LST-3, its sentence on the list of versions. */
export const VERSION_LIST: PageSentences = { matching: 'LST-3', order: 'LST-3', paging: 'LST-3' };

/**
 * Judges one page: its items, their order, how many they are, and the cursors beside them.
 *
 * Source: LST-1, LST-2, LST-3.
 */
export function expectPage(
  { must }: Trial,
  page: Page,
  expected: ExpectedPage & { readonly sentences?: PageSentences },
): void {
  const { ids, exchange } = page;
  const { all, limit, before, sentences = REVIEW_LIST } = expected;
  const rule = (requirement: string, holds: boolean, sentence: string) =>
    must.holds(requirement, holds, () => ({
      sentence: `a page of limit ${limit} ${sentence}`,
      expected: shown(sliceOf(expected).ids),
      got: shown(ids),
      witness: [exchange],
    }));
  const places = ids.map((id) => all.indexOf(id));
  const isSorted = places.every((place, index) => place > (places[index - 1] ?? -1));
  const holds =
    rule(sentences.matching, !places.includes(-1), 'holds an item that does not match') &&
    rule(sentences.order, ids.length <= limit, `holds ${ids.length} items`) &&
    rule(before === undefined ? sentences.order : sentences.paging, isSorted, 'is out of order') &&
    rule(sentences.paging, isSame(ids, sliceOf(expected).ids), `holds the wrong items`);
  if (!holds) return;
  for (const cursor of ['after', 'before'] as const) {
    must.equal(sentences.paging, exchange, {
      what: `list_metadata.${cursor} of a page that ${wordsFor(cursor, expected)}`,
      got: page[cursor],
      expected: sliceOf(expected)[cursor],
    });
  }
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index]);
}

function wordsFor(cursor: 'after' | 'before', expected: ExpectedPage): string {
  const { ids, [cursor]: id } = sliceOf(expected);
  if (ids.length === 0) return 'is empty';
  const side = cursor === 'after' ? 'behind' : 'before';
  return id === null ? `has nothing ${side} it` : `has more ${side} it`;
}

/** What a page holds, by definition. Source: LST-3. */
function sliceOf({ all, limit, after, before }: ExpectedPage): Omit<Page, 'exchange'> {
  const end = before === undefined ? undefined : all.indexOf(before);
  const start =
    end === undefined
      ? after === undefined
        ? 0
        : all.indexOf(after) + 1
      : Math.max(0, end - limit);
  const stop = end ?? Math.min(all.length, start + limit);
  const ids = all.slice(start, stop);
  return {
    ids,
    after: stop < all.length ? (ids.at(-1) ?? null) : null,
    before: start > 0 ? (ids[0] ?? null) : null,
  };
}

/** A query for a page of reviews of one workflow. */
export function pageQuery(
  { workflowId }: Trial,
  { limit, after, before }: Omit<ExpectedPage, 'all'>,
  more: Query = {},
): Query {
  return { workflow_id: workflowId, limit, after, before, ...more };
}
