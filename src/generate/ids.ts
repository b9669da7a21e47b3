import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { base32nopad } from '@scure/base';
import type { IdKind } from '../domain/step.ts';

/** The kinds of identifier that are made up: those of the rules, and of what a gate leaves out. */
export type MadeIdKind = IdKind | 'run' | 'block' | 'workflow' | 'workflow_version';

const PREFIXES: Readonly<Record<MadeIdKind, string>> = {
  review: 'rev',
  decision: 'dec',
  entry: 'aud',
  agent: 'agrev',
  session: 'sesn',
  run: 'run',
  block: 'block',
  workflow: 'wf',
  workflow_version: 'wfv',
};

/** `rev_` and 16 bytes in base32. Source: REV-1. */
const REVIEW_ID_BYTES = 16;
const OTHER_ID_BYTES = 8;

/** Makes up identifiers. */
export interface IdSource {
  readonly next: (kind: MadeIdKind) => string;
  /** How many were made; a source that continues from here repeats none. */
  readonly made: () => number;
}

/**
 * Identifiers from a seed and a counter: the same requests make the same ones.
 *
 * Source: REV-1.
 */
export function createIdSource(seed: string, made = 0): IdSource {
  let count = made;
  return {
    next: (kind) => {
      count += 1;
      const hash = sha256(utf8ToBytes(`${seed}/${count}`));
      const name =
        kind === 'review'
          ? base32nopad.encode(hash.subarray(0, REVIEW_ID_BYTES))
          : bytesToHex(hash.subarray(0, OTHER_ID_BYTES));
      return `${PREFIXES[kind]}_${name}`;
    },
    made: () => count,
  };
}
