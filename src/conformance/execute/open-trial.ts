import { sample, type Arbitrary } from 'fast-check';
import type { GateRequest } from '../../contract/control-contract.ts';
import type { Surface } from '../../contract/operations.ts';
import type { Actor } from '../../contract/wire.ts';
import type { Check } from '../check.ts';
import type { Dialect } from '../dialect.ts';
import type { Exchange } from '../exchange.ts';
import { createGrowthOracle, type GrowthOracle } from '../oracle/growth-oracle.ts';
import { observeOverlay } from '../oracle/overlay-oracle.ts';
import type { ReplyOracle } from '../oracle/reply-oracle.ts';
import { findOverlay, lineOf } from '../reply.ts';
import type { Mode } from '../report/report.ts';
import { Inconclusive, NotTestable, type Rig } from '../rig.ts';
import type { Subject } from '../subject.ts';
import { createCaller, type Caller } from './caller.ts';
import { createJudge } from './judge.ts';
import type { Ledger } from './ledger.ts';
import { createOpener } from './opener.ts';
import type { Credentials, KeyPlace } from './credentials.ts';
import { isLost, type Recorder } from './recorder.ts';
import { hashOf } from './seed.ts';
import type { Trial } from './trial.ts';

/** What the trials of one run share. */
export interface RunParts {
  readonly recorder: Recorder;
  readonly rig: Rig;
  readonly observeReply: ReplyOracle;
  readonly ledger: Ledger;
  readonly credentials: readonly Credentials[];
  /** By the name of the caller; filled by the first phase. */
  readonly actors: ReadonlyMap<string, Actor>;
  readonly dialect: Dialect;
  readonly surfaces: readonly Surface[];
  readonly mode: Mode;
  readonly seed: string;
  /** Makes a name that nothing else has, on the target either. */
  readonly newName: (prefix: string) => string;
  /** Notes a workflow for the cleanup before anything is opened in it. */
  readonly noteWorkflow: (workflowId: string) => void;
  readonly tally: Trial['tally'];
  /** Sees every exchange of the run. */
  readonly onExchange: (exchange: Exchange) => void;
}

/** Opens the trial in which a check runs once. */
export function openTrial(parts: RunParts, check: Check): Trial {
  const { recorder, rig, newName } = parts;
  const exchanges: Exchange[] = [];
  const opened = new Map<string, Subject>();
  const ledger = withHistory(parts, exchanges, opened);
  const doubting = unlessLost(ledger, exchanges);
  const must = createJudge(doubting, 'MUST', check.id);
  const should = createJudge(doubting, 'SHOULD', check.id);
  const observe = createObserve(ledger, check.id);
  const watch = createWatch(parts, observe);
  const onExchange = (exchange: Exchange) => {
    exchanges.push(exchange);
    parts.onExchange(exchange);
    watch(exchange);
  };
  const callerFor = (credentials: Credentials | null) =>
    createCaller({ recorder, credentials, onExchange });
  const callers = parts.credentials.map(callerFor);
  const [a, b] = callers;
  if (a === undefined || b === undefined) throw new Error('A trial needs two callers.');
  const workflowId = newName('wf');
  parts.noteWorkflow(workflowId);
  const openNext = createOpener({ rig, newName, workflowId, must });
  const open: Trial['open'] = async (spec) => {
    const review = await openNext(spec);
    opened.set(review.name, review);
    return review;
  };
  return {
    mode: parts.mode,
    dialect: parts.dialect,
    surfaces: parts.surfaces,
    capabilities: rig.capabilities,
    a,
    b,
    callers,
    nobody: callerFor(null),
    showing: (keys) => callerFor(showing(parts.credentials, keys)),
    actorOf: (caller) => actorNamed(parts, caller),
    workflowId,
    newName,
    open,
    gate: (spec) => rig.openGate({ workflow_id: workflowId, ...spec } as GateRequest),
    advanceClock: (byMs) => needed(rig.advanceClock, 'move the clock')(byMs),
    agentEvent: (review, event) =>
      needed(rig.agentEvent, 'drive an agent')(review.runId, review.blockId, event),
    runState: (review) => needed(rig.runState, 'show a run')(review.runId),
    holdRuns: (isHeld) => needed(rig.holdRuns, 'hold runs')(isHeld),
    reopen: (review) => needed(rig.reopen, 'reopen a review')(review.reviewId),
    must,
    should,
    observe,
    isBroken: (requirement) => parts.ledger.account(requirement).breakages.length > 0,
    history: (review) =>
      review === undefined ? exchanges : exchanges.filter((each) => each.review === review.name),
    sample: <T>(arbitrary: Arbitrary<T>, count: number) =>
      sample(arbitrary, { seed: hashOf(`${parts.seed}|${check.id}`), numRuns: count }),
    tally: parts.tally,
  };
}

