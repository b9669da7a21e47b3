import type { StateDocument } from '../../contract/control-contract.ts';
import { shiftInstant } from '../../contract/instant.ts';
import type { Actor, BlockType, JsonObject, Predicate } from '../../contract/wire.ts';
import type { Command, OpenCommand } from '../../domain/command.ts';
import type { Review } from '../../domain/review.ts';
import { createIdSource } from '../ids.ts';
import { createPlayer, SCENARIO_NOW, type Player } from './player.ts';
import { DANA } from './seeds.ts';

const REVIEW_COUNT = 60;
const MINUTE_MS = 60_000;
/** One review opens about every hour of the two and a half days before now. */
const OPENING_INTERVAL_MS = 61 * MINUTE_MS;

const MODEL: Actor = { kind: 'model', id: 'extractor-2', display_name: 'Extractor 2' };
const PEOPLE: readonly Actor[] = [
  DANA,
  { kind: 'human', id: 'user_7', display_name: 'Lee Park' },
  { kind: 'human', id: 'user_19', display_name: 'Amara Okafor' },
];
const VENDORS = [
  'Acme Corp',
  'Northwind Traders',
  'Müller & Söhne GmbH',
  'Café Lumière',
  '株式会社青空',
  'שוק הכרמל בע"מ',
  'Contoso Freight',
  'O’Neill Office Supply',
];

interface Case {
  readonly workflow: string;
  readonly block: string;
  readonly blockType: BlockType;
  readonly triggeredBy: Predicate;
  readonly snapshot: (place: number) => JsonObject;
  /** What a reviewer would make of it. */
  readonly corrected: (snapshot: JsonObject) => JsonObject;
}

const CASES: readonly Case[] = [
  {
    workflow: 'invoices',
    block: 'block_extract',
    blockType: 'extract',
    triggeredBy: { kind: 'field_confidence_lt', path: 'total_amount', threshold: 0.8 },
    snapshot: invoice,
    corrected: (snapshot) => ({ ...snapshot, total_amount: Number(snapshot['total_amount']) - 90 }),
  },
  {
    workflow: 'invoices',
    block: 'block_vendor',
    blockType: 'extract',
    triggeredBy: { kind: 'any_required_field_null' },
    snapshot: (place) => ({ ...invoice(place), vendor_name: null }),
    corrected: (snapshot) => ({ ...snapshot, vendor_name: 'Northwind Traders' }),
  },
  {
    workflow: 'mailroom',
    block: 'block_classify',
    blockType: 'classifier',
    triggeredBy: { kind: 'top_margin_lt', margin: 0.2 },
    snapshot: (place) => ({ category: ['invoice', 'receipt', 'contract'][place % 3] }),
    corrected: () => ({ category: 'credit_note' }),
  },
  {
    workflow: 'mailroom',
    block: 'block_split',
    blockType: 'split',
    triggeredBy: { kind: 'any_split_pages_lt', min_pages: 2 },
    snapshot: (place) => ({
      documents: [
        { name: 'invoice', pages: [1, 2] },
        { name: 'delivery_note', pages: place % 2 === 0 ? [3] : [3, 4] },
      ],
    }),
    corrected: () => ({ documents: [{ name: 'invoice', pages: [1, 2, 3] }] }),
  },
  {
    workflow: 'statements',
    block: 'block_rows',
    blockType: 'for_each',
    triggeredBy: { kind: 'any_pages_unassigned' },
    snapshot: (place) => ({
      partitions: [{ key: `account-${1000 + place}`, pages: [1, 2, 3] }],
      unassigned_pages: [4],
    }),
    corrected: (snapshot) => ({ partitions: snapshot['partitions'] }),
  },
  {
    workflow: 'routing',
    block: 'block_route',
    blockType: 'conditional',
    triggeredBy: { kind: 'branch_in', branches: ['manual'] },
    snapshot: () => ({ branch: 'manual' }),
    corrected: () => ({ branch: 'automatic' }),
  },
];

function invoice(place: number): JsonObject {
  const net = 40 + ((place * 137) % 960);
  return {
    invoice_number: `INV-${2026000 + place}`,
    vendor_name: VENDORS[place % VENDORS.length],
    currency: 'EUR',
    net_amount: net,
    tax_amount: net / 4,
    total_amount: net + net / 4 + (place % 3 === 0 ? 90 : 0),
  };
}

/**
 * Sixty reviews in every state an inbox shows: waiting, claimed, with a claim that ran out, edited,
 * contested, approved, rejected, reopened.
 *
 * Nothing in it is random: it looks the same every day.
 */
export function inboxScenario(): StateDocument {
  const ids = createIdSource('inbox');
  const player = createPlayer(ids.next);
  for (let place = 0; place < REVIEW_COUNT; place += 1) {
    const openedAt = shiftInstant(SCENARIO_NOW, -(REVIEW_COUNT - place) * OPENING_INTERVAL_MS);
    const kind = CASES[place % CASES.length] as Case;
    const review = player.open(openedAt, opening(place, kind));
    live(player, review, { place, kind });
  }
  return player.state();
}

function opening(place: number, kind: Case): Omit<OpenCommand, 'kind'> {
  const isIteration = kind.blockType === 'extract' && place % 12 === 6;
  return {
    organizationId: 'org_1',
    workflowId: `wf_${kind.workflow}`,
    workflowVersionId: `wfv_${kind.workflow}_3`,
    runId: `run_${2000 + Math.floor(place / 2)}`,
    blockId: kind.block,
    iterationKey: isIteration ? `row-${place}` : null,
    parentStepId: isIteration ? `run_${2000 + Math.floor(place / 2)}_block_rows` : null,
    blockType: kind.blockType,
    triggeredBy: kind.triggeredBy,
    priority: place % 10 === 0 ? 10 : place % 4 === 0 ? 5 : 0,
    snapshot: kind.snapshot(place),
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
  let review = opened;
  for (const [index, plan] of (LIVES[(place * 5) % LIVES.length] ?? []).entries()) {
    const at = shiftInstant(opened.created_at, (index + 1) * 11 * MINUTE_MS);
    const actor = PEOPLE[(place + index) % PEOPLE.length] ?? DANA;
    review = player.act(review, at, [actor, plan(review.rev, kind, review)]);
  }
}
