import type { JudgedCase } from './judged-cases.ts';

/** A case and what each judge found. */
export interface JudgedTwice {
  readonly each: JudgedCase;
  /** The types of our faults. */
  readonly ours: readonly string[];
  /** Prism's sentences. */
  readonly theirs: readonly string[];
}

/** Where Prism is known to judge otherwise; an entry that no case hits fails the test. */
export interface KnownDivergence {
  readonly name: string;
  readonly reason: string;
  readonly covers: (twice: JudgedTwice) => boolean;
}

/** The list, each with its reason. */
export const KNOWN_DIVERGENCES: readonly KnownDivergence[] = [
  {
    name: 'instants outside of RFC 3339',
    reason:
      'Prism takes a space for the T, and an offset without a colon or without minutes; TIME-1 is RFC 3339.',
    covers: (twice) => isTakenInstant(twice, /^instant \S+( \S+Z|\+0200|\+02)$/),
  },
  {
    name: 'an offset of a whole day',
    reason: 'Prism takes +24:00, where RFC 3339 ends at 23:59.',
    covers: (twice) => isTakenInstant(twice, /\+24:00$/),
  },
  {
    name: 'leap seconds',
    reason:
      'Prism takes 23:59:60, as RFC 3339 writes a leap second; no clock of JavaScript can hold one, so ours does not.',
    covers: (twice) => isTakenInstant(twice, /T23:59:60Z$/),
  },
  {
    name: 'a parameter with an empty text',
    reason: 'Prism drops it, as if it had not been sent; ours judges the empty text.',
    covers: (twice) => isQuery(twice, /^\w+=$/),
  },
  {
    name: 'integers in other notations',
    reason: 'Prism reads 1e1, 5.0 and 0x10 by Number(); ours wants digits, as the servers do.',
    covers: (twice) => isQuery(twice, /=(1e1|5\.0|0x10)$/) && twice.ours.join() === 'int_parsing',
  },
  {
    name: 'booleans in other words',
    reason: 'Prism knows true and false alone; ours takes 1, 0, yes, TRUE too, as the servers do.',
    covers: (twice) =>
      isQuery(twice, /=(1|0|yes|TRUE)$/) && takenByOursAlone(twice, /must be boolean/),
  },
  {
    name: 'a parameter sent twice',
    reason: 'Prism makes a list of it, which is no text; ours takes the last, as the servers do.',
    covers: (twice) => isQuery(twice, / twice$/) && takenByOursAlone(twice, /must be \w+/),
  },
];

function isTakenInstant({ each, ours, theirs }: JudgedTwice, how: RegExp): boolean {
  const isOurs = ours.includes('datetime_parsing') && theirs.length === 0;
  return isOurs && how.test(each.broken ?? '');
}

function isQuery({ each }: JudgedTwice, how: RegExp): boolean {
  return each.part === 'request' && how.test(each.broken ?? '');
}

function takenByOursAlone({ ours, theirs }: JudgedTwice, words: RegExp): boolean {
  return ours.length === 0 && words.test(theirs.join());
}
