import { parseInstant } from '../contract/instant.ts';
import type { ReviewContract } from '../contract/review-contract.ts';
import { createActReader, type Act } from './act.ts';
import { createClaimRule } from './claim-rule.ts';
import type { ClientReport } from './client-report.ts';
import { commandOf } from './command-memory.ts';
import { judgeCommand } from './command-rule.ts';
import { createConductBook } from './conduct-book.ts';
import { createMemory, noteCommand, noteRev, type Memory } from './knowledge.ts';
import type { Misuse, Remark } from './misuse.ts';
import type { ObservedExchange } from './observed-exchange.ts';
import { createPollingRule } from './polling-rule.ts';
import { createRequestRule, isBeyondJudging } from './request-rule.ts';
import { judgeStamp, noteConflict } from './stamp-rule.ts';

/** Judges clients by their requests, one exchange at a time. */
export interface ClientJudge {
  /** Takes the next exchange in the order of `seq`; answers the misuses that it shows, as they stand. */
  readonly observe: (exchange: ObservedExchange) => readonly Misuse[];
  /** What was found until now; claims that ran out by `now`, RFC 3339, are told here. */
  readonly report: (now: string) => ClientReport;
}

/**
 * Makes a judge of clients. It keeps a bounded memory of each actor and review, and says nothing
 * that hangs on what it has forgotten or never saw.
 *
 * Shape: the contract by which requests are judged → the judge.
 * Source: CAS-1, IDM-1, SCH-2, SCH-3, CLM-4.
 */
export function createClientJudge(contract: ReviewContract): ClientJudge {
  const readAct = createActReader();
  const memory = createMemory();
  const book = createConductBook();
  const judgeRequest = createRequestRule(contract);
  const judgePolling = createPollingRule();
  const claims = createClaimRule();
  let lastSeq = 0;

  const remarksOn = (act: Act): readonly Remark[] => {
    const onRequest = judgeRequest(act);
    const onConduct = isBeyondJudging(onRequest) ? [] : judgeConduct(act, memory);
    return [...onRequest, ...onConduct, ...judgePolling(act), ...claims.judge(act)];
  };
  return {
    observe: (exchange) => {
      const missed = exchange.seq - lastSeq - 1;
      lastSeq = exchange.seq;
      if (missed > 0) {
        book.noteUnseen(missed);
        memory.noteGap();
      }
      const act = readAct(exchange);
      if (act === undefined) {
        book.noteUnrecognised();
        return [];
      }
      book.noteRequest(act.actor);
      const remarks = remarksOn(act);
      remember(act, memory);
      return remarks.flatMap((remark) => book.note(act, remark));
    },
    report: (now) => {
      for (const remark of claims.settle(parseInstant(now))) book.note(undefined, remark);
      return book.report();
    },
  };
}

/** Without an actor nobody was let in, so there is nothing to lose. Source: AUTH-1. */
function judgeConduct(act: Act, memory: Memory): readonly Remark[] {
  const { actor_id: actor } = act.exchange;
  if (actor === null || act.review === null || !act.isWrite) return [];
  const knowledge = memory.of(actor, act.review);
  return [...judgeStamp(act, knowledge), ...judgeCommand(act, knowledge)];
}

/** Takes in what the exchange told its client. */
function remember(act: Act, memory: Memory): void {
  const { actor_id: actor } = act.exchange;
  if (actor === null) return;
  if (act.review !== null && act.isWrite) {
    const knowledge = memory.of(actor, act.review);
    noteConflict(act, knowledge);
    const command = commandOf(act);
    if (command !== undefined) noteCommand(knowledge, command);
  }
  for (const { review, rev } of act.sightings) {
    const knowledge = memory.of(actor, review);
    if (!act.isWrite) knowledge.lastReadSeq = act.seq;
    if (rev !== undefined) noteRev(knowledge, rev, act.seq);
  }
  if (act.outcome === 'done' && act.reply.kind === 'unknown') rememberUnread(act, actor, memory);
}

/** A reply that was too long to be kept may have shown anything. */
function rememberUnread(act: Act, actor: string, memory: Memory): void {
  if (act.review === null) return memory.noteGap();
  const knowledge = memory.of(actor, act.review);
  knowledge.isPartial = true;
  knowledge.lastShownSeq = act.seq;
  if (!act.isWrite) knowledge.lastReadSeq = act.seq;
}
