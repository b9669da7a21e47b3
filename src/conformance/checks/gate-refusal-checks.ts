import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { shown } from '../reply.ts';
import type { BlockType } from '../../contract/wire.ts';
import type { GateCase, Json } from './gate-case.ts';
import { fireGate, kindsOf } from './judge-gate.ts';
import { readRefusals, type RefusedPredicate } from './vectors.ts';

const UNPROCESSABLE = 422;

/** A result that is right for its block type, so that only the predicate can be refused. */
const EVIDENCE: Readonly<Record<BlockType, Json>> = {
  extract: { output: { total: 505, vendor: 'Acme' } },
  classifier: { output: { category: 'invoice' } },
  split: { output: [{ name: 'a', pages: [1] }] },
  for_each: { output: [{ key: 'a', pages: [1] }] },
  conditional: { output: { branch: 'high' } },
};

/** One for each kind of mistake; the others are sent from `ci` on. */
const SAMPLES: ReadonlySet<string> = new Set([
  'confidence_lt on split',
  'branch_in on extract',
  'category_in on extract, second in an any_of',
]);

/**
 * Predicates that must be refused when the gate is configured.
 *
 * Source: PRD-5; PRD-3, patterns and operators; spec/vectors/predicates/refusals.json.
 */
export const GATE_REFUSAL_CHECKS: readonly Check[] = [
  {
    id: 'PRD-5/sample-of-impossible-predicates',
    phase: 'predicates',
    surfaces: [],
    needs: ['gates'],
    run: (trial) => judgeRefusals(trial, (each) => SAMPLES.has(each.description)),
  },
  {
    id: 'PRD-5/impossible-predicates',
    phase: 'predicates',
    surfaces: [],
    needs: ['gates'],
    from: 'ci',
    run: (trial) => judgeRefusals(trial, (each) => each.requirement === 'PRD-5'),
  },
  {
    id: 'PRD-3/broken-conditions',
    phase: 'predicates',
    surfaces: [],
    needs: ['gates'],
    from: 'ci',
    run: (trial) => judgeRefusals(trial, (each) => each.requirement === 'PRD-3'),
  },
];

async function judgeRefusals(
  trial: Trial,
  isOwn: (refused: RefusedPredicate) => boolean,
): Promise<void> {
  for (const refused of readRefusals().filter(isOwn)) await judgeRefusal(trial, refused);
}

async function judgeRefusal(trial: Trial, refused: RefusedPredicate): Promise<void> {
  const { requirement, description, predicate, block_type: blockType } = refused;
  const evidence = EVIDENCE[blockType];
  const gateCase: GateCase = {
    name: description,
    blockType,
    predicate,
    evidence,
    fires: false,
    requirement,
    level: 'SHOULD',
  };
  const { gate, reply } = await fireGate(trial, gateCase);
  trial.should.holds(requirement, reply.status === UNPROCESSABLE, () => ({
    sentence: `a gate with ${kindsOf(predicate)} was not refused on ${blockType}: ${description}`,
    expected: '422 when the gate is configured',
    got: `${reply.status} to ${shown(predicate)}`,
    witness: [],
    gate,
  }));
}
