import type { Level } from '../../contract/requirements.ts';
import type { Status, Verdict } from './report.ts';

/** The levels, the most binding first. */
export const LEVELS_IN_REPORT = ['MUST', 'SHOULD', 'POLICY'] as const satisfies readonly Level[];

/** A verdict as a headline. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  conforms: 'Conforms',
  fails: 'Does not conform',
  broken: 'The run broke',
  'too-little': 'Too little to say',
};

/** A status as a reader says it. */
export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  pass: 'pass',
  fail: 'fail',
  warn: 'warn',
  skip: 'skipped',
  'not-testable': 'not testable',
  inconclusive: 'inconclusive',
};

/** A sign for each status; no meaning hangs on its colour alone. */
export const STATUS_SIGNS: Readonly<Record<Status, string>> = {
  pass: '✓',
  fail: '✗',
  warn: '!',
  skip: '–',
  'not-testable': '○',
  inconclusive: '?',
};
