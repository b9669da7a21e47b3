import type { GateRequest, GateResult } from '../../contract/control-contract.ts';
import type { Predicate } from '../../contract/wire.ts';
import type { Dialect, ReadingName } from '../dialect.ts';
import { isSameJson, type Judge } from '../execute/judge.ts';
import type { Trial } from '../execute/trial.ts';
import { isRecord, shown } from '../reply.ts';
import type { RigReply } from '../rig.ts';
import { gateOf, type GateCase } from './gate-case.ts';
import { isSoundEvidence } from './sound-evidence.ts';

/** What a gate did. */
export interface GateOutcome {
  /** As it was sent, with its names. */
  readonly gate: GateRequest;
  readonly reply: RigReply;
  readonly hasFired: boolean;
  /** What the rig says; undefined when it refused the gate or did not answer like a rig. */
  readonly result: GateResult | undefined;
}

const CREATED = 201;
const REFUSAL_MIN = 400;
const SERVER_ERROR_MIN = 500;

/** Configures the gate of a case on a block of its own. */
export async function fireGate(trial: Trial, gateCase: GateCase): Promise<GateOutcome> {
  const gate = {
    run_id: trial.newName('run'),
    block_id: trial.newName('block'),
    workflow_id: trial.workflowId,
    ...gateOf(gateCase),
  } as unknown as GateRequest;
  const reply = await trial.gate(gate);
  const { status, body } = reply;
  const isResult = status === CREATED && isRecord(body) && typeof body['fired'] === 'boolean';
  const result = isResult ? (body as unknown as GateResult) : undefined;
  return { gate, reply, hasFired: result?.fired === true, result };
}

/** Whether the verdict of a case is known on this target. */
export function isKnown({ readings = {} }: Pick<GateCase, 'readings'>, dialect: Dialect): boolean {
  return Object.entries(readings).every(([name, value]) => {
    const followed = dialect[name as ReadingName];
    return followed === undefined || followed === value;
  });
}

/**
 * Fires the gate of a case and judges its verdict, and what it says of itself.
 *
 * A gate that is refused has not fired; where its evidence is none, it may be.
 *
 * Source: PRD-3, PRD-4, and the requirement of the case.
 */
export async function judgeCase(trial: Trial, gateCase: GateCase): Promise<GateOutcome> {
  const outcome = await fireGate(trial, gateCase);
  const { gate, reply, hasFired, result } = outcome;
  const { requirement, level, fires, name } = gateCase;
  const kind = kindsOf(gateCase.predicate);
  const isRefused = reply.status >= REFUSAL_MIN && reply.status < SERVER_ERROR_MIN;
  if (isRefused && !isSoundEvidence(gateCase.blockType, gateCase.evidence)) return outcome;
  judgeOf(trial, level).holds(requirement, hasFired === fires, () => ({
    sentence: `a gate with ${kind} ${fires ? 'did not fire' : 'fired'}: ${name}`,
    expected: `${fires ? 'fired' : 'not fired'}: ${shown(gateCase.predicate)}`,
    got: `${reply.status} ${shown(withoutTrace(reply.body))} on ${shown(gateCase.evidence)}`,
    witness: [],
    gate,
  }));
  if (result === undefined) return outcome;
  judgeOneWord(trial, gate, result);
  if (hasFired && fires) judgeTrigger(trial, gateCase, { gate, shownBy: 'the gate', result });
  return outcome;
}

/** A gate that fired opened a review and says why; one that did not, did neither. */
function judgeOneWord({ must }: Trial, gate: GateRequest, result: GateResult): void {
  const { fired, review_id: reviewId, triggered_by: triggeredBy } = result;
  const seen = { fired, review_id: reviewId ?? null, triggered_by: triggeredBy ?? null };
  must.holds('PRD-3', fired === (seen.review_id !== null), () => ({
    sentence: `a gate that ${fired ? 'fired opened no' : 'did not fire opened a'} review`,
    expected: fired ? 'a review_id' : 'review_id null',
    got: shown(seen),
    witness: [],
    gate,
  }));
  must.holds('PRD-4', fired === (seen.triggered_by !== null), () => ({
    sentence: `a gate that ${fired ? 'fired does not name' : 'did not fire names'} what fired`,
    expected: fired ? 'triggered_by: the predicate that fired' : 'triggered_by null',
    got: shown(seen),
    witness: [],
    gate,
  }));
}

interface Told {
  readonly gate: GateRequest;
  readonly shownBy: string;
  readonly result: { readonly triggered_by?: unknown };
}

function judgeTrigger(trial: Trial, gateCase: GateCase, { gate, shownBy, result }: Told): void {
  const expected = triggerOf(gateCase);
  const got = result.triggered_by;
  judgeOf(trial, triggerLevel(expected)).holds('PRD-4', isSamePredicate(got, expected), () => ({
    sentence: `${shownBy} with ${kindsOf(gateCase.predicate)} says that another predicate fired`,
    expected: shown(expected),
    got: shown(got),
    witness: [],
    gate,
  }));
}

/** What must be named as having fired. */
export function triggerOf({ predicate, triggeredBy }: GateCase): Predicate {
  return triggeredBy ?? predicate;
}

/** Only that an all_of names itself is a decision of ours. Source: PRD-4. */
export function triggerLevel({ kind }: Predicate): GateCase['level'] {
  return kind === 'all_of' ? 'SHOULD' : 'MUST';
}

/** Whether two predicates are the same; a member that is null counts as left out. */
export function isSamePredicate(left: unknown, right: unknown): boolean {
  return isSameJson(withoutNulls(left ?? null), withoutNulls(right ?? null));
}

/** Members of a predicate alone; a `value` may be null and mean it. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([name, each]) => each !== null || name === 'value');
  return Object.fromEntries(
    kept.map(([name, each]) => [name, name === 'value' ? each : withoutNulls(each)]),
  );
}

/** The judge of a level. */
export function judgeOf({ must, should }: Trial, level: GateCase['level']): Judge {
  return level === 'MUST' ? must : should;
}

/** A predicate's kind, and the operators of a condition. */
export function kindsOf(predicate: Predicate): string {
  if (predicate.kind !== 'json_condition') return predicate.kind;
  const conditions = isRecord(predicate.condition) ? predicate.condition['sub_conditions'] : [];
  const operators = (Array.isArray(conditions) ? conditions : []).map((each: unknown) =>
    isRecord(each) ? String(each['operator']) : '?',
  );
  return `json_condition ${[...new Set(operators)].join(', ')}`.trimEnd();
}

function withoutTrace(body: unknown): unknown {
  if (!isRecord(body)) return body;
  const { trace: _trace, ...rest } = body;
  return rest;
}
