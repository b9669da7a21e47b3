import type { BlockType, ReviewStatus } from '../contract/wire.ts';
import type { AgentState } from '../domain/agent.ts';
import type { Weighted } from './draw.ts';
import { ImpossibleRequest } from './impossible-request.ts';
import type { Surface } from './surface.ts';
import { canTrigger, TRIGGERS, type Trigger } from './trigger.ts';

/** Where the agent of a review stands, or that there is none. */
export type AgentFacet = AgentState['status'] | 'none';

/** How often each value comes; what is not named does not come. */
export type Weights<Key extends string | number> = Readonly<Partial<Record<Key, number>>>;

/** What a set of reviews is made up of; each part that is left out looks like a real inbox. */
export interface Mix {
  readonly status: Weights<ReviewStatus>;
  readonly block_type: Weights<BlockType>;
  readonly predicate: Weights<Trigger>;
  /** By the number of versions. */
  readonly versions: Weights<number>;
  readonly agents: Weights<AgentFacet>;
}

/** The name of a part of a mix. */
export type Facet = keyof Mix;

const DEFAULT_MIX: Mix = {
  status: { awaiting_review: 62, approved: 30, rejected: 8 },
  block_type: { extract: 60, classifier: 14, split: 12, for_each: 8, conditional: 6 },
  predicate: {
    confidence_lt: 22,
    field_confidence_lt: 20,
    any_required_field_null: 12,
    validation_failed: 8,
    json_condition: 10,
    top_margin_lt: 10,
    category_in: 8,
    boundary_confidence_lt: 10,
    split_count_neq: 8,
    any_split_pages_lt: 6,
    any_pages_unassigned: 8,
    branch_in: 10,
    all_of: 5,
    always: 4,
  },
  versions: { 1: 58, 2: 26, 3: 10, 4: 4, 5: 2 },
  agents: {
    none: 70,
    proposed: 9,
    submitted: 6,
    running: 4,
    queued: 3,
    escalated: 3,
    superseded_by_human: 3,
    failed: 2,
  },
};

/** The values that a part of a mix can name; versions are numbers. */
export const FACET_VALUES: Readonly<Record<Exclude<Facet, 'versions'>, readonly string[]>> = {
  status: Object.keys(DEFAULT_MIX.status),
  block_type: Object.keys(DEFAULT_MIX.block_type),
  predicate: TRIGGERS,
  agents: Object.keys(DEFAULT_MIX.agents),
};

/** More would be a state that nobody can look at. */
export const VERSIONS_MAX = 50;

/** A mix that can be drawn from. */
export interface ResolvedMix {
  readonly status: readonly Weighted<ReviewStatus>[];
  readonly blockTypes: readonly Weighted<BlockType>[];
  readonly triggers: readonly Weighted<Trigger>[];
  readonly versions: readonly Weighted<number>[];
  readonly agents: readonly Weighted<AgentFacet>[];
  /** Whether the predicate is drawn before the block type: it was asked for, the other was not. */
  readonly isTriggerFirst: boolean;
  readonly areTriggersGiven: boolean;
  readonly areVersionsGiven: boolean;
}

/** What else bounds a mix. */
export interface MixBounds {
  readonly surface: Surface;
  /** Under a caller's own schema: the triggers that can fire on what it describes. */
  readonly ownTriggers?: readonly Trigger[] | undefined;
}

/**
 * Fills in what is left out, and refuses what cannot be.
 *
 * Errors: ImpossibleRequest.
 * Source: PRD-5, LST-5, AGT-5.
 */
export function resolveMix(given: Partial<Mix>, bounds: MixBounds): ResolvedMix {
  const mix = { ...DEFAULT_MIX, ...bounded(given, bounds) };
  const resolved = {
    status: weightsOf(mix.status, 'status'),
    blockTypes: weightsOf(mix.block_type, 'block_type'),
    triggers: weightsOf(mix.predicate, 'predicate'),
    versions: weightsOf(mix.versions, 'versions').map(([count, weight]) => [Number(count), weight]),
    agents: weightsOf(mix.agents, 'agents'),
    isTriggerFirst: given.predicate !== undefined && given.block_type === undefined,
    areTriggersGiven: given.predicate !== undefined,
    areVersionsGiven: given.versions !== undefined,
  } as ResolvedMix;
  refuseContradictions(resolved, bounds);
  return resolved;
}

