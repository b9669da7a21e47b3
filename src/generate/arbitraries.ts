import * as fc from 'fast-check';
import { invariant } from '../contract/invariant.ts';
import type {
  BlockType,
  Predicate,
  ReviewOverlay,
  ReviewStatus,
  Version,
} from '../contract/wire.ts';
import type { Evidence } from '../predicates/evidence.ts';
import { BLOCK_TYPES_OF } from '../predicates/predicate-faults.ts';
import { generateReviews, type GeneratedReview } from './generate-reviews.ts';
import type { LeafTrigger } from './trigger.ts';
import { overlayOf } from '../views/overlay.ts';
import { SCENARIO_NOW } from './player.ts';

const STATUSES: readonly ReviewStatus[] = ['awaiting_review', 'approved', 'rejected'];
const BLOCK_TYPES: readonly BlockType[] = [
  'extract',
  'classifier',
  'split',
  'for_each',
  'conditional',
];
const VERSIONS_MAX = 6;

/** What an arbitrary of reviews may be held to. */
export interface ReviewConstraints {
  readonly status?: ReviewStatus;
  readonly blockType?: BlockType;
}

/** Shrinks to a review that waits, an extract, one version, and to a small seed. */
function generated(constraints: ReviewConstraints = {}): fc.Arbitrary<GeneratedReview> {
  const { status, blockType } = constraints;
  return fc
    .record({
      seed: fc.nat(),
      status: status ? fc.constant(status) : fc.constantFrom(...STATUSES),
      blockType: blockType ? fc.constant(blockType) : fc.constantFrom(...BLOCK_TYPES),
      versions: fc.integer({ min: 1, max: VERSIONS_MAX }),
    })
    .map((drawn) => {
      const mix = {
        status: { [drawn.status]: 1 },
        block_type: { [drawn.blockType]: 1 },
        versions: { [drawn.versions]: 1 },
      };
      const options = { seed: String(drawn.seed), count: 1, surface: 'overlay', mix } as const;
      const [review] = generateReviews(options);
      invariant(review, 'nothing was generated');
      return review;
    });
}

function overlay(constraints?: ReviewConstraints): fc.Arbitrary<ReviewOverlay> {
  return generated(constraints).map(({ review }) => overlayOf(review, SCENARIO_NOW));
}

function version(constraints?: ReviewConstraints): fc.Arbitrary<Version> {
  return fc.tuple(generated(constraints), fc.nat()).map(([{ review }, place]) => {
    const found = review.versions[place % review.versions.length];
    invariant(found, 'a review without versions');
    return found;
  });
}

function evidence(blockType?: BlockType): fc.Arbitrary<Evidence> {
  const constraints = blockType ? { blockType } : {};
  const isThere = fc.record({ consensus: fc.boolean(), json_schema: fc.boolean() });
  return fc.tuple(generated(constraints), isThere).map(([{ gate }, kept]) => {
    const { consensus, json_schema: schema, ...rest } = gate.evidence;
    return {
      ...rest,
      ...(kept.consensus ? { consensus } : {}),
      ...(kept.json_schema ? { json_schema: schema } : {}),
    };
  });
}

const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const count = fc.nat({ max: 9 });
const path = fc.constantFrom(
  'total_amount',
  'vendor_name',
  'line_items[0].amount',
  'line_items[*]',
);
const words = fc.array(fc.constantFrom('invoice', 'receipt', 'manual_check'), { minLength: 1 });

const condition = fc.oneof(
  fc.record({ path, operator: fc.constantFrom('exists', 'is_empty', 'is_true') }),
  fc.record({
    path,
    operator: fc.constantFrom('is_greater_than', 'is_equal_to', 'length_less_than'),
    value: fc.integer(),
  }),
  fc.record({
    path,
    operator: fc.constantFrom('contains', 'starts_with', 'is_not_equal_to'),
    value: fc.string(),
  }),
);

/** One for every kind without children; a kind that is forgotten does not compile. */
const LEAVES: { readonly [Kind in LeafTrigger]: fc.Arbitrary<Predicate> } = {
  always: fc.constant({ kind: 'always' }),
  validation_failed: fc.constant({ kind: 'validation_failed' }),
  confidence_lt: fc.record({ kind: fc.constant('confidence_lt'), threshold: share }),
  field_confidence_lt: fc.record({
    kind: fc.constant('field_confidence_lt'),
    path,
    threshold: share,
  }),
  any_required_field_null: fc.constant({ kind: 'any_required_field_null' }),
  category_in: fc.record({ kind: fc.constant('category_in'), categories: words }),
  top_margin_lt: fc.record({ kind: fc.constant('top_margin_lt'), margin: share }),
  split_count_neq: fc.record({ kind: fc.constant('split_count_neq'), expected: count }),
  any_split_pages_lt: fc.record({
    kind: fc.constant('any_split_pages_lt'),
    min_pages: count.map((pages) => pages + 1),
  }),
  boundary_confidence_lt: fc.record({
    kind: fc.constant('boundary_confidence_lt'),
    threshold: share,
  }),
  any_pages_unassigned: fc.constant({ kind: 'any_pages_unassigned' }),
  branch_in: fc.record({ kind: fc.constant('branch_in'), branches: words }),
  json_condition: fc.record({
    kind: fc.constant('json_condition'),
    condition: fc.record({
      logical_operator: fc.constantFrom('and', 'or'),
      sub_conditions: fc.array(condition, { minLength: 1, maxLength: 3 }),
    }),
  }),
};

const DEPTH_MAX = 3;

function predicate(blockType?: BlockType): fc.Arbitrary<Predicate> {
  const kinds = Object.keys(LEAVES) as readonly LeafTrigger[];
  const own = kinds.filter(
    (kind) => blockType === undefined || BLOCK_TYPES_OF[kind].includes(blockType),
  );
  const leaf = fc.oneof(...own.map((kind) => LEAVES[kind]));
  return predicateOf(leaf, blockType === undefined ? 0 : DEPTH_MAX);
}

function predicateOf(leaf: fc.Arbitrary<Predicate>, depthMax: number): fc.Arbitrary<Predicate> {
  if (depthMax === 0) return leaf;
  const predicates = fc.array(predicateOf(leaf, depthMax - 1), { minLength: 1, maxLength: 3 });
  const kind = fc.constantFrom('any_of' as const, 'all_of' as const);
  const group = fc.record({ kind, predicates }).map((each) => each as Predicate);
  return fc.oneof({ arbitrary: leaf, weight: 3 }, { arbitrary: group, weight: 1 });
}

/**
 * What property tests of clients and servers draw from: values that a server could send, and
 * predicates that a gate can have. They shrink to the simplest.
 *
 * Shape: `overlay({status, blockType})`, `version(…)` alike, `predicate(blockType)`, which without
 * one makes no groups, as their members would be for different blocks, and `evidence(blockType)`.
 * Source: PRD-5, and the schemas of spec/openapi.yaml.
 */
export const arbitraries = { overlay, version, predicate, evidence } as const;
