import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { bodyOf, isRecord, shown, statusOf } from '../reply.ts';

const OK = 200;

/** What the answer to a decision calls it; undefined when it does not say. */
export function submissionOf(sent: Exchange): unknown {
  const body = bodyOf(sent);
  return isRecord(body) ? body['submission_status'] : undefined;
}

/** Judges that a decision that was carried out is called `accepted`. Source: IDM-2. */
export function expectFresh(trial: Trial, sent: Exchange): void {
  if (sent.operation !== 'submit_decision' || statusOf(sent) !== OK) return;
  const what = 'the submission_status of a fresh decision';
  trial.must.equal('IDM-2', sent, { what, got: submissionOf(sent), expected: 'accepted' });
}

/** Judges that a decision that was repeated is called a repeat. Source: IDM-2. */
export function expectRepeat(
  trial: Trial,
  witness: readonly [Exchange, ...Exchange[]],
  allowed: readonly string[] = ['already_received', 'already_applied'],
): void {
  const repeat = witness.findLast((each) => each.operation === 'submit_decision');
  if (repeat === undefined || statusOf(repeat) !== OK) return;
  const got = submissionOf(repeat);
  trial.must.holds('IDM-2', allowed.includes(String(got)), () => ({
    sentence: `a repeated decision answered submission_status ${shown(got)}`,
    expected: allowed.join(' or '),
    got: shown(got),
    witness,
  }));
}
