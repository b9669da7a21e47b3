import { formatInstant, parseDateOrInstant } from '../contract/instant.ts';
import type { Draw } from './draw.ts';

/** Units: milliseconds. */
export const SECOND_MS = 1000;
/** Units: milliseconds. */
export const MINUTE_MS = 60 * SECOND_MS;
/** Units: milliseconds. */
export const HOUR_MS = 60 * MINUTE_MS;
/** Units: milliseconds. */
export const DAY_MS = 24 * HOUR_MS;

/** Moves a day. Shape: `2026-05-13` in and out. Units: days, may be negative. */
export function shiftDay(day: string, days: number): string {
  return formatInstant(parseDateOrInstant(day) + days * DAY_MS).slice(0, 10);
}

/** The same day with its month and day the other way round, or, where there is no such day, another year. */
export function misreadDay(day: string, draw: Draw): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (Number(date) <= 12 && date !== month && draw.chance(70)) return `${year}-${date}-${month}`;
  // 29 February is in every fourth year only.
  return `${Number(year) - 1}-${month}-${date === '29' && month === '02' ? '28' : date}`;
}

/** A day as people write it who do not write it like the schema. Shape: `2026-05-13` → `13.05.26`. */
export function looseDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}.${month}.${year.slice(2)}`;
}
