import { array, constantFrom, letrec, oneof, tuple, type Arbitrary } from 'fast-check';
import type { BlockType, Predicate } from '../../contract/wire.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import {
  extracted,
  partitioned,
  splitInto,
  classified,
  type GateCase,
  type Json,
} from './gate-case.ts';
import { judgeCaseAndReview } from './judge-gate-documents.ts';
import { judgeCase } from './judge-gate.ts';

/** A predicate whose verdict and trigger on the field's evidence are known. */
interface Known {
  readonly predicate: Predicate;
  readonly fires: boolean;
  /** Null when it does not fire. */
  readonly trigger: Predicate | null;
}

/** A block's result, and leaves of known verdict on it; each leaf is written in one way only. */
interface Field {
  readonly evidence: Json;
  readonly firing: readonly Json[];
  readonly quiet: readonly Json[];
}

const confidence = (threshold: number) => ({ kind: 'confidence_lt', threshold });
const always = { kind: 'always' };
const invalid = { kind: 'validation_failed' };

/** A JSON condition on the output, given with or without its default operator. */
function condition(path: string, value: unknown, operator?: 'and' | 'or'): Json {
  const sub_conditions = [{ path, operator: 'is_equal_to', value }];
  const logic = operator === undefined ? {} : { logical_operator: operator };
  return { kind: 'json_condition', condition: { ...logic, sub_conditions } };
}

/** Verdicts hold for every reading of `likelihoods`: all of them are 0.8. */
const FIELDS: Readonly<Record<BlockType, Field>> = {
  extract: {
    evidence: extracted({ total: 0.8, vendor: 0.8 }, { total: 505, vendor: 'Acme' }),
    firing: [
      always,
      confidence(0.81),
      confidence(0.9),
      { kind: 'field_confidence_lt', path: '$.total', threshold: 0.9 },
      { kind: 'field_confidence_lt', path: 'total', threshold: 0.9 },
      condition('total', 505),
      condition('$.total', 505, 'or'),
    ],
    quiet: [
      confidence(0.8),
      confidence(0.1),
      { kind: 'field_confidence_lt', path: 'vendor', threshold: 0.8 },
      condition('vendor', 'Other'),
    ],
  },
  classifier: {
    evidence: classified({ likelihoods: { letter: 0.2, invoice: 0.8 } }),
    firing: [always, confidence(0.9), { kind: 'category_in', categories: ['b', 'invoice'] }],
    quiet: [
      confidence(0.8),
      { kind: 'category_in', categories: ['b'] },
      condition('category', 'b'),
    ],
  },
  split: {
    evidence: splitInto([[1], [2, 3]], [[0.8], [0.8, 0.9]]),
    firing: [
      { kind: 'split_count_neq', expected: 3 },
      { kind: 'any_split_pages_lt', min_pages: 2 },
      { kind: 'boundary_confidence_lt', threshold: 0.81 },
    ],
    quiet: [
      { kind: 'split_count_neq', expected: 2 },
      { kind: 'any_split_pages_lt', min_pages: 1 },
      { kind: 'boundary_confidence_lt', threshold: 0.8 },
    ],
  },
  for_each: {
    evidence: partitioned([[1], [2, 3]], { unassigned: [4] }),
    firing: [{ kind: 'any_pages_unassigned' }, { kind: 'split_count_neq', expected: 1 }],
    quiet: [
      { kind: 'split_count_neq', expected: 2 },
      { kind: 'any_split_pages_lt', min_pages: 1 },
    ],
  },
  conditional: {
    evidence: {
      output: { branch: 'high' },
      json_schema: { type: 'object', required: ['branch'] },
    },
    firing: [{ kind: 'branch_in', branches: ['low', 'high'] }, condition('branch', 'high')],
    quiet: [{ kind: 'branch_in', branches: ['low'] }, invalid],
  },
};

const CASES = 15;
const CHILDREN_MAX = 4;

/** Groups within groups, built at random from leaves of known verdict. Source: PRD-3, PRD-4. */
export const NESTED_CHECKS: readonly Check[] = Object.entries(FIELDS).map(
  ([blockType, field]): Check => ({
    id: `PRD-4/nested-on-${blockType.replaceAll('_', '-')}`,
    also: ['PRD-3'],
    phase: 'predicates',
    surfaces: [],
    needs: ['gates'],
    // The smallest table, so that a smoke run has one too.
    from: blockType === 'conditional' ? 'smoke' : 'ci',
    isRandom: true,
    run: (trial) => judgeNested(trial, blockType as BlockType, field),
  }),
);

async function judgeNested(trial: Trial, blockType: BlockType, field: Field): Promise<void> {
  const drawn = trial.sample(groups(field), CASES);
  for (const [index, { predicate, fires, trigger }] of drawn.entries()) {
    const gateCase: GateCase = {
      name: 'groups within groups',
      blockType,
      predicate,
      evidence: field.evidence,
      fires,
      ...(trigger === null ? {} : { triggeredBy: trigger }),
      requirement: 'PRD-3',
      level: 'MUST',
    };
    // Half of them are enough to see that the documents say what the gate says.
    await (index % 2 === 0 ? judgeCaseAndReview : judgeCase)(trial, gateCase);
  }
}

function groups({ firing, quiet }: Field): Arbitrary<Known> {
  const leaves = constantFrom(
    ...firing.map((each) => leafOf(each, true)),
    ...quiet.map((each) => leafOf(each, false)),
    // Twice, since one that fires early hides what comes after it.
    ...quiet.map((each) => leafOf(each, false)),
  );
  const { group } = letrec<{ node: Known; group: Known }>((tie) => ({
    node: oneof({ depthSize: 'small', depthIdentifier: 'groups' }, leaves, tie('group')),
    group: tuple(
      constantFrom('any_of' as const, 'any_of' as const, 'all_of' as const),
      array(tie('node'), { minLength: 1, maxLength: CHILDREN_MAX, depthIdentifier: 'groups' }),
    ).map(([kind, children]) => groupOf(kind, children)),
  }));
  return group;
}

function leafOf(predicate: Json, fires: boolean): Known {
  const given = predicate as unknown as Predicate;
  return { predicate: given, fires, trigger: fires ? given : null };
}

function groupOf(kind: 'any_of' | 'all_of', children: readonly Known[]): Known {
  const predicates = children.map((each) => each.predicate);
  const predicate = { kind, predicates } as unknown as Predicate;
  if (kind === 'all_of') {
    const fires = children.every((each) => each.fires);
    return { predicate, fires, trigger: fires ? predicate : null };
  }
  const first = children.find((each) => each.fires);
  return { predicate, fires: first !== undefined, trigger: first?.trigger ?? null };
}
