import { judgeBySchema } from '../contract/json-schema.ts';
import type { BlockType, JsonObject, Predicate } from '../contract/wire.ts';
import { brief } from './brief.ts';
import { evaluateCondition, type Condition } from './condition.ts';
import { isObject, itemsOf, likelihoodsOf, memberOf, type Evidence } from './evidence.ts';
import { aggregate, numbersIn, rounded } from './numbers.ts';
import { follow, parsePath } from './paths.ts';
import type { PredicatePolicies } from './policies.ts';
import { requiredGaps } from './required-gaps.ts';
import type { LeafTrace } from './trace.ts';

/** What a predicate is evaluated on. */
export interface Setting {
  readonly blockType: BlockType;
  readonly evidence: Evidence;
  readonly policies: PredicatePolicies;
  /** How a value is judged by a schema; whoever evaluates many gates may keep what was read. */
  readonly judge?: typeof judgeBySchema | undefined;
}

/** Longer lists are cut: a reason is read. */
const SHOWN_MAX = 20;

type LeafKind = LeafTrace['kind'];
type PredicateOf<Kind extends Predicate['kind']> = Extract<Predicate, { kind: Kind }>;
type Finding = Omit<LeafTrace, 'kind'>;
type Leaf<Kind extends LeafKind> = (predicate: PredicateOf<Kind>, setting: Setting) => Finding;

/**
 * The predicates without children. Comparisons are strict; evidence that is missing fires nothing.
 *
 * Source: PRD-1, PRD-2 and the table of kinds in PRD-3; spec/decisions/predicate-readings.md.
 */
export const LEAVES: { readonly [Kind in LeafKind]: Leaf<Kind> } = {
  always: () => ({ fired: true, reason: 'always fires' }),
  validation_failed: (_predicate, { evidence, judge }) => validationFailed(evidence, judge),
  confidence_lt: ({ threshold }, setting) => {
    const likelihood = blockLikelihood(setting);
    return below('likelihood', likelihood, { threshold });
  },
  field_confidence_lt: ({ path, threshold }, { evidence, policies }) => {
    const found = follow(likelihoodsOf(evidence), parsePath(path) ?? []);
    const numbers = found.flatMap((each) => numbersIn(each?.value));
    return below(`likelihood of ${path}`, aggregate(numbers, policies.likelihoods), { threshold });
  },
  any_required_field_null: (_predicate, { evidence, policies }) => {
    if (!isObject(evidence.json_schema)) return missing('no json_schema');
    const gaps = requiredGaps(evidence.json_schema, evidence.output, policies.blank);
    const shown = { gaps: gaps.slice(0, SHOWN_MAX), count: gaps.length };
    return gaps.length > 0
      ? finding(true, `required and missing: ${listed(gaps)}`, shown)
      : finding(false, 'every required field is there', shown);
  },
  category_in: ({ categories }, { evidence }) =>
    oneOf('category', memberOf(evidence.output, 'category'), categories),
  top_margin_lt: ({ margin }, { evidence }) =>
    below('margin', topMargin(evidence), { threshold: margin }),
  split_count_neq: ({ expected }, { evidence: { output } }) => {
    if (!Array.isArray(output)) return missing('the output is no list');
    const count = output.length;
    const fired = count !== expected;
    return finding(fired, `${count} items, ${expected} expected`, { count, expected });
  },
  any_split_pages_lt: ({ min_pages: minPages }, { evidence }) =>
    lowest('pages of an item', pageCounts(evidence), { threshold: minPages }),
  boundary_confidence_lt: ({ threshold }, { evidence }) =>
    lowest('page likelihood', pageLikelihoods(evidence), { threshold }),
  any_pages_unassigned: (_predicate, { evidence }) => {
    const pages = evidence.unassigned_pages;
    if (!Array.isArray(pages)) return missing('no unassigned_pages');
    const reason = pages.length > 0 ? `unassigned: ${listed(pages)}` : 'every page is assigned';
    return finding(pages.length > 0, reason, { unassigned_pages: pages.slice(0, SHOWN_MAX) });
  },
  json_condition: ({ condition }, { evidence }) => {
    const { fired, ...trace } = evaluateCondition(condition as unknown as Condition, evidence);
    const held = trace.sub_conditions.filter((each) => each.fired).length;
    const reason = `${held} of ${trace.sub_conditions.length} comparisons hold, ${trace.logical_operator}`;
    return { fired, reason, condition: trace };
  },
  branch_in: ({ branches }, { evidence }) =>
    oneOf('branch', memberOf(evidence.output, 'branch'), branches),
};

