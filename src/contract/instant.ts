/** Every instant is written with this many characters. Source: TIME-1. */
export const INSTANT_LENGTH = 24;

/** The last instant that fits a four-digit year, so that instants sort as text. */
export const INSTANT_MAX_MS = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Writes an instant the way the mock does: UTC, milliseconds, `Z`.
 *
 * Instants in this one form order as text, which is what the indexes rely on.
 *
 * Units: milliseconds since 1970.
 * Source: TIME-1.
 */
export function formatInstant(instantMs: number): string {
  return new Date(instantMs).toISOString();
}

const INSTANT_MIN_MS = Date.parse('0000-01-01T00:00:00.000Z');
const INSTANT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * Reads an RFC 3339 instant. The platform would roll the 30th of February over into March, and
 * take years that do not fit four digits; neither is one here. Leap seconds are not taken.
 *
 * Units: milliseconds since 1970; NaN when the text is no instant.
 * Source: RFC 3339 section 5.6; TIME-1.
 */
export function parseInstant(text: string): number {
  if (!INSTANT.test(text) || !hasDay(text)) return Number.NaN;
  const instantMs = Date.parse(text.toUpperCase());
  return instantMs >= INSTANT_MIN_MS && instantMs <= INSTANT_MAX_MS ? instantMs : Number.NaN;
}

/** Whether `parseInstant` can read a text; that costs less than reading it. */
export function isInstant(text: string): boolean {
  const year = text.slice(0, 4);
  // Only the offset of an instant at either end can take it out of the years there are.
  return year === '0000' || year === '9999'
    ? !Number.isNaN(parseInstant(text))
    : INSTANT.test(text) && hasDay(text);
}

/** Whether the calendar has the day of a text that is written as an instant. */
function hasDay(text: string): boolean {
  const day = text.slice(8, 10);
  // Every month has these days.
  return day <= '28' || Number(day) <= daysIn(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}

/** Units: `month` counts from 1. Source: RFC 3339 appendix C. */
function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return isLeapYear ? 29 : 28;
}

/**
 * Moves an instant, not beyond the years 0 and 9999.
 *
 * Units: milliseconds, may be negative.
 */
export function shiftInstant(instant: string, deltaMs: number): string {
  const instantMs = parseInstant(instant) + deltaMs;
  return formatInstant(Math.max(INSTANT_MIN_MS, Math.min(instantMs, INSTANT_MAX_MS)));
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads an RFC 3339 date, as its midnight in UTC, or date-time. Days that the calendar does not
 * have are none.
 *
 * Units: milliseconds since 1970; NaN when the text is neither.
 * Source: RFC 3339 section 5.6; PRD-3, the date operators.
 */
export function parseDateOrInstant(text: string): number {
  const day = text.slice(0, 10);
  if (!DAY.test(day)) return Number.NaN;
  const midnightMs = Date.parse(`${day}T00:00:00Z`);
  const isInCalendar = !Number.isNaN(midnightMs) && formatInstant(midnightMs).startsWith(day);
  if (!isInCalendar) return Number.NaN;
  return text === day ? midnightMs : parseInstant(text);
}
