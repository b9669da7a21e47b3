import { createControlContract } from '../../contract/control-contract.ts';
import type { FieldFault } from '../../contract/problems.ts';
import { createReviewContract } from '../../contract/review-contract.ts';
import { createSchemaRegistry, type Check } from '../../contract/validators.ts';
import type { AgentHilReview, WorkflowReview } from '../../contract/wire.ts';
import type { Breach } from '../../domain/breach.ts';
import { findBreaches } from '../../domain/invariants.ts';
import { createRepeats, keysOf } from '../../domain/repeats.ts';
import type { Review } from '../../domain/review.ts';
import { isObject } from '../../predicates/evidence.ts';
import type { Surface } from '../surface.ts';
import { agentBreaches, overlayBreaches, resourceBreaches } from './breaches.ts';
import type { WireOverlay } from './overlay-review.ts';

/** What is wrong with a fixture: where, and which requirement says so. */
export type FixtureFault = Breach;

/** Judges fixtures one after another; what must be unique is remembered from one to the next. */
export interface FixtureCheck {
  /** `place` is how messages name the fixture. No faults means that it could come from a server. */
  readonly faultsOf: (value: unknown, place: string) => readonly FixtureFault[];
  /** How many reviews were judged. */
  readonly reviews: () => number;
}

/**
 * Starts to judge fixtures: each by the schema of its surface, then by what the rules allow.
 *
 * Shape: overlays, reviews of the resource surface, agents' attempts, states; told apart by their
 * members unless `surface` says which they are.
 * Source: SCH-1, and the requirement of each fault.
 */
export function createFixtureCheck(
  surface?: Surface,
  schemas = compileFixtureSchemas(),
): FixtureCheck {
  const judges = createJudges(schemas);
  let reviews = 0;
  return {
    faultsOf: (value, place) => {
      const name = surface ?? surfaceOf(value);
      if (name === undefined) return [unknownShape(value)];
      reviews += name === 'state' && isObject(value) ? reviewsIn(value).length : 1;
      return judges[name](value, place);
    },
    reviews: () => reviews,
  };
}

/** The compiled schemas of both documents. */
export interface FixtureSchemas {
  readonly review: Readonly<Record<string, Check>>;
  readonly control: ReturnType<typeof createControlContract>;
}

/** Compiles what fixtures are judged by; who judges often does it once. */
export function compileFixtureSchemas(): FixtureSchemas {
  const registry = createSchemaRegistry();
  const { schemas } = createReviewContract(undefined, registry);
  return { review: schemas, control: createControlContract(registry) };
}

type Judges = Readonly<Record<Surface, Judge>>;
type Judge = (value: unknown, place: string) => readonly FixtureFault[];

function createJudges({ review: schemas, control }: FixtureSchemas): Judges {
  const findRepeats = createRepeats();
  const judgeOf =
    <T>(
      check: Check | undefined,
      breaches: (value: T) => readonly Breach[],
      keys: KeysOf<T>,
    ): Judge =>
    (value, place) => {
      const faults = (check?.(value) ?? []).map(schemaFault);
      if (faults.length > 0) return faults;
      return [...breaches(value as T), ...findRepeats(keys(value as T), place)];
    };
  const judgeReview = judgeOf<Review>(control.Review, findBreaches, keysOf);
  return {
    overlay: judgeOf<WireOverlay>(schemas['ReviewOverlay'], overlayBreaches, ({ _id }) => [_id]),
    resource: judgeOf<WorkflowReview>(schemas['WorkflowReview'], resourceBreaches, (review) =>
      keysOf({ ...review, iteration_key: review.iteration_key ?? null }),
    ),
    agent: judgeOf<AgentHilReview>(schemas['AgentHilReview'], agentBreaches, ({ id }) => [id]),
    state: (value) => {
      const reviews = isObject(value) ? reviewsIn(value) : [];
      const frame =
        isObject(value) && Array.isArray(value['reviews']) ? { ...value, reviews: [] } : value;
      return [
        ...control.State(frame).map(schemaFault),
        ...reviews.flatMap((review, index) =>
          judgeReview(review, `reviews[${index}]`).map((fault) => ({
            ...fault,
            path: ['reviews', index, ...fault.path],
          })),
        ),
      ];
    },
  };
}

type KeysOf<T> = (value: T) => readonly string[];

function schemaFault({ loc, msg }: FieldFault): FixtureFault {
  return { path: loc.slice(1), requirement: 'SCH-1', message: msg };
}

/** The member that gives each surface away. */
const TELLTALES: readonly (readonly [member: string, surface: Surface])[] = [
  ['reviews', 'state'],
  ['format', 'state'],
  ['_id', 'overlay'],
  ['workflow_run_id', 'overlay'],
  ['versions', 'overlay'],
  ['step_id', 'resource'],
  ['auto_threshold', 'agent'],
  ['mode', 'agent'],
];

function surfaceOf(value: unknown): Surface | undefined {
  if (!isObject(value)) return undefined;
  return TELLTALES.find(([member]) => Object.hasOwn(value, member))?.[1];
}

function unknownShape(value: unknown): FixtureFault {
  const message = isObject(value)
    ? 'is neither an overlay nor a review, an agent’s attempt or a state'
    : 'should be an object';
  return { path: [], requirement: 'SCH-1', message };
}

function reviewsIn(state: Readonly<Record<string, unknown>>): readonly unknown[] {
  return Array.isArray(state['reviews']) ? state['reviews'] : [];
}
