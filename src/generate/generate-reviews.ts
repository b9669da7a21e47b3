import { formatInstant, parseInstant } from '../contract/instant.ts';
import { invariant } from '../contract/invariant.ts';
import type { Actor, JsonObject } from '../contract/wire.ts';
import type { Gate } from '../domain/gate.ts';
import type { Review } from '../domain/review.ts';
import { DAY_MS, HOUR_MS } from './calendar.ts';
import { createDraw, type Draw } from './draw.ts';
import { drawEdits, type EditHistory } from './edits.ts';
import { firingGate } from './firing-gate.ts';
import { createIdSource, type IdSource } from './ids.ts';
import { ImpossibleRequest } from './impossible-request.ts';
import type { Life } from './life.ts';
import { resolveMix, type Mix, type ResolvedMix } from './mix.ts';
import { createOwnSchema, type OwnSchema } from './own-schema.ts';
import { castOf, type Cast } from './people.ts';
import { createPlayer, SCENARIO_NOW, type Opening } from './player.ts';
import { longNote, REASONS } from './reasons.ts';
import { drawOpening, scheduleOf, type Span } from './schedule.ts';
import { createSchemaJudges, type JudgeBySchema } from './schema-judges.ts';
import { drawShape, SHOWCASE, type Shape } from './shape.ts';
import { drawSubject } from './subjects/draw-subject.ts';
import type { Subject } from './subjects/subject.ts';
import type { Surface } from './surface.ts';
import { tellLife } from './tell-life.ts';
import { workflowId } from './workflows.ts';

/** How reviews are generated. Everything has a default. */
export interface GenerateOptions {
  /** 60 by default. */
  readonly count?: number;
  /** The same seed makes the same reviews; `1` by default. */
  readonly seed?: string;
  /** Where they will be shown: what a surface cannot show is not made. `state` by default. */
  readonly surface?: Surface;
  readonly mix?: Partial<Mix>;
  /** In how much time before `until` the gates fire; 30 days by default. Units: milliseconds. */
  readonly spanMs?: number;
  /** The instant at which the set stands. By default the one at which all scenarios stand. */
  readonly until?: string;
  /** How many workflows there are; by default one for each kind of work. */
  readonly workflows?: number;
  /** Who takes part. */
  readonly actors?: readonly Actor[];
  /** A schema of the caller's own: all reviews are of extract blocks that read by it. */
  readonly schema?: JsonObject;
}

/** A review, and the gate whose firing opened it. */
export interface GeneratedReview {
  readonly review: Review;
  readonly gate: Gate;
}

/** From this many reviews on the set begins with the showcase. */
const SHOWCASE_FROM = SHOWCASE.length;

/** How many where nobody says. */
export const DEFAULT_COUNT = 60;
const DEFAULT_SPAN_MS = 30 * DAY_MS;
/** Shorter, there is no time for a life. */
const SPAN_MIN_MS = HOUR_MS;

/** What all reviews of a set have in common. */
interface SetSetting {
  readonly seed: string;
  readonly surface: Surface;
  readonly mix: ResolvedMix;
  readonly span: Span;
  readonly workflows: number | undefined;
  readonly cast: Cast;
  readonly ownSchema: OwnSchema | undefined;
  readonly judge: JudgeBySchema;
  readonly isShowcased: boolean;
}

/**
 * Generates reviews, one at a time, by playing their lives through the rules.
 *
 * Each is drawn from the seed and its place alone: asking for more adds to the set, it changes
 * nothing in it.
 *
 * Errors: ImpossibleRequest, at once, when the options contradict each other.
 * Source: PRD-3, REV-1.
 */
export function generateReviews(options: GenerateOptions = {}): Iterable<GeneratedReview> {
  const { count = DEFAULT_COUNT } = options;
  const setting = settingOf(options, count);
  return {
    *[Symbol.iterator]() {
      for (let place = 0; place < count; place += 1) yield generateReview(setting, place);
    },
  };
}

