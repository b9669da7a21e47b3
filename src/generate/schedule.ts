import { formatInstant } from '../contract/instant.ts';
import { DAY_MS, HOUR_MS } from './calendar.ts';
import type { Draw } from './draw.ts';
import type { Life } from './life.ts';
import type { Shape } from './shape.ts';

/** When reviews live. Units: milliseconds, since 1970. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

const TRIES = 8;
const OPENS_AT_HOUR = 6;
const CLOSES_AT_HOUR = 20;
const SATURDAY = 6;
/** Ages are drawn in thousandths of the span. */
const GRAIN = 1000;

/**
 * Draws when a gate fires: mostly by day and on working days; what still waits is mostly recent.
 *
 * Units: milliseconds since 1970.
 */
export function drawOpening(draw: Draw, { fromMs, untilMs }: Span, shape: Shape): number {
  const isWaiting = shape.status === 'awaiting_review' && shape.story === null;
  for (let turn = 1; ; turn += 1) {
    const share = draw.int(1, GRAIN);
    const age = isWaiting ? Math.floor((share * share) / GRAIN) : share;
    const jitter = draw.int(0, Math.floor((untilMs - fromMs) / GRAIN));
    const openedMs = untilMs - Math.floor(((untilMs - fromMs) * age) / GRAIN) - jitter;
    const at = Math.min(Math.max(openedMs, fromMs), untilMs);
    if (turn === TRIES || isWorkingTime(at)) return at;
  }
}

function isWorkingTime(instantMs: number): boolean {
  const hour = Math.floor((instantMs % DAY_MS) / HOUR_MS);
  // 1 January 1970 was a Thursday.
  const day = (Math.floor(instantMs / DAY_MS) + 4) % 7;
  return hour >= OPENS_AT_HOUR && hour < CLOSES_AT_HOUR && day > 0 && day < SATURDAY;
}

/**
 * The instants of a life's moments: each waits as long as it wants to. For a long life the gate
 * fires earlier; where the span is too short for it, all wait less.
 *
 * Shape: the opening and one instant per moment.
 */
export function scheduleOf(life: Life, openedMs: number, { fromMs, untilMs }: Span) {
  const { moments, lastBeforeMs } = life;
  const endMs = untilMs - (lastBeforeMs ?? 0);
  const wantedMs = moments.reduce((sum, moment) => sum + moment.waitMs, 0);
  const startMs = Math.min(Math.max(Math.min(openedMs, endMs - wantedMs), fromMs), endMs);
  const hasTime = wantedMs <= endMs - startMs;
  let atMs = startMs;
  const instants = moments.map((moment) => {
    const waitMs = hasTime
      ? moment.waitMs
      : Math.floor((moment.waitMs * (endMs - startMs)) / wantedMs);
    return (atMs += waitMs);
  });
  if (lastBeforeMs !== undefined && instants.length > 0) instants[instants.length - 1] = endMs;
  return { openedAt: formatInstant(startMs), instants: instants.map(formatInstant) };
}
