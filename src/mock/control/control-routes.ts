import type { ClockMove, ReopenRequest, ResumeRequest } from '../../contract/control-contract.ts';
import { parseInstant } from '../../contract/instant.ts';
import { problem } from '../../contract/problems.ts';
import type { Actor } from '../../contract/wire.ts';
import { runOf } from '../../domain/run.ts';
import { overlayOf } from '../../views/overlay.ts';
import { problemOf } from '../refusal-problem.ts';
import { NO_CONTENT, ok, type Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { driveAgent } from './agents.ts';
import type { ControlCall, ControlRoute } from './control-handler.ts';
import { reportClients } from './client-report.ts';
import { clearFaults, getFaults, setFaults } from './faults.ts';
import { fireGate } from './gates.ts';
import { getReviewState, listReviewSummaries } from './review-states.ts';
import { exportState, importState } from './state.ts';

/** Who acts when a control request names nobody. */
const CONTROL_ACTOR: Actor = { kind: 'human', id: 'control', display_name: 'Control interface' };

/** The control interface. Source: spec/control.yaml. */
export const CONTROL_ROUTES: readonly ControlRoute[] = [
  { method: 'POST', pattern: '/gates', schema: 'GateRequest', handle: fireGate },
  { method: 'GET', pattern: '/clock', handle: async ({ world }) => ok(clockOf(world)) },
  { method: 'POST', pattern: '/clock', schema: 'ClockMove', handle: moveClock },
  { method: 'GET', pattern: '/runs/:run_id', handle: getRun },
  { method: 'POST', pattern: '/resume', schema: 'ResumeRequest', handle: holdRuns },
  { method: 'GET', pattern: '/reviews', handle: listReviewSummaries },
  { method: 'GET', pattern: '/reviews/:review_id', handle: getReviewState },
  {
    method: 'POST',
    pattern: '/reviews/:review_id/reopen',
    schema: 'ReopenRequest',
    isBodyOptional: true,
    handle: reopenReview,
  },
  { method: 'POST', pattern: '/reset', isFresh: true, handle: reset },
  { method: 'GET', pattern: '/state', handle: exportState },
  { method: 'PUT', pattern: '/state', schema: 'State', isFresh: true, handle: importState },
  {
    method: 'GET',
    pattern: '/namespaces',
    handle: async ({ worlds }) => ok({ namespaces: worlds.names() }),
  },
  { method: 'DELETE', pattern: '/namespaces/:name', isFresh: true, handle: deleteNamespace },
  {
    method: 'GET',
    pattern: '/journal',
    handle: async ({ world: { journal } }) =>
      ok({ entries: journal.entries(), dropped: journal.droppedCount() }),
  },
  { method: 'DELETE', pattern: '/journal', handle: clearJournal },
  { method: 'GET', pattern: '/client-report', handle: reportClients },
  {
    method: 'POST',
    pattern: '/agents/:run_id/:block_id',
    schema: 'AgentEventRequest',
    handle: driveAgent,
  },
  { method: 'GET', pattern: '/faults', handle: getFaults },
  { method: 'PUT', pattern: '/faults', schema: 'FaultRules', handle: setFaults },
  { method: 'DELETE', pattern: '/faults', handle: clearFaults },
];

function clockOf(world: World) {
  const clock = world.clock();
  return { now: clock.now(), frozen: clock.isFrozen() };
}

async function moveClock({ world, body }: ControlCall): Promise<Reply> {
  const move = body as ClockMove;
  const clock = world.clock();
  if (move.advance_ms !== undefined) clock.advance(move.advance_ms);
  if (move.set !== undefined) {
    if (Number.isNaN(parseInstant(move.set))) return problemOfInstant(move.set);
    clock.set(move.set);
  }
  if (move.frozen !== undefined) clock.freeze(move.frozen);
  world.events.publish('clock', clockOf(world));
  return ok(clockOf(world));
}

function problemOfInstant(text: string): Reply {
  const fault = {
    loc: ['body', 'set'],
    type: 'datetime_parsing',
    msg: 'Input should be an RFC 3339 instant such as 2026-05-13T09:05:00.000Z',
    input: text,
  };
  return problemOf({ kind: 'invalid', faults: [fault] }, '');
}

async function getRun({ world, params }: ControlCall): Promise<Reply> {
  const runId = params['run_id'] ?? '';
  const reviews = await world.store.reviewsOfRun(runId);
  return reviews.length === 0
    ? problem('not_found', `No run found for run_id='${runId}'`)
    : ok(runOf(runId, reviews));
}

async function holdRuns({ world, body }: ControlCall): Promise<Reply> {
  const { hold } = body as ResumeRequest;
  world.holdRuns(hold);
  const waiting = hold ? [] : await world.store.waitingForRun();
  for (const reviewId of waiting) {
    await world.command<'apply'>({ kind: 'review', reviewId }, { kind: 'apply' }, CONTROL_ACTOR);
  }
  return ok({ hold, applied_review_ids: waiting });
}

async function reopenReview({ world, params, body }: ControlCall): Promise<Reply> {
  const reviewId = params['review_id'] ?? '';
  const { actor = CONTROL_ACTOR } = (body ?? {}) as ReopenRequest;
  const address = { kind: 'review', reviewId } as const;
  const { after, result } = await world.command<'reopen'>(address, { kind: 'reopen' }, actor);
  return result.ok && after
    ? ok(overlayOf(after, world.clock().now()))
    : problemOf(result.ok ? { kind: 'no_review' } : result.refusal, `review_id='${reviewId}'`);
}

async function reset({ worlds, namespace }: ControlCall): Promise<Reply> {
  const world = await worlds.reset(namespace);
  let reviews = 0;
  for await (const _ of world.store.all()) reviews += 1;
  return ok({ reviews });
}

async function deleteNamespace({ worlds, params, schemas }: ControlCall): Promise<Reply> {
  const name = params['name'] ?? '';
  const faults = schemas.NamespaceName(name);
  if (faults.length > 0) {
    const located = faults.map((fault) => ({ ...fault, loc: ['path', 'name'] }));
    return problemOf({ kind: 'invalid', faults: located }, '');
  }
  worlds.forget(name);
  return NO_CONTENT;
}

async function clearJournal({ world }: ControlCall): Promise<Reply> {
  world.journal.clear();
  return NO_CONTENT;
}
