import { closest, distance } from 'fastest-levenshtein';

/**
 * A mistake of whoever called: a message and exit code 2, never a stack.
 *
 * Source: README, exit codes.
 */
export class UsageError extends Error {}

/** How many letters may be wrong for a word to be what somebody meant. */
const TYPO_LENGTH_MAX = 3;

/** Adds the word that was probably meant. */
export function didYouMean(word: string, known: readonly string[]): string {
  const nearest = closest(word, known);
  return distance(word, nearest) <= TYPO_LENGTH_MAX ? ` (Did you mean ${nearest}?)` : '';
}
