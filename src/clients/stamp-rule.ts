import { canonicalJson } from '../contract/canonical-json.ts';
import { recordOf, type Act } from './act.ts';
import { commandOf, isNamedRepeat, isReusedName } from './command-memory.ts';
import type { Conflict, Knowledge } from './knowledge.ts';
import type { Remark } from './misuse.ts';
import { isRecord } from './sighting.ts';

/** The writes that carry a stamp. Source: CAS-1. */
const STAMPED: ReadonlySet<string> = new Set([
  'claim_review',
  'release_review',
  'append_version',
  'submit_decision',
]);

/**
 * Finds writes whose stamp was not read: the one that was just refused, one made up after a
 * refusal, or one that no reply ever showed to this actor.
 *
 * A reply that shows a `rev` of the review, a write's own included, counts as a read. So does one
 * that came while the write was on its way: it is given the benefit of the doubt. A command
 * repeated under its name is right with its old stamp.
 *
 * Source: CAS-1, CAS-4, IDM-1.
 */
export function judgeStamp(act: Act, knowledge: Knowledge): readonly Remark[] {
  if (!STAMPED.has(act.operation)) return judgeStampless(act, knowledge);
  const stamp = recordOf(act)?.['version_stamp'];
  if (typeof stamp !== 'number') return [];
  const command = commandOf(act);
  if (command !== undefined && isNamedRepeat(command, knowledge.commands)) return [];
  const { conflict, revs, isPartial } = knowledge;
  const isKnown = (revs.get(stamp) ?? Infinity) <= act.beganAfter;
  if (conflict !== undefined && isOpen(conflict, act, knowledge.lastShownSeq)) {
    if (conflict.isStale && conflict.stamp === stamp) return [repeated(act, conflict)];
    const isNewer = isKnown && typeof conflict.stamp === 'number' && stamp > conflict.stamp;
    return isNewer ? [] : [ignored(act, conflict)];
  }
  return isKnown || isPartial ? [] : [unread(act, stamp, revs)];
}

/** Whether the client knew of the refusal, and has been shown nothing since. */
function isOpen({ seq }: Pick<Conflict, 'seq'>, { beganAfter }: Act, lastShownSeq: number) {
  return seq <= beganAfter && lastShownSeq <= seq;
}

function repeated(act: Act, conflict: Conflict): Remark {
  return {
    kind: 'stale-stamp-repeated',
    seqs: [conflict.seq, act.seq],
    sentence:
      `${act.operation} sent stamp ${String(conflict.stamp)} (#${act.seq}) although it had been ` +
      `refused as stale (#${conflict.seq}), with no read in between.`,
  };
}

function ignored(act: Act, conflict: Conflict): Remark {
  return {
    kind: 'conflict-ignored',
    seqs: [conflict.seq, act.seq],
    sentence:
      `After a 409 (#${conflict.seq}) the client went on with ${act.operation} (#${act.seq}) ` +
      'without having read the review again.',
  };
}

function unread(act: Act, stamp: number, revs: ReadonlyMap<number, number>): Remark {
  const shown = [...revs.keys()].at(-1);
  const last = shown === undefined ? 'none was' : `the last one was ${shown}`;
  return {
    kind: 'wrote-without-reading',
    seqs: [act.seq],
    sentence:
      `${act.operation} sent stamp ${stamp} (#${act.seq}), a rev that no reply had shown to this ` +
      `client; ${last}.`,
  };
}

/** Writes of the other surfaces carry no stamp: there the same request again is what ignores a 409. */
function judgeStampless(act: Act, knowledge: Knowledge): readonly Remark[] {
  const seq = knowledge.refusedWrites.get(wordingOf(act));
  if (!act.isWrite || seq === undefined) return [];
  const conflict = { seq, stamp: undefined, isStale: false };
  return isOpen(conflict, act, knowledge.lastReadSeq) ? [ignored(act, conflict)] : [];
}

/** Notes a 409 for the writes that come after it. */
export function noteConflict(act: Act, knowledge: Knowledge): void {
  if (act.outcome !== 'conflict') return;
  if (!STAMPED.has(act.operation)) return knowledge.refusedWrites.set(wordingOf(act), act.seq);
  const command = commandOf(act);
  const words = detailOf(act);
  const isReuse =
    /command_id/i.test(words) ||
    (command !== undefined && isReusedName(command, knowledge.commands));
  // Its name was at fault and not its stamp, which may be the right one still.
  if (isReuse) return;
  const stamp = recordOf(act)?.['version_stamp'];
  const isStale = !/\b(approved|rejected|decided)\b/i.test(words);
  knowledge.conflict = { seq: act.seq, stamp, isStale };
}

function wordingOf({ operation, params, body }: Act): string {
  const value = body.kind === 'json' ? canonicalJson(body.value) : body.kind;
  return `${operation} ${canonicalJson(params)} ${value}`;
}

/** The words of an error in either of its shapes. Source: ERR-1. */
function detailOf({ reply }: Act): string {
  const body = reply.kind === 'json' && isRecord(reply.value) ? reply.value['detail'] : undefined;
  if (typeof body === 'string') return body;
  return isRecord(body) && typeof body['message'] === 'string' ? body['message'] : '';
}
