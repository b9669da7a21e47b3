import type { Policies } from '../../src/domain/policies.ts';

/** One place of the mock's source and what stands there instead. */
export interface Edit {
  /** From the root of the repository, such as `src/domain/claim.ts`. */
  readonly file: string;
  /** Text that occurs exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

/**
 * A server with exactly one rule broken: the mock, edited.
 *
 * It proves that the requirement's checks can fail.
 */
export interface Mutant {
  /** What is broken, in kebab-case. */
  readonly id: string;
  /** The id of the requirement that must catch it. */
  readonly requirement: string;
  /** The level of the sentence that is broken: an id may carry sentences of both. */
  readonly level: 'MUST' | 'SHOULD';
  /** What the broken server does, in one sentence. */
  readonly breaks: string;
  readonly edits: readonly Edit[];
}

/**
 * A server that differs from the mock where the contract leaves it free.
 *
 * It proves that the checks raise no false alarm.
 */
export interface Variant {
  /** What is different, in kebab-case. */
  readonly id: string;
  /** What it does otherwise, and which words of the contract allow it. */
  readonly allowedBy: string;
  readonly policies?: Partial<Policies>;
  readonly edits: readonly Edit[];
  /** The ids that may warn, but not fail: where a SHOULD says otherwise. */
  readonly mayWarn: readonly string[];
}

/** One edit; shorter than the object. */
export function edit(file: string, find: string, replace: string): Edit {
  return { file, find, replace };
}
