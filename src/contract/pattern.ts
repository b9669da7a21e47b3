import { RE2JS } from 're2js';

/** A compiled regular expression: whether it is found anywhere in a text. */
export type Pattern = (text: string) => boolean;

/** A pattern, or why there is none. */
export type PatternResult =
  | { readonly ok: true; readonly pattern: Pattern }
  | { readonly ok: false; readonly message: string };

/**
 * Compiles a pattern that somebody else wrote. It runs in time linear in the text: the platform's
 * engine would let sixteen characters stop the mock for an hour.
 *
 * Errors: a message when RE2 does not take it (look-around, backreferences, syntax).
 * Source: the RE2 syntax; PRD-3.
 */
export function compilePattern(source: string): PatternResult {
  try {
    const compiled = RE2JS.compile(source);
    return { ok: true, pattern: (text) => compiled.test(text) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
