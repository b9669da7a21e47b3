import { BLANK_POLICIES, LIKELIHOODS_POLICIES } from '../predicates/policies.ts';

/**
 * The readings that the contract leaves open; the first value of each is the default.
 *
 * Source: spec/requirements, the POLICY sentences of ERR-1, RES-7, RES-8 and PRD-3; `cursor` is the
 * other status that LST-3 accepts.
 */
export const POLICIES = {
  /** The body of an error that is not a 422. Source: ERR-1. */
  errors: ['detail', 'envelope'],
  /** The answer to a different decision on a decided review. Source: RES-7. */
  conflict: ['200', '409'],
  /** Whether a version beside other leaves needs them acknowledged. Source: RES-8. */
  superseded: ['acknowledge', 'peers'],
  /** How many likelihoods become one. Source: PRD-3. */
  likelihoods: LIKELIHOODS_POLICIES,
  /** What a blank text in a required field is. Source: PRD-3. */
  blank: BLANK_POLICIES,
  /** The status for a cursor that names no review. Source: LST-3. */
  cursor: ['422', '404'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** The name of a policy. */
export type PolicyName = keyof typeof POLICIES;

/** One value for every policy. */
export type Policies = { readonly [Name in PolicyName]: (typeof POLICIES)[Name][number] };

/** The readings that the mock takes unless told otherwise. */
export const DEFAULT_POLICIES: Policies = {
  errors: POLICIES.errors[0],
  conflict: POLICIES.conflict[0],
  superseded: POLICIES.superseded[0],
  likelihoods: POLICIES.likelihoods[0],
  blank: POLICIES.blank[0],
  cursor: POLICIES.cursor[0],
};
