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
const HASH_BYTES = 32;

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
  const hashOf = createCountHash(seed);
  return {
    next: (kind) => {
      count += 1;
      const hash = hashOf(count);
      const name =
        kind === 'review'
          ? base32nopad.encode(hash.subarray(0, REVIEW_ID_BYTES))
          : bytesToHex(hash.subarray(0, OTHER_ID_BYTES));
      return `${PREFIXES[kind]}_${name}`;
    },
    made: () => count,
  };
}

/**
 * Hashes `seed/count` for one count after the other. Every write makes an id, and a new hash object
 * and encoder for each would cost four times as much as the hash.
 *
 * Shape: a count → 32 bytes, good until the next call.
 */
function createCountHash(seed: string): (count: number) => Uint8Array {
  const start = sha256.create().update(utf8ToBytes(`${seed}/`));
  const hash = start.clone();
  const digits = new Uint8Array(String(Number.MAX_SAFE_INTEGER).length);
  const bytes = new Uint8Array(HASH_BYTES);
  return (count) => {
    const text = String(count);
    for (let place = 0; place < text.length; place += 1) digits[place] = text.charCodeAt(place);
    start._cloneInto(hash); // oxlint-disable-line no-underscore-dangle
    hash.update(digits.subarray(0, text.length)).digestInto(bytes);
    return bytes;
  };
}
