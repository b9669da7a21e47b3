import { invariant } from '../../contract/invariant.ts';
import type { BlockType, JsonObject, Predicate } from '../../contract/wire.ts';
import type { Evidence } from '../../predicates/evidence.ts';
import type { Draw } from '../draw.ts';
import type { Slip } from '../slip.ts';
import type { LeafTrigger, Trigger } from '../trigger.ts';
import type { Vendor } from '../vendors.ts';

/** What a review is about: a block's true result, and what its model may get wrong. */
export interface Subject {
  readonly blockType: BlockType;
  readonly block: string;
  readonly workflow: string;
  /** The true result, in the shape of a snapshot. */
  readonly truth: JsonObject;
  readonly slips: readonly Slip[];
  /** How many of the slips can be made at once: those that replace a whole list exclude each other. */
  readonly slipsMax: number;
  readonly probe: (facts: OutputFacts) => Probe;
}

/** What a model put out. */
export interface OutputFacts {
  readonly draw: Draw;
  /** What will fire; where a scan is poor on the whole, it is poor for that. */
  readonly trigger: Trigger;
  /** In the shape of a snapshot. */
  readonly snapshot: JsonObject;
  /** What in it is wrong; there the likelihoods are low. */
  readonly slips: readonly Slip[];
}

/** A block's result, and predicates that fire on it. */
export interface Probe {
  readonly evidence: Evidence;
  readonly leaves: FiringLeaves;
  /** Two that go together in an all_of. */
  readonly pair: readonly [LeafTrigger, LeafTrigger];
}

/** For each kind that its block type can have, a predicate that fires. */
export type FiringLeaves = { readonly [Kind in LeafTrigger]?: () => Predicate };

/** What a subject is drawn from. */
export interface SubjectSetting {
  readonly draw: Draw;
  /** The day on which the run read it. Shape: `2026-05-13`. */
  readonly today: string;
  readonly vendor: Vendor;
}

const THRESHOLDS = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99, 1];

/** The threshold that somebody would have set who wants a likelihood like this one looked at. */
export function thresholdAbove(value: number): number {
  const threshold = THRESHOLDS.find((each) => each > value);
  invariant(threshold !== undefined, `no threshold is above ${value}`);
  return threshold;
}

/** A likelihood between two percentages. Units: percent in, 0 to 1 out. */
export function likelihood(draw: Draw, from: number, to: number): number {
  return draw.int(from, to) / 100;
}

/** A condition of one comparison. */
export function condition(path: string, operator: string, value?: unknown): Predicate {
  const sub = value === undefined ? { path, operator } : { path, operator, value };
  return { kind: 'json_condition', condition: { sub_conditions: [sub] } };
}