function createObserve(ledger: Ledger, check: string): Trial['observe'] {
  const judges = {
    MUST: createJudge(ledger, 'MUST', check),
    SHOULD: createJudge(ledger, 'SHOULD', check),
  };
  return (observations, extra) => {
    for (const { requirement, level, holds, words } of observations) {
      judges[level].holds(requirement, holds, () => {
        const [sentence, expected, got] = words();
        return { sentence, expected, got, ...extra };
      });
    }
  };
}

const HISTORY_MAX = 60;

/** Adds to each finding what happened to its review, so that it can be drawn and done again. */
function withHistory(
  { ledger, seed }: RunParts,
  exchanges: readonly Exchange[],
  opened: ReadonlyMap<string, Subject>,
): Ledger {
  return {
    ...ledger,
    judge: (judged, holds, claim) =>
      ledger.judge(judged, holds, () => {
        const claimed = claim();
        const name = claimed.witness.find((each) => each.review !== null)?.review ?? null;
        const until = claimed.witness.at(-1)?.id ?? Number.POSITIVE_INFINITY;
        const ofReview = exchanges.filter((each) => each.review === name && name !== null);
        const history = ofReview.filter((each) => each.id <= until).slice(-HISTORY_MAX);
        return { history, gate: opened.get(name ?? '')?.gate ?? null, seed, ...claimed };
      }),
  };
}

/**
 * Says nothing where a sentence looks broken after a reply was lost: a check knows what it sent, not
 * what arrived, so that the fault may be the wire's.
 *
 * What the oracles see goes past this: they reckon with requests whose outcome nobody knows.
 *
 * Errors: throws Inconclusive in place of a finding.
 */
function unlessLost(ledger: Ledger, exchanges: readonly Exchange[]): Ledger {
  return {
    ...ledger,
    judge: (judged, holds, claim) => {
      const lost = holds ? undefined : exchanges.find(isLost);
      if (lost === undefined) return ledger.judge(judged, holds, claim);
      throw new Inconclusive(`${lineOf(lost)}, and what was seen later may come of that`);
    },
  };
}

/** Judges every exchange by what each reply and each overlay owes. */
function createWatch(
  { observeReply }: RunParts,
  observe: Trial['observe'],
): (exchange: Exchange) => void {
  const growths = new Map<string, GrowthOracle>();
  return (exchange) => {
    const extra = { witness: [exchange] };
    observe(observeReply(exchange), extra);
    const overlay = findOverlay(exchange);
    if (overlay === undefined) return;
    observe(observeOverlay(overlay), extra);
    const key = exchange.review ?? '';
    const growth = growths.get(key) ?? createGrowthOracle();
    growths.set(key, growth);
    observe(growth.observe(overlay), extra);
  };
}

/** Acts, and is named, as whose key comes first. */
function showing(
  known: readonly Credentials[],
  keys: readonly { readonly of: Caller; readonly place: KeyPlace }[],
): Credentials | null {
  const shown = keys.flatMap(({ of, place }) =>
    known.filter(({ name }) => name === of.name).map(({ name, key }) => ({ name, key, place })),
  );
  const [first] = shown;
  return first === undefined ? null : { name: first.name, key: first.key, shown };
}

function actorNamed({ actors }: RunParts, caller: Caller): Actor {
  const actor = actors.get(caller.name);
  if (actor !== undefined) return actor;
  throw new Inconclusive(`who ${caller.name} is to the target could not be found out`);
}

function needed<T>(ability: T | undefined, what: string): T {
  if (ability !== undefined) return ability;
  throw new NotTestable(`the rig cannot ${what}`);
}