/** The defaults for a surface; what was given stays. */
function bounded(given: Partial<Mix>, { surface, ownTriggers }: MixBounds): Partial<Mix> {
  const { conditional: _conditional, ...onResourceSurface } = DEFAULT_MIX.block_type;
  const { none: _none, ...agents } = DEFAULT_MIX.agents;
  const triggers = Object.entries(DEFAULT_MIX.predicate).filter(([trigger]) =>
    ownTriggers?.includes(trigger as Trigger),
  );
  return {
    ...(surface === 'resource' ? { block_type: onResourceSurface } : {}),
    ...(surface === 'agent' ? { agents } : {}),
    ...(ownTriggers ? { block_type: { extract: 1 }, predicate: Object.fromEntries(triggers) } : {}),
    ...given,
  };
}

function weightsOf(weights: Weights<string>, facet: Facet) {
  const all = Object.entries(weights).filter(([, weight = 0]) => weight > 0);
  if (all.length > 0) return all;
  throw new ImpossibleRequest(`The mix of ${facet} gives no value a weight above 0.`);
}

function refuseContradictions(mix: ResolvedMix, { surface, ownTriggers }: MixBounds): void {
  const blockTypes = mix.blockTypes.map(([blockType]) => blockType);
  const triggers = mix.triggers.map(([trigger]) => trigger);
  const agents = mix.agents.map(([agent]) => agent);
  if (surface === 'resource' && blockTypes.includes('conditional')) {
    throw new ImpossibleRequest('Conditional reviews are not on the resource surface (LST-5).');
  }
  if (surface === 'agent' && agents.includes('none')) {
    throw new ImpossibleRequest('The agent surface shows agents: its mix of agents has no none.');
  }
  if (ownTriggers !== undefined && blockTypes.some((each) => each !== 'extract')) {
    throw new ImpossibleRequest('A schema is for extract blocks: there can be no others.');
  }
  // Triggers of the default mix that the block types cannot have just do not come.
  const lonely =
    mix.areTriggersGiven &&
    triggers.find((trigger) => !blockTypes.some((each) => canTrigger(trigger, each)));
  if (typeof lonely === 'string') {
    throw new ImpossibleRequest(`No block type of the mix can have ${lonely} (PRD-5).`);
  }
  const calm = blockTypes.find(
    (blockType) => !triggers.some((each) => canTrigger(each, blockType)),
  );
  if (calm !== undefined && !mix.isTriggerFirst) {
    throw new ImpossibleRequest(`No predicate of the mix is for ${calm} blocks (PRD-5).`);
  }
  const unfit = triggers.find((trigger) => ownTriggers?.includes(trigger) === false);
  if (unfit !== undefined) {
    throw new ImpossibleRequest(`${unfit} cannot fire on what the schema describes.`);
  }
  const alone = mix.status.find(([status]) => !agents.some((agent) => canStand(agent, status)));
  if (alone !== undefined) {
    const words = `No agent of the mix can stand in a review that is ${alone[0]} (AGT-5).`;
    throw new ImpossibleRequest(words);
  }
  const odd = mix.versions.find(
    ([count]) => !Number.isInteger(count) || count < 1 || count > VERSIONS_MAX,
  );
  if (odd !== undefined) {
    throw new ImpossibleRequest(`A review has 1 to ${VERSIONS_MAX} versions, not ${odd[0]}.`);
  }
}

/**
 * Whether an agent can be where it is while its review is where it is.
 *
 * Source: AGT-4, AGT-5.
 */
export function canStand(agent: AgentFacet, status: ReviewStatus): boolean {
  const isWaiting = status === 'awaiting_review';
  if (agent === 'queued' || agent === 'running') return isWaiting;
  if (agent === 'submitted' || agent === 'superseded_by_human') return !isWaiting;
  return true;
}
