/** How much of a value is shown where a reader wonders why. */
const LENGTH_MAX = 200;
const MEMBERS_MAX = 10;
const DEPTH_MAX = 3;

/**
 * A value cut to what a reader can take in: a trace of a megabyte would be one for nobody.
 *
 * Shape: any JSON value → the same, or its beginning with `…` where something was left out.
 * Source: PRD-3.
 */
export function brief(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    return value.length > LENGTH_MAX ? `${value.slice(0, LENGTH_MAX)}…` : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEPTH_MAX) return '…';
  if (Array.isArray(value)) {
    const items = value.slice(0, MEMBERS_MAX).map((item: unknown) => brief(item, depth + 1));
    return value.length > MEMBERS_MAX ? [...items, '…'] : items;
  }
  const entries = Object.entries(value);
  const kept = entries
    .slice(0, MEMBERS_MAX)
    .map(([key, member]) => [key, brief(member, depth + 1)]);
  return Object.fromEntries(entries.length > MEMBERS_MAX ? [...kept, ['…', '…']] : kept);
}
