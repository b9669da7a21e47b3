const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Makes a number of a text, so that each check has a seed of its own that hangs on the run's.
 *
 * Shape: a text → a signed 32-bit integer (FNV-1a).
 */
export function hashOf(text: string): number {
  let hash = FNV_OFFSET;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), FNV_PRIME);
  return hash | 0;
}
