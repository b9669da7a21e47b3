import { invariant } from '../contract/invariant.ts';
import type { BlockType, ReviewStatus } from '../contract/wire.ts';
import type { Draw, Weighted } from './draw.ts';
import { canStand, type AgentFacet, type ResolvedMix } from './mix.ts';
import { canTrigger, type Trigger } from './trigger.ts';

/** A life that is told by more than its end. */
export type Story =
  'contested' | 'expiring_claim' | 'long_history' | 'superseded_branch' | 'reopened';

/** Content that a screen should be tried with. */
export type Quirk = 'unicode' | 'right_to_left' | 'long_note' | 'blank' | 'deep';

/** What one review is to become. */
export interface Shape {
  readonly status: ReviewStatus;
  readonly blockType: BlockType;
  readonly trigger: Trigger;
  readonly versions: number;
  readonly agent: AgentFacet;
  readonly story: Story | null;
  readonly quirk: Quirk | null;
}

/**
 * From this many reviews on, the first of them are these, so that every set shows what a screen
 * must cope with. A mix that was asked for comes first: what it excludes does not come.
 */
export const SHOWCASE: readonly Partial<Shape>[] = [
  show(['extract', 'confidence_lt', 'awaiting_review'], { story: 'expiring_claim', versions: 2 }),
  show(['extract', 'any_required_field_null', 'awaiting_review'], { quirk: 'blank', versions: 1 }),
  show(['extract', 'field_confidence_lt', 'approved'], { quirk: 'unicode', versions: 3 }),
  show(['extract', 'json_condition', 'awaiting_review'], { quirk: 'right_to_left', versions: 1 }),
  show(['extract', 'validation_failed', 'rejected'], { versions: 1 }),
  show(['extract', 'always', 'approved'], { quirk: 'deep', versions: 2 }),
  show(['classifier', 'top_margin_lt', 'awaiting_review'], { story: 'contested', versions: 3 }),
  show(['classifier', 'category_in', 'approved'], { agent: 'submitted', versions: 2 }),
  show(['split', 'split_count_neq', 'approved'], { agent: 'superseded_by_human', versions: 2 }),
  show(['split', 'any_split_pages_lt', 'rejected'], { agent: 'failed' }),
  show(['split', 'boundary_confidence_lt', 'awaiting_review'], { agent: 'queued', versions: 1 }),
  show(['for_each', 'any_pages_unassigned', 'approved'], { versions: 2 }),
  show(['conditional', 'branch_in', 'awaiting_review'], { agent: 'running', versions: 1 }),
  show(['extract', 'all_of', 'approved'], { story: 'superseded_branch', versions: 3 }),
  show(['extract', 'field_confidence_lt', 'approved'], { story: 'long_history', versions: 14 }),
  show(['extract', 'confidence_lt', 'awaiting_review'], { quirk: 'long_note', versions: 2 }),
  show(['extract', 'confidence_lt', 'awaiting_review'], { agent: 'escalated', versions: 1 }),
  show(['extract', 'field_confidence_lt', 'awaiting_review'], { story: 'reopened', versions: 2 }),
  show(['extract', 'json_condition', 'awaiting_review'], { agent: 'proposed', versions: 1 }),
  {},
];

type Kind = readonly [BlockType, Trigger, ReviewStatus];

function show([blockType, trigger, status]: Kind, more: Partial<Shape>): Partial<Shape> {
  return { blockType, trigger, status, agent: 'none', story: null, quirk: null, ...more };
}

/** What a shape is drawn from. */
export interface ShapeSetting {
  readonly mix: ResolvedMix;
  /** What it should be, where the mix allows it. */
  readonly wanted: Partial<Shape>;
  /** Whether the documents are the bundled ones. */
  readonly hasBundledDocuments: boolean;
}

/** Draws what one review is to become. */
export function drawShape(draw: Draw, { mix, wanted, hasBundledDocuments }: ShapeSetting): Shape {
  const { blockType, trigger } = drawGate(draw, mix, wanted);
  const status = choose(draw, mix.status, wanted.status);
  const agents = mix.agents.filter(([agent]) => canStand(agent, status));
  const agent = choose(draw, agents, wanted.agent);
  const drawn = choose(draw, mix.versions, wanted.versions);
  // A long history is longer than what is usual.
  const versions = mix.areVersionsGiven ? drawn : (wanted.versions ?? drawn);
  const story = wanted.story === undefined ? drawStory(draw) : wanted.story;
  const quirk = wanted.quirk === undefined ? drawQuirk(draw) : wanted.quirk;
  const shape: Shape = { status, blockType, trigger, versions, agent, story: null, quirk: null };
  return {
    ...shape,
    story: story !== null && canTell(story, shape) ? story : null,
    quirk:
      quirk !== null && canHave(quirk, shape) && (hasBundledDocuments || quirk === 'long_note')
        ? quirk
        : null,
  };
}

function drawGate(draw: Draw, mix: ResolvedMix, wanted: Partial<Shape>) {
  const { blockTypes, triggers } = mix;
  if (mix.isTriggerFirst) {
    const trigger = choose(draw, triggers, wanted.trigger);
    const able = blockTypes.filter(([blockType]) => canTrigger(trigger, blockType));
    return { blockType: choose(draw, able, wanted.blockType), trigger };
  }
  const blockType = choose(draw, blockTypes, wanted.blockType);
  const able = triggers.filter(([trigger]) => canTrigger(trigger, blockType));
  return { blockType, trigger: choose(draw, able, wanted.trigger) };
}

/** What is wanted, where it can be; else what is drawn. */
function choose<T>(draw: Draw, weights: readonly Weighted<T>[], wanted: T | undefined): T {
  const drawn = draw.weighted(weights);
  invariant(drawn !== undefined, 'the mix has nothing to draw');
  return wanted !== undefined && weights.some(([value]) => value === wanted) ? wanted : drawn;
}

function drawStory(draw: Draw): Story | null {
  return (
    draw.weighted<Story | null>([
      [null, 88],
      ['contested', 4],
      ['reopened', 4],
      ['superseded_branch', 4],
    ]) ?? null
  );
}

function drawQuirk(draw: Draw): Quirk | null {
  return (
    draw.weighted<Quirk | null>([
      [null, 92],
      ['unicode', 5],
      ['right_to_left', 3],
    ]) ?? null
  );
}

const LONG_HISTORY_VERSIONS = 8;

/** Whether a story can end like this. An agent at work has its own. */
function canTell(story: Story, { status, versions, agent }: Shape): boolean {
  if (agent !== 'none') return false;
  switch (story) {
    case 'expiring_claim':
      return status === 'awaiting_review';
    case 'contested':
      return versions >= 2;
    case 'reopened':
      return status === 'awaiting_review';
    case 'superseded_branch':
      return versions >= 3 && status === 'approved';
    case 'long_history':
      return versions >= LONG_HISTORY_VERSIONS;
  }
}

function canHave(quirk: Quirk, { blockType, trigger, versions, status }: Shape): boolean {
  if (quirk === 'long_note') return versions >= 2;
  if (blockType !== 'extract') return false;
  if (quirk === 'blank') {
    return trigger === 'any_required_field_null' && versions === 1 && status !== 'approved';
  }
  // A contract has nothing that could break its schema.
  return quirk !== 'deep' || (trigger !== 'validation_failed' && trigger !== 'json_condition');
}
