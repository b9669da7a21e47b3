/** What the mock's clock said, and when this page heard it. */
export interface ClockReading {
  /** Milliseconds since 1970. */
  readonly mockMs: number;
  readonly isFrozen: boolean;
  /** This page's own clock, which never goes back. */
  readonly heardAtMs: number;
}

/**
 * What the mock's clock says now.
 *
 * Units: milliseconds; `pageMs` on the clock that `heardAtMs` was read from.
 */
export function mockNow({ mockMs, isFrozen, heardAtMs }: ClockReading, pageMs: number): number {
  return isFrozen ? mockMs : mockMs + Math.max(0, pageMs - heardAtMs);
}

const SECOND_MS = 1000;
const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/**
 * A span of time in its two largest units, as `14 min 05 s`.
 *
 * Units: milliseconds. A part of a second counts as a whole one: nothing is at zero too early.
 */
export function spanText(ms: number): string {
  const seconds = Math.ceil(Math.max(0, ms) / SECOND_MS);
  const first = UNITS.findIndex(([, size]) => seconds >= size);
  if (first === -1) return '0 s';
  return UNITS.slice(first, first + 2)
    .map(([unit, size], index) => {
      const larger = UNITS[first + index - 1]?.[1];
      const count = Math.floor((index === 0 ? seconds : seconds % (larger ?? seconds)) / size);
      return `${index === 0 ? count : String(count).padStart(2, '0')} ${unit}`;
    })
    .join(' ');
}

/** How long ago something was, or how soon it will be: `3 min 00 s ago`, `in 2 h 10 min`. */
export function agoText(instant: string, nowMs: number): string {
  const ms = nowMs - Date.parse(instant);
  if (Math.abs(ms) < SECOND_MS) return 'now';
  return ms > 0 ? `${spanText(ms)} ago` : `in ${spanText(-ms)}`;
}

/** An instant without what nobody reads: `2026-05-13 09:05:00`. It is UTC, as everywhere here. */
export function instantText(instant: string): string {
  return instant.replace('T', ' ').replace(/(\.\d+)?Z$/, '');
}

/**
 * Reads a free text as a span: `90`, `90s`, `15m`, `2h`, `1d`, `1h 30m`.
 *
 * Shape: whole milliseconds; undefined when it is none.
 */
export function parseSpan(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  if (/^\d+$/.test(trimmed)) return Number(trimmed) * SECOND_MS;
  const part = /(\d+(?:\.\d+)?)\s*(ms|s|min|m|h|d)/g;
  const matches = [...trimmed.matchAll(part)];
  if (matches.length === 0 || trimmed.replaceAll(part, '').trim() !== '') return undefined;
  const sizes: Readonly<Record<string, number>> = {
    ms: 1,
    s: SECOND_MS,
    m: 60 * SECOND_MS,
    min: 60 * SECOND_MS,
    h: 3600 * SECOND_MS,
    d: 86_400 * SECOND_MS,
  };
  const total = matches.reduce((sum, [, count, unit]) => {
    return sum + Number(count) * (sizes[unit ?? ''] ?? 0);
  }, 0);
  return Math.round(total);
}