function settingOf(options: GenerateOptions, count: number): SetSetting {
  const { seed = '1', surface = 'state', mix = {}, spanMs = DEFAULT_SPAN_MS } = options;
  const untilMs = parseInstant(options.until ?? SCENARIO_NOW);
  if (Number.isNaN(untilMs)) throw new ImpossibleRequest(`${options.until} is no instant.`);
  if (!(spanMs >= SPAN_MIN_MS)) throw new ImpossibleRequest('The span is at least an hour.');
  const fromMs = parseInstant(formatInstant(Math.floor(untilMs - spanMs)));
  if (Number.isNaN(fromMs)) throw new ImpossibleRequest('The span begins before the year 0.');
  const judge = createSchemaJudges();
  const ownSchema = options.schema && createOwnSchema(options.schema, judge);
  return {
    seed,
    surface,
    mix: resolveMix(mix, { surface, ownTriggers: ownSchema?.triggers }),
    span: { fromMs, untilMs },
    workflows: options.workflows,
    cast: castOf(options.actors),
    ownSchema,
    judge,
    isShowcased: count >= SHOWCASE_FROM,
  };
}

function generateReview(setting: SetSetting, place: number): GeneratedReview {
  const { seed, mix, span, ownSchema, cast } = setting;
  const own = `${seed}/${place}`;
  const shape = drawShape(createDraw(`${own}/shape`), {
    mix,
    wanted: setting.isShowcased ? (SHOWCASE[place] ?? {}) : {},
    hasBundledDocuments: ownSchema === undefined,
  });
  const timing = createDraw(`${own}/time`);
  const openingMs = drawOpening(timing, span, shape);
  const today = formatInstant(openingMs).slice(0, 10);
  const content = createDraw(`${own}/content`);
  const subject =
    ownSchema?.drawSubject(content, shape.trigger) ?? drawSubject(shape, { draw: content, today });
  const history = drawEdits(subject, shape, content);
  const gate = firingGate(subject, history, { draw: content, trigger: shape.trigger });
  const reasons = REASONS[shape.blockType];
  const told = {
    shape,
    history: noted(shape, history),
    draw: timing,
    humans: cast.humans,
    reasons,
  };
  const life = tellLife(told);
  const ids = createIdSource(own);
  const opening = openingOf({ setting, subject, ids, draw: timing });
  return play({ setting, gate, life, ids, opening: { ...opening, agent: life.agent }, openingMs });
}

function noted(shape: Shape, history: EditHistory): EditHistory {
  if (shape.quirk !== 'long_note') return history;
  const [first, ...rest] = history.edits;
  invariant(first, 'a long note without an edit');
  return { ...history, edits: [{ ...first, note: longNote(first.note) }, ...rest] };
}

interface OpeningSetting {
  readonly setting: SetSetting;
  readonly subject: Subject;
  readonly ids: IdSource;
  readonly draw: Draw;
}

/** Units: percent. */
const ITERATION_CHANCE = 8;

function openingOf({ setting, subject, ids, draw }: OpeningSetting): Omit<Opening, 'agent'> {
  const { surface, workflows, cast } = setting;
  const runId = ids.next('run');
  const workflow = workflowId(subject.workflow, workflows, draw);
  // The overlay and the agent surface do not address the rounds of a loop.
  const hasIterations = surface === 'state' || surface === 'resource';
  const isIteration = draw.chance(ITERATION_CHANCE) && hasIterations;
  return {
    organizationId: 'org_1',
    workflowId: workflow,
    workflowVersionId: `${workflow.replace(/^wf_/, 'wfv_')}_${draw.pick([3, 3, 3, 2])}`,
    runId,
    blockId: subject.block,
    iterationKey: isIteration ? `row-${draw.int(1, 40)}` : null,
    parentStepId: isIteration ? `${runId}_each_row` : null,
    priority: draw.pick([0, 0, 0, 0, 0, 0, 5, 5, 10]),
    model: draw.pick(cast.models),
  };
}

interface Playing {
  readonly setting: SetSetting;
  readonly gate: Gate;
  readonly life: Life;
  readonly ids: IdSource;
  readonly opening: Opening;
  readonly openingMs: number;
}

function play({ setting, gate, life, ids, opening, openingMs }: Playing): GeneratedReview {
  const player = createPlayer(ids.next, setting.judge);
  const { openedAt, instants } = scheduleOf(life, openingMs, setting.span);
  let review = player.open(openedAt, opening, gate);
  for (const [index, { plan, actor, isRefused = false }] of life.moments.entries()) {
    const at = instants[index] ?? openedAt;
    const attempt = player.attempt(review, at, [actor, plan(review)]);
    const { refusal } = attempt;
    const words = `a generated ${plan(review).kind} is ${isRefused ? 'carried out' : 'refused'}`;
    invariant((refusal?.kind === 'stale_stamp') === isRefused && (isRefused || !refusal), words);
    review = attempt.review;
  }
  return { review, gate };
}
