import type { HILDecisionResource } from '../../contract/wire.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { isRecord, recordIn, shown, statusOf } from '../reply.ts';
import { Inconclusive } from '../rig.ts';
import type { Subject } from '../subject.ts';
import type { Json } from './gate-case.ts';
import { expectSameState } from './unchanged.ts';

/** The status of a decision that was taken, afresh or as a repeat. Source: HIL-1. */
const ACCEPTED = 202;
const CONFLICT = 409;

const REPEATS: ReadonlySet<unknown> = new Set(['already_received', 'already_applied']);

/** What is sent to hil-decisions, without the block. */
export interface HilBody extends Json {
  readonly approved: boolean;
  readonly modified_data?: Json | null;
  readonly command_id?: string | null;
}

/** The decision on a block, with what a server may leave out filled in. */
export function hilDecisionIn(exchange: Exchange): HILDecisionResource {
  const body = recordIn(exchange);
  const decision = exchange.operation === 'submit_hil_decision' ? body['decision'] : body;
  if (!isRecord(decision)) throw new Inconclusive('the reply holds no decision');
  return {
    decision_received: false,
    decision_applied: false,
    approved: null,
    modified_data: null,
    ...decision,
  } as unknown as HILDecisionResource;
}

/** A decision without what the run does to it in its own time. */
function lastingIn(exchange: Exchange): unknown {
  const {
    decision_applied: _applied,
    applied_at: _appliedAt,
    block_status: _status,
    ...lasting
  } = hilDecisionIn(exchange);
  return lasting;
}

/** Decides, and judges that the decision is taken as a fresh one. */
export async function decideFresh(trial: Trial, review: Subject, body: HilBody): Promise<Exchange> {
  const { a, must } = trial;
  const decided = await a.hilDecide(review, body);
  const when = 'to the first decision on a block';
  if (!must.status('HIL-1', decided, { is: ACCEPTED, when })) return decided;
  must.equal('HIL-1', decided, {
    what: 'submission_status of the first decision on a block',
    got: recordIn(decided)['submission_status'],
    expected: 'accepted',
  });
  return decided;
}

/** What is sent after a decision stands, and the words for it. */
export interface Again {
  readonly body: HilBody;
  /** Completes "… answered 409 to", such as "the same decision with another command_id". */
  readonly what: string;
  /** How it may be refused; 409 when absent. */
  readonly refusedBy?: readonly number[];
}

/** Judges that a decision is taken for a repeat and changes nothing. */
export async function expectRepeat(trial: Trial, review: Subject, again: Again): Promise<void> {
  const { b, must } = trial;
  const before = await readWhere(trial, review);
  const repeated = await b.hilDecide(review, again.body);
  const when = `to ${again.what}`;
  if (!must.status('HIL-1', repeated, { is: ACCEPTED, when })) return;
  const { submission_status: submission } = recordIn(repeated);
  must.holds('HIL-1', REPEATS.has(submission), () => ({
    sentence: `submit_hil_decision answered ${shown(submission)} ${when}`,
    expected: 'already_received or already_applied',
    got: shown(submission),
    witness: [repeated],
  }));
  await expectUnmoved(trial, review, { before, by: repeated, when });
}

/** Judges that a decision is refused because another stands, and changes nothing. */
export async function expectConflict(trial: Trial, review: Subject, again: Again): Promise<void> {
  const { b, must } = trial;
  const before = await readWhere(trial, review);
  const refused = await b.hilDecide(review, again.body);
  const when = `to ${again.what}`;
  must.status('HIL-1', refused, { is: again.refusedBy ?? CONFLICT, when });
  await expectUnmoved(trial, review, { before, by: refused, when });
}

/** What both surfaces show of a decision. */
export interface HilSight {
  readonly decision: Exchange;
  readonly overlay: Exchange | undefined;
}

/** Reads the decision and, where that surface is judged, the review. */
export async function readWhere({ a, surfaces }: Trial, review: Subject): Promise<HilSight> {
  const decision = await a.hilDecision(review);
  return { decision, overlay: surfaces.includes('overlay') ? await a.read(review) : undefined };
}

/** Judges that neither the decision nor the review is another than before. */
export async function expectUnmoved(
  trial: Trial,
  review: Subject,
  done: { readonly before: HilSight; readonly by: Exchange; readonly when: string },
): Promise<void> {
  const { before, by, when } = done;
  const after = await readWhere(trial, review);
  trial.must.equal('HIL-1', [before.decision, by, after.decision], {
    what: `the decision on the block, after ${statusOf(by)} ${when},`,
    got: lastingIn(after.decision),
    expected: lastingIn(before.decision),
  });
  if (before.overlay === undefined || after.overlay === undefined) return;
  const witness = [before.overlay, by, after.overlay] as const;
  expectSameState(trial, 'HIL-1', { witness, when: `after ${statusOf(by)} ${when}` });
}
