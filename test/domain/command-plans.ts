import * as fc from 'fast-check';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import type { Actor, BlockType, JsonObject } from '../../src/contract/wire.ts';
import type { Command, Outcomes } from '../../src/domain/command.ts';
import { POLICIES, type Policies } from '../../src/domain/policies.ts';
import type { Review } from '../../src/domain/review.ts';
import type { Result } from '../../src/domain/step.ts';
import { transition } from '../../src/domain/transition.ts';
import {
  ANN,
  BOB,
  CHECKER,
  envOf,
  NOON,
  openCommand,
  opened,
  OUTPUTS,
  type EnvSettings,
} from '../support/reviews.ts';

/** A stamp chosen once the `rev` is known: so far from it, or a number of its own. */
export type Stamp = { readonly offset: number } | { readonly number: number };

/**
 * A command but for its stamp and its version ids, which stand as picks and are filled in from the
 * review that it meets: so that a plan is plain data, which shrinks well and can be printed.
 */
type PlannedCommand =
  | { readonly kind: 'open' | 'reopen' | 'apply' }
  | { readonly kind: 'claim'; readonly stamp: Stamp; readonly ttl_seconds: number }
  | { readonly kind: 'release'; readonly stamp: Stamp }
  | {
      readonly kind: 'append';
      readonly stamp: Stamp;
      readonly content: {
        readonly snapshot?: JsonObject | null;
        readonly reviewable_value?: JsonObject;
      };
      readonly parent_seq: number | null;
      readonly command_id: string | null;
    }
  | {
      readonly kind: 'decide';
      readonly stamp: Stamp;
      readonly verdict: 'approved' | 'rejected';
      readonly reason: string | null;
      readonly edited_output: JsonObject | null;
      readonly reviewable_value: JsonObject | null;
      readonly on_seq: number | null;
      readonly effective_seq: number | null;
      readonly command_id: string | null;
    }
  | {
      readonly kind: 'create_version';
      readonly pick: number;
      readonly snapshot: JsonObject;
      readonly acknowledged: readonly number[];
    }
  | { readonly kind: 'approve'; readonly pick: number; readonly acknowledged: readonly number[] }
  | { readonly kind: 'reject'; readonly pick: number; readonly reason: string };

interface PlannedStep {
  readonly command: PlannedCommand;
  readonly actor: Actor;
  readonly clockStepMs: number;
  readonly areRunsHeld: boolean;
}

/** What happens to one review, all of it data. */
export interface Plan {
  readonly blockType: BlockType;
  readonly policies: Policies;
  readonly steps: readonly PlannedStep[];
}

/** One step as it was made. */
export interface PlayedStep {
  readonly before: Review;
  readonly command: Command;
  readonly settings: Required<EnvSettings>;
  readonly after: Review;
  readonly result: Result<Outcomes[Command['kind']]>;
}

const STAMP: fc.Arbitrary<Stamp> = fc.oneof(
  { weight: 10, arbitrary: fc.constant({ offset: 0 }) },
  { weight: 1, arbitrary: fc.constantFrom({ offset: -1 }, { offset: 1 }) },
  { weight: 1, arbitrary: fc.record({ number: fc.nat(40) }) },
);
/** Few, so that content meets again, and of every shape, so that some of it is refused. */
const SNAPSHOT: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject[]>(
  ...Object.values(OUTPUTS),
  { category: 'receipt' },
  { documents: [] },
  { partitions: [] },
  { splits: [] },
  { chunks: [] },
);
const SEQ = fc.option(fc.nat(3), { freq: 2 });
const COMMAND_ID = fc.option(fc.constantFrom('cmd-1', 'cmd-2', 'cmd-3'), { freq: 2 });
const PICK = fc.nat(20);
const PICKS = fc.array(PICK, { maxLength: 4 });

/** Null, but for one time in so many. */
function seldom<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

function kindOf<const Kind extends Command['kind']>(kind: Kind): fc.Arbitrary<Kind> {
  return fc.constant(kind);
}

const CONTENT = fc.oneof(
  { weight: 4, arbitrary: fc.record({ snapshot: SNAPSHOT }) },
  { weight: 2, arbitrary: fc.record({ reviewable_value: SNAPSHOT }) },
  { weight: 1, arbitrary: fc.record({ snapshot: seldom(SNAPSHOT), reviewable_value: SNAPSHOT }) },
);

