import type { Exchange } from '../exchange.ts';
import { actorOf, revOf, stampOf, verbOf } from './exchange-words.ts';
import type { Finding } from './report.ts';

/** Longer histories are cut to what happened around the witness. */
export const TIMELINE_EXCHANGES_MAX = 40;

/** Sizes of the drawing, in its own units. */
export const TIMELINE_SIZES = {
  characterWidth: 7.3,
  barHeight: 40,
  barPadding: 9,
  rowGap: 8,
  laneGap: 14,
  gapMin: 14,
  labelWidth: 66,
  top: 10,
  axisHeight: 40,
} as const;

/** One request in the drawing. */
export interface TimelineBar {
  readonly exchange: Exchange;
  readonly isWitness: boolean;
  /** No answer came: nobody knows when it ended. */
  readonly isOpen: boolean;
  readonly verb: string;
  readonly effect: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The requests of one actor. */
export interface TimelineLane {
  readonly actor: string;
  readonly y: number;
  readonly height: number;
}

/** A `rev` that a reply told, on the axis. */
export interface TimelineRev {
  readonly rev: number;
  readonly x: number;
  readonly isWitness: boolean;
  /** A write made it; a read only saw it. */
  readonly isWrite: boolean;
}

/** From the reply that told a `rev` to the request that was based on it. */
export interface TimelineArrow {
  readonly from: TimelineBar;
  readonly to: TimelineBar;
}

/** Where everything stands. */
export interface TimelineLayout {
  readonly width: number;
  readonly height: number;
  readonly axisY: number;
  readonly lanes: readonly TimelineLane[];
  readonly bars: readonly TimelineBar[];
  readonly revs: readonly TimelineRev[];
  readonly arrows: readonly TimelineArrow[];
  /** How many exchanges of the history are not drawn. */
  readonly leftOut: number;
}

interface Row {
  readonly lane: string;
  readonly exchanges: readonly Exchange[];
}

/**
 * Places the history of a finding: a lane per actor, time from left to right.
 *
 * Only the order of instants means something, since ticks count what happened in the whole run; so
 * instants stand as near to each other as their labels allow.
 */
export function layOutTimeline(finding: Finding): TimelineLayout {
  const all = historyOf(finding);
  const witness = new Set(finding.witness.map(({ id }) => id));
  const shown = around(all, witness);
  const rows = rowsOf(shown);
  const places = placeInstants(shown);
  const { lanes, rowY, bottom } = placeRows(rows);
  const right = Math.max(...places.values(), TIMELINE_SIZES.labelWidth) + TIMELINE_SIZES.gapMin;
  const bars = rows.flatMap((row, index) =>
    row.exchanges.map((exchange) =>
      barOf(exchange, {
        isWitness: witness.has(exchange.id),
        x: places.get(exchange.invokedAt) ?? 0,
        end: exchange.returnedAt === null ? right : (places.get(exchange.returnedAt) ?? right),
        y: rowY[index] ?? 0,
      }),
    ),
  );
  return {
    width: right + TIMELINE_SIZES.gapMin,
    height: bottom + TIMELINE_SIZES.axisHeight,
    axisY: bottom + TIMELINE_SIZES.laneGap,
    lanes,
    bars,
    revs: bars.flatMap(revOfBar),
    arrows: arrowsOf(bars),
    leftOut: all.length - shown.length,
  };
}

/** History and witness in one, each exchange once, in the order sent. */
function historyOf({ history, witness }: Finding): readonly Exchange[] {
  const byId = new Map([...(history ?? []), ...witness].map((each) => [each.id, each]));
  return [...byId.values()]
    .filter(({ outcome }) => outcome.kind !== 'unsent')
    .toSorted((left, right) => left.invokedAt - right.invokedAt);
}

function around(exchanges: readonly Exchange[], witness: ReadonlySet<number>): readonly Exchange[] {
  if (exchanges.length <= TIMELINE_EXCHANGES_MAX) return exchanges;
  const places = exchanges.flatMap(({ id }, index) => (witness.has(id) ? [index] : []));
  const distance = (index: number) => Math.min(...places.map((each) => Math.abs(each - index)));
  const nearest = exchanges
    .map((exchange, index) => ({ exchange, away: places.length === 0 ? index : distance(index) }))
    .toSorted((left, right) => left.away - right.away)
    .slice(0, TIMELINE_EXCHANGES_MAX);
  const kept = new Set(nearest.map(({ exchange }) => exchange));
  return exchanges.filter((each) => kept.has(each));
}

/** Each actor's requests in rows in which no two overlap. */
function rowsOf(exchanges: readonly Exchange[]): readonly Row[] {
  const actors = [...new Set(exchanges.map(actorOf))].toSorted();
  return actors.flatMap((lane) => {
    const rows: Exchange[][] = [];
    for (const exchange of exchanges.filter((each) => actorOf(each) === lane)) {
      const free = rows.find((row) => (row.at(-1)?.returnedAt ?? Infinity) < exchange.invokedAt);
      if (free === undefined) rows.push([exchange]);
      else free.push(exchange);
    }
    return rows.map((row) => ({ lane, exchanges: row }));
  });
}

/** Gives each instant the leftmost place at which every label still fits into its bar. */
function placeInstants(exchanges: readonly Exchange[]): ReadonlyMap<number, number> {
  const { labelWidth, gapMin, characterWidth } = TIMELINE_SIZES;
  const returned = new Map(exchanges.map((each) => [each.returnedAt, each]));
  const instants = [
    ...new Set(
      exchanges.flatMap(({ invokedAt, returnedAt }) => [invokedAt, returnedAt ?? invokedAt]),
    ),
  ].toSorted((left, right) => left - right);
  const revDigits = Math.max(1, ...exchanges.map((each) => String(revOf(each) ?? '').length));
  const gap = Math.max(gapMin, revDigits * characterWidth + 6);
  const places = new Map<number, number>();
  let last = labelWidth - gap;
  for (const instant of instants) {
    const ending = returned.get(instant);
    const begun = ending === undefined ? undefined : places.get(ending.invokedAt);
    const fitting = ending === undefined || begun === undefined ? 0 : begun + labelWidthOf(ending);
    last = Math.round(Math.max(last + gap, fitting));
    places.set(instant, last);
  }
  const open = exchanges.filter(({ returnedAt }) => returnedAt === null);
  const ends = open.map((each) => (places.get(each.invokedAt) ?? 0) + labelWidthOf(each));
  // Keyed by no tick: the right edge of what has no end.
  return ends.length === 0 ? places : places.set(Infinity, Math.round(Math.max(last, ...ends)));
}

function placeRows(rows: readonly Row[]) {
  const { top, barHeight, rowGap, laneGap } = TIMELINE_SIZES;
  const lanes: TimelineLane[] = [];
  const rowY: number[] = [];
  let y: number = top;
  for (const lane of new Set(rows.map((row) => row.lane))) {
    const count = rows.filter((row) => row.lane === lane).length;
    const height = count * (barHeight + rowGap) + rowGap;
    lanes.push({ actor: lane, y, height });
    for (let index = 0; index < count; index += 1) {
      rowY.push(y + rowGap + index * (barHeight + rowGap));
    }
    y += height + laneGap;
  }
  return { lanes, rowY, bottom: y - laneGap };
}

interface Place {
  readonly isWitness: boolean;
  readonly x: number;
  readonly end: number;
  readonly y: number;
}

function barOf(exchange: Exchange, { isWitness, x, end, y }: Place): TimelineBar {
  return {
    exchange,
    isWitness,
    isOpen: exchange.returnedAt === null,
    verb: titleOf(exchange, isWitness),
    effect: shortEffect(exchange),
    x,
    y,
    width: Math.max(end - x, TIMELINE_SIZES.gapMin),
  };
}

/** The witness says whose it is, since its lane's name may be out of sight on a narrow screen. */
function titleOf(exchange: Exchange, isWitness: boolean): string {
  return isWitness ? `${actorOf(exchange).slice(0, 6)} ${verbOf(exchange)}` : verbOf(exchange);
}

/** `stamp 4 → rev 5`, `stamp 4 → 409`, `→ rev 4`, `stamp 4 → no answer`. */
function shortEffect(exchange: Exchange): string {
  const stamp = stampOf(exchange);
  const { outcome } = exchange;
  const rev = revOf(exchange);
  const status = outcome.kind === 'replied' ? String(outcome.status) : 'no answer';
  const answer = rev === null ? status : `rev ${rev}`;
  return stamp === null ? `→ ${answer}` : `stamp ${stamp} → ${answer}`;
}

function labelWidthOf(exchange: Exchange): number {
  const length = Math.max(titleOf(exchange, true).length, shortEffect(exchange).length);
  return length * TIMELINE_SIZES.characterWidth + 2 * TIMELINE_SIZES.barPadding;
}

function revOfBar(bar: TimelineBar): readonly TimelineRev[] {
  const rev = revOf(bar.exchange);
  if (rev === null || bar.isOpen) return [];
  const isWrite = bar.exchange.request.method !== 'GET';
  return [{ rev, x: bar.x + bar.width, isWitness: bar.isWitness, isWrite }];
}

/** The witness alone has arrows: of all others they would be a thicket. */
function arrowsOf(bars: readonly TimelineBar[]): readonly TimelineArrow[] {
  return bars
    .filter(({ isWitness }) => isWitness)
    .flatMap((to) => {
      const stamp = stampOf(to.exchange);
      const told = bars.filter(
        ({ exchange }) =>
          revOf(exchange) === stamp && (exchange.returnedAt ?? Infinity) < to.exchange.invokedAt,
      );
      const own = told.filter(({ exchange }) => exchange.actor === to.exchange.actor);
      const from = own.at(-1) ?? told.at(-1);
      return stamp === null || from === undefined ? [] : [{ from, to }];
    });
}
