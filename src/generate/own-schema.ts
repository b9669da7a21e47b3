import { generateSync, type JsonSchema } from 'json-schema-faker';
import type { JsonObject } from '../contract/wire.ts';
import { isObject } from '../predicates/evidence.ts';
import { believable, believableDay } from './believable.ts';
import type { DocumentContent } from './documents/document.ts';
import { createDraw, type Draw } from './draw.ts';
import { ImpossibleRequest } from './impossible-request.ts';
import { leavesOf, ownSlips } from './own-slips.ts';
import type { JudgeBySchema } from './schema-judges.ts';
import { extractSubject } from './subjects/extract.ts';
import type { Subject } from './subjects/subject.ts';
import type { Trigger } from './trigger.ts';

/** A caller's own schema, as something that reviews can be about. */
export interface OwnSchema {
  /** What can fire on what it describes. */
  readonly triggers: readonly Trigger[];
  readonly drawSubject: (draw: Draw, trigger: Trigger) => Subject;
}

/** A schema that refuses more of its own values than this is not one that a block reads by. */
const TRIES = 60;
const SAMPLES = 3;
const SEED_MAX = 2 ** 31 - 1;
/** Units: percent. */
const OPTIONAL_CHANCE = 80;

/** What a trigger needs to fire on. */
const TRIGGER_NEEDS: Partial<Record<Trigger, (content: DocumentContent) => boolean>> = {
  always: () => true,
  confidence_lt: hasLeaves,
  field_confidence_lt: hasLeaves,
  json_condition: hasLeaves,
  all_of: hasLeaves,
  any_required_field_null: ({ slips }) => slips.some((slip) => slip.flavour === 'missing'),
  validation_failed: ({ slips }) => slips.some((slip) => slip.flavour === 'invalid'),
};

/**
 * Takes a caller's own schema: its values are made by json-schema-faker, seeded for each review,
 * and judged by the schema, formats and ranges included, before they are used.
 *
 * Errors: ImpossibleRequest when it is no schema of objects, or no value for it is found.
 * Source: PRD-3, `validation_failed`, for the dialect.
 */
export function createOwnSchema(schema: JsonObject, judge: JudgeBySchema): OwnSchema {
  const verdict = judge(schema, {});
  if (verdict.kind === 'no_schema') throw unusable(verdict.message);
  // Not of any review: these only show what the schema is good for.
  const draw = createDraw('samples of a schema');
  const samples = Array.from({ length: SAMPLES }, () => drawContent(schema, judge, draw));
  const all = Object.keys(TRIGGER_NEEDS) as readonly Trigger[];
  return {
    triggers: all.filter((trigger) => samples.some((each) => hasFor(trigger, each))),
    drawSubject: (own, trigger) => drawOwnSubject(schema, judge, { draw: own, trigger }),
  };
}

function drawOwnSubject(
  schema: JsonObject,
  judge: JudgeBySchema,
  { draw, trigger }: { readonly draw: Draw; readonly trigger: Trigger },
): Subject {
  for (let turn = 0; turn < TRIES; turn += 1) {
    const content = drawContent(schema, judge, draw);
    if (!hasFor(trigger, content)) continue;
    const [watched = 'output'] = leavesOf(content.truth)[0] ?? [];
    const block = { block: 'extract', workflow: 'own_schema', schema, watched: String(watched) };
    return extractSubject(block, content);
  }
  throw unusable(`${trigger} finds nothing to fire on`);
}

function hasFor(trigger: Trigger, content: DocumentContent): boolean {
  return TRIGGER_NEEDS[trigger]?.(content) ?? false;
}

function hasLeaves({ truth }: DocumentContent): boolean {
  return leavesOf(truth).length > 0;
}

function drawContent(schema: JsonObject, judge: JudgeBySchema, draw: Draw): DocumentContent {
  const truth = drawValue(schema, judge, draw);
  const other = drawValue(schema, judge, draw);
  return { truth, slips: ownSlips({ schema, judge, truth, other }) };
}

function drawValue(schema: JsonObject, judge: JudgeBySchema, draw: Draw): JsonObject {
  let why = 'none is an object';
  for (let turn = 0; turn < TRIES; turn += 1) {
    const value = fake(schema, draw);
    if (!isObject(value)) continue;
    const verdict = judge(schema, value);
    if (verdict.kind === 'valid' && isExact(value)) return value;
    if (verdict.kind !== 'valid') why = verdict.message;
  }
  throw unusable(`no value for it was found in ${TRIES}: ${why}`);
}

function fake(schema: JsonObject, draw: Draw): unknown {
  try {
    return generateSync(schema as JsonSchema, {
      seed: draw.int(0, SEED_MAX),
      optionalsProbability: OPTIONAL_CHANCE / 100,
      formats: { date: (random) => believableDay((from, to) => random.int(from, to)) },
      minDateTime: '2025-06-01T00:00:00.000Z',
      maxDateTime: '2026-05-01T00:00:00.000Z',
      outputTransform: (value, part, path) => believable(value, { part, path, draw }),
    });
  } catch (error) {
    throw unusable(error instanceof Error ? error.message : String(error));
  }
}

/** Whether it comes back from JSON as it is: half a character, or a number past 2^53, does not. */
function isExact(value: unknown): boolean {
  if (typeof value === 'string') return !/\p{Surrogate}/u.test(value);
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, member]) => isExact(name) && isExact(member));
}

function unusable(why: string): ImpossibleRequest {
  return new ImpossibleRequest(`The schema cannot be used: ${why}.`);
}