const COMMAND: fc.Arbitrary<PlannedCommand> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kindOf('claim'),
      stamp: STAMP,
      ttl_seconds: fc.constantFrom(30, 900, 86_400),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kindOf('release'), stamp: STAMP }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: kindOf('append'),
      stamp: STAMP,
      content: CONTENT,
      parent_seq: SEQ,
      command_id: COMMAND_ID,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: kindOf('decide'),
      stamp: STAMP,
      verdict: fc.constantFrom('approved' as const, 'rejected' as const),
      reason: fc.constantFrom('No.', 'Never.', null, ' '),
      edited_output: seldom(SNAPSHOT),
      reviewable_value: seldom(SNAPSHOT),
      on_seq: SEQ,
      effective_seq: seldom(fc.nat(3)),
      command_id: COMMAND_ID,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: kindOf('create_version'),
      pick: PICK,
      snapshot: SNAPSHOT,
      acknowledged: PICKS,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: kindOf('approve'), pick: PICK, acknowledged: PICKS }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: kindOf('reject'),
      pick: PICK,
      reason: fc.constantFrom('No.', 'Never.', ' '),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: kindOf('reopen') }) },
  { weight: 2, arbitrary: fc.record({ kind: kindOf('apply') }) },
  { weight: 1, arbitrary: fc.record({ kind: kindOf('open') }) },
);

const STEP: fc.Arbitrary<PlannedStep> = fc.record({
  command: COMMAND,
  actor: fc.constantFrom(ANN, BOB, CHECKER),
  clockStepMs: fc.constantFrom(0, 1, 60_000, 3_600_000, -1, -60_000),
  areRunsHeld: fc.boolean(),
});

/** Plans for a review of any block type, under either reading of each policy. */
export const PLAN: fc.Arbitrary<Plan> = fc.record({
  blockType: fc.constantFrom<BlockType[]>(...(Object.keys(OUTPUTS) as BlockType[])),
  policies: fc.record({
    errors: fc.constantFrom(...POLICIES.errors),
    conflict: fc.constantFrom(...POLICIES.conflict),
    superseded: fc.constantFrom(...POLICIES.superseded),
    likelihoods: fc.constantFrom(...POLICIES.likelihoods),
    blank: fc.constantFrom(...POLICIES.blank),
    cursor: fc.constantFrom(...POLICIES.cursor),
  }),
  steps: fc.array(STEP, { size: '+1', maxLength: 40 }),
});

/** Follows a plan from the opening on. */
export function playPlan({ blockType, policies, steps }: Plan): readonly PlayedStep[] {
  let review = deepFreeze(opened({ blockType }));
  let nowMs = Date.parse(NOON);
  return steps.map(({ command: planned, actor, clockStepMs, areRunsHeld }) => {
    nowMs += clockStepMs;
    const now = new Date(nowMs).toISOString();
    const settings = deepFreeze({ now, actor, policies, areRunsHeld });
    const command = deepFreeze(commandFor(review, planned));
    const { result, review: after = review } = transition(
      review,
      command,
      deepFreeze(envOf(settings, review)),
    );
    const played = { before: review, command, settings, after: deepFreeze(after), result };
    review = after;
    return played;
  });
}

function commandFor(review: Review, planned: PlannedCommand): Command {
  const idOf = (pick: number) => versionIdFor(review, pick);
  switch (planned.kind) {
    case 'open':
      return openCommand();
    case 'reopen':
    case 'apply':
      return { kind: planned.kind };
    case 'claim':
    case 'release':
    case 'decide': {
      const { kind, stamp, ...body } = planned;
      return { kind, body: { ...body, version_stamp: stampFor(review, stamp) } } as Command;
    }
    case 'append': {
      const { kind, stamp, content, ...body } = planned;
      return { kind, body: { ...body, ...content, version_stamp: stampFor(review, stamp) } };
    }
    case 'create_version': {
      const { kind, pick, snapshot, acknowledged } = planned;
      const acknowledgedIds = acknowledged.map(idOf);
      return { kind, parentId: idOf(pick), snapshot, note: null, acknowledgedIds };
    }
    case 'approve': {
      const { kind, pick, acknowledged } = planned;
      return { kind, versionId: idOf(pick), acknowledgedIds: acknowledged.map(idOf) };
    }
    case 'reject':
      return { kind: planned.kind, versionId: idOf(planned.pick), reason: planned.reason };
  }
}

function stampFor({ rev }: Review, stamp: Stamp): number {
  return 'number' in stamp ? stamp.number : Math.max(0, rev + stamp.offset);
}

/** The id of one of the review's versions, or now and then of one that it does not have. */
function versionIdFor({ versions }: Review, pick: number): string {
  const version = pick === 20 ? undefined : versions[pick % versions.length];
  return versionIdOf(version?.snapshot ?? { none: true });
}

/** Freezes a value and all that it holds; what is frozen already is left alone. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
  return value;
}
