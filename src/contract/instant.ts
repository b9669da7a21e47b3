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

/**
 * Reads an RFC 3339 instant.
 *
 * Units: milliseconds since 1970; NaN when the text is no instant.
 * Source: TIME-1.
 */
export function parseInstant(text: string): number {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
}

/**
 * Moves an instant.
 *
 * Units: milliseconds, may be negative.
 */
export function shiftInstant(instant: string, deltaMs: number): string {
  return formatInstant(parseInstant(instant) + deltaMs);
}