/** The first of a list, and how many more there are. */
function listed(items: readonly unknown[]): string {
  const more = items.length > SHOWN_MAX ? ` and ${items.length - SHOWN_MAX} more` : '';
  return items.slice(0, SHOWN_MAX).join(', ') + more;
}

function finding(fired: boolean, reason: string, compared: JsonObject): Finding {
  return { fired, reason, compared };
}

/** Evidence that is not there fires nothing. Source: PRD-2. */
function missing(what: string): Finding {
  return { fired: false, reason: `${what}: nothing to compare` };
}

interface Bound {
  readonly threshold: number;
}

/** Source: PRD-1. */
function below(name: string, value: number | undefined, { threshold }: Bound): Finding {
  if (value === undefined) return missing(`no ${name}`);
  const fired = value < threshold;
  const relation = fired ? 'is below' : 'is not below';
  return finding(fired, `${name} ${value} ${relation} ${threshold}`, { value, threshold });
}

function lowest(name: string, values: readonly number[], bound: Bound): Finding {
  const [first, ...others] = values;
  const least = first === undefined ? undefined : others.reduce((a, b) => Math.min(a, b), first);
  return below(`lowest ${name}`, least, bound);
}

function oneOf(name: string, value: unknown, options: readonly string[]): Finding {
  if (typeof value !== 'string') return missing(`no ${name}`);
  const fired = options.includes(value);
  return finding(fired, `${name} '${brief(value)}' is ${fired ? '' : 'not '}listed`, {
    value,
    listed: options,
  });
}

function validationFailed(
  { output, json_schema: schema }: Evidence,
  judge = judgeBySchema,
): Finding {
  if (schema === undefined || schema === null) return missing('no json_schema');
  const verdict = judge(schema, output);
  switch (verdict.kind) {
    case 'valid':
      return { fired: false, reason: 'the output is valid' };
    case 'invalid':
      return { fired: true, reason: verdict.message };
    case 'no_schema':
      return missing(`the json_schema cannot be used (${verdict.message})`);
  }
}

function blockLikelihood({ blockType, evidence, policies }: Setting): number | undefined {
  const likelihoods = likelihoodsOf(evidence);
  if (blockType !== 'classifier') return aggregate(numbersIn(likelihoods), policies.likelihoods);
  if (typeof likelihoods === 'number') return likelihoods;
  const category = memberOf(evidence.output, 'category');
  const winner = typeof category === 'string' ? memberOf(likelihoods, category) : undefined;
  return typeof winner === 'number' ? winner : undefined;
}

function topMargin(evidence: Evidence): number | undefined {
  const likelihoods = likelihoodsOf(evidence);
  const shares = isObject(likelihoods)
    ? Object.values(likelihoods).filter((each) => typeof each === 'number')
    : voteShares(memberOf(evidence.consensus, 'choices'));
  const [top, second = 0] = shares.toSorted((left, right) => right - left);
  return top === undefined ? undefined : rounded(top - second);
}

function voteShares(choices: unknown): readonly number[] {
  const votes = itemsOf(choices)
    .map((vote) => (typeof vote === 'string' ? vote : memberOf(vote, 'category')))
    .filter((vote) => typeof vote === 'string');
  const counts = new Map<string, number>();
  for (const vote of votes) counts.set(vote, (counts.get(vote) ?? 0) + 1);
  return [...counts.values()].map((count) => count / votes.length);
}

function pageCounts({ output }: Evidence): readonly number[] {
  return itemsOf(output).flatMap((item) => {
    const pages = memberOf(item, 'pages');
    return Array.isArray(pages) ? [pages.length] : [];
  });
}

function pageLikelihoods(evidence: Evidence): readonly number[] {
  return itemsOf(likelihoodsOf(evidence))
    .flatMap((item) => itemsOf(memberOf(item, 'pages')))
    .filter((each) => typeof each === 'number');
}
