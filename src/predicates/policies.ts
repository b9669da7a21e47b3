/** How many likelihoods become one: their mean, or the smallest. Source: PRD-3. */
export const LIKELIHOODS_POLICIES = ['mean', 'min'] as const;
/** One of them. */
export type LikelihoodsPolicy = (typeof LIKELIHOODS_POLICIES)[number];

/** What a blank text in a required field is: an answer, or a gap. Source: PRD-3. */
export const BLANK_POLICIES = ['answer', 'gap'] as const;
/** One of them. */
export type BlankPolicy = (typeof BLANK_POLICIES)[number];

/** The readings that concern predicates. Source: PRD-3. */
export interface PredicatePolicies {
  readonly likelihoods: LikelihoodsPolicy;
  readonly blank: BlankPolicy;
}
