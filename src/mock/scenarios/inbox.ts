import type { StateDocument } from '../../contract/control-contract.ts';
import { shiftInstant } from '../../contract/instant.ts';
import { invariant } from '../../contract/invariant.ts';
import type { Actor } from '../../contract/wire.ts';
import type { Command, OpenCommand } from '../../domain/command.ts';
import type { Review } from '../../domain/review.ts';
import { createIdSource } from '../../generate/ids.ts';
import { AGENT_PLANS } from './inbox-agents.ts';
import { CASES, type Case } from './inbox-cases.ts';
import { createPlayer, SCENARIO_NOW, type Opening, type Player } from '../../generate/player.ts';
import { DANA } from './seeds.ts';

const REVIEW_COUNT = 60;
const MINUTE_MS = 60_000;
/** One review opens about every hour of the two and a half days before now. */
const OPENING_INTERVAL_MS = 61 * MINUTE_MS;
/** The reviews with an agent stand in a row near the end of the list. */
const FIRST_AGENT_PLACE = REVIEW_COUNT - AGENT_PLANS.length;

const MODEL: Actor = { kind: 'model', id: 'extractor-2', display_name: 'Extractor 2' };
const PEOPLE: readonly Actor[] = [
  DANA,
  { kind: 'human', id: 'user_7', display_name: 'Lee Park' },
  { kind: 'human', id: 'user_19', display_name: 'Amara Okafor' },
];

/**
 * Sixty reviews in every state an inbox shows: waiting, claimed, with a claim that ran out, edited,
 * contested, approved, rejected, reopened; triggered by every kind of predicate, on every type of
 * block, with an agent in each status.
 *
 * Nothing in it is random: it looks the same every day.
 */
export function inboxScenario(): StateDocument {
  const ids = createIdSource('the inbox that comes with the mock');
  const player = createPlayer(ids.next);
  for (let place = 0; place < REVIEW_COUNT; place += 1) {
    const untilNowMs = (REVIEW_COUNT - place) * OPENING_INTERVAL_MS;
    const kind = CASES[place % CASES.length];
    invariant(kind, 'the inbox has no cases');
    const openedAt = shiftInstant(SCENARIO_NOW, -untilNowMs);
    const agent = AGENT_PLANS[place - FIRST_AGENT_PLACE]?.(untilNowMs) ?? null;
    const opening = { ...openingOf(place, kind), agent };
    const review = player.open(openedAt, opening, kind.gate(place));
    live(player, review, { place, kind });
  }
  return player.state();
}

function openingOf(place: number, kind: Case): Opening {
  const isIteration = kind.workflow === 'invoices' && place % 14 === 13;
  const runId = `run_${2000 + Math.floor(place / 2)}`;
  return {
    organizationId: 'org_1',
    workflowId: `wf_${kind.workflow}`,
    workflowVersionId: `wfv_${kind.workflow}_3`,
    runId,
    blockId: place % 2 === 0 ? kind.block : `${kind.block}_2`,
    iterationKey: isIteration ? `row-${place}` : null,
    parentStepId: isIteration ? `${runId}_block_rows` : null,
    priority: place % 10 === 0 ? 10 : place % 4 === 0 ? 5 : 0,
    model: MODEL,
  };
}

type Deed = Exclude<Command, OpenCommand>;
type Plan = (stamp: number, kind: Case, review: Review) => Deed;

const claim: Plan = (stamp) => ({ kind: 'claim', body: { version_stamp: stamp } });
const longClaim: Plan = (stamp) => ({
  kind: 'claim',
  body: { version_stamp: stamp, ttl_seconds: 86_400 },
});
const release: Plan = (stamp) => ({ kind: 'release', body: { version_stamp: stamp } });
const edit: Plan = (stamp, kind, review) => ({
  kind: 'append',
  body: {
    version_stamp: stamp,
    snapshot: kind.corrected(review.versions[0]?.snapshot ?? {}),
    note: 'Checked against the scanned page.',
  },
});
const approve: Plan = (stamp) => ({
  kind: 'decide',
  body: { version_stamp: stamp, verdict: 'approved', command_id: `approve-${stamp}` },
});
const reject: Plan = (stamp) => ({
  kind: 'decide',
  body: {
    version_stamp: stamp,
    verdict: 'rejected',
    reason: 'The scan is illegible; totals cannot be verified.',
    command_id: `reject-${stamp}`,
  },
});
const reopen: Plan = () => ({ kind: 'reopen' });

/** What happens to a review, by its place: an inbox is mostly waiting. */
const LIVES: readonly (readonly Plan[])[] = [
  [],
  [claim, edit],
  [longClaim],
  [claim, edit, approve],
  [],
  [reject],
  [longClaim, edit],
  [claim, release],
  [approve],
  [claim, claim, edit, edit, release],
  [],
  [claim, edit, approve, reopen],
];

/** An act every eleven minutes; a claim of 15 minutes taken long ago has run out by now. */
function live(
  player: Player,
  opened: Review,
  { place, kind }: { place: number; kind: Case },
): void {
  if (opened.agent !== null) {
    liveWithAgent(player, opened, place);
    return;
  }
  let review = opened;
  for (const [index, plan] of (LIVES[(place * 5) % LIVES.length] ?? []).entries()) {
    const at = shiftInstant(opened.created_at, (index + 1) * 11 * MINUTE_MS);
    const actor = PEOPLE[(place + index) % PEOPLE.length] ?? DANA;
    review = player.act(review, at, [actor, plan(review.rev, kind, review)]);
  }
}

/** The agent plays its script; of the two that only start, one is overtaken by a human. */
function liveWithAgent(player: Player, opened: Review, place: number): void {
  const decidedAt = shiftInstant(opened.created_at, 2 * MINUTE_MS);
  const isOvertaken = place === REVIEW_COUNT - 2;
  const started = player.act(opened, isOvertaken ? decidedAt : SCENARIO_NOW, [
    DANA,
    { kind: 'agent_settle' },
  ]);
  if (!isOvertaken) return;
  const body = { version_stamp: started.rev, verdict: 'approved' } as const;
  player.act(started, decidedAt, [DANA, { kind: 'decide', body }]);
}
