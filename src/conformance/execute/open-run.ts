import type { Surface } from '../../contract/operations.ts';
import { createReviewContract } from '../../contract/review-contract.ts';
import type { Actor } from '../../contract/wire.ts';
import type { ReadingName } from '../dialect.ts';
import { createReplyOracle, type ReplyOracle } from '../oracle/reply-oracle.ts';
import { openRig } from '../provision/open-rig.ts';
import type { DialectEntry, PhaseResult } from '../report/report.ts';
import type { Rig } from '../rig.ts';
import type { RunOptions } from '../run-options.ts';
import { NAMESPACE_HEADER, targetName, type Target } from '../target.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createOpinionTally, type OpinionTally } from './opinion-tally.ts';
import { openTransport } from './open-transport.ts';
import type { RunParts } from './open-trial.ts';
import { createRateLimit } from './rate-limit.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { isWanted } from './select-checks.ts';
import { settingsOf, type RunSettings } from './settings.ts';
import { findSurfaces } from './find-surfaces.ts';
import type { Transport } from './transport.ts';

/** A run under way: what it is made of, and what it has found out so far. */
export interface Run {
  readonly settings: RunSettings;
  readonly targetName: string;
  /** Units: milliseconds since 1970. */
  readonly startedAtMs: number;
  /** Units: milliseconds of the process's own clock. */
  readonly openedAtMs: number;
  readonly ledger: Ledger;
  readonly recorder: Recorder;
  readonly transport: Transport;
  readonly target: Target;
  readonly observeReply: ReplyOracle;
  /** Undefined when nobody was asked for a second opinion. */
  readonly opinions: OpinionTally | undefined;
  /** Makes a name that nothing else has, on the target either. */
  readonly newName: (prefix: string) => string;
  readonly actors: Map<string, Actor>;
  readonly dialect: Partial<Record<ReadingName, string>>;
  readonly phases: PhaseResult[];
  readonly workflowIds: string[];
  dialectEntries: readonly DialectEntry[];
  surfaces: readonly Surface[];
  rig: Rig | undefined;
  /** Why it could not be carried out; undefined as long as it could. */
  brokenBy: string | undefined;
  /** Which repetition of a soak this is; its seed hangs on it. */
  round: number;
}

const CONNECTIONS_MIN = 64;

/** Sets a run up; nothing is sent yet. */
export function openRun(options: RunOptions): Run {
  const startedAtMs = (options.nowMs ?? Date.now)();
  const settings = settingsOf(options, startedAtMs);
  const target = withNamespace(options.target, settings);
  const connections = Math.max(CONNECTIONS_MIN, settings.concurrency);
  const transport = openTransport(target, connections);
  const contract = options.contract ?? createReviewContract();
  const { secondOpinion } = options;
  const rateLimit = createRateLimit(settings.ratePerSecond);
  return {
    settings,
    target,
    targetName: targetName(options.target),
    startedAtMs,
    openedAtMs: performance.now(),
    ledger: createLedger((requirement) => isWanted(requirement, settings)),
    recorder: createRecorder({
      transport,
      rateLimit,
      timeoutMs: settings.timeoutMs,
      secrets: settings.credentials,
    }),
    transport,
    observeReply: createReplyOracle(contract),
    opinions: secondOpinion && createOpinionTally(contract, secondOpinion),
    newName: createNames(settings.tag),
    actors: new Map(),
    dialect: {},
    phases: [],
    workflowIds: [],
    dialectEntries: [],
    surfaces: settings.surfaces ?? [],
    rig: undefined,
    brokenBy: undefined,
    round: 0,
  };
}

/**
 * Finds the rig and the surfaces that the target answers.
 *
 * Errors: rejects with RigError when the target or the rig does not answer.
 */
export async function reach(run: Run): Promise<Rig> {
  const { settings } = run;
  run.rig = await openRig(run);
  run.surfaces = settings.surfaces ?? (await findSurfaces(run, run.rig));
  return run.rig;
}

/** What the trials of a run share, as things stand. */
export function partsOf(
  run: Run,
  rig: Rig,
  hooks: Pick<RunParts, 'tally' | 'onExchange'>,
): RunParts {
  const { recorder, ledger, observeReply, newName, settings, actors, dialect, surfaces, round } =
    run;
  return {
    recorder,
    rig,
    ledger,
    observeReply,
    credentials: settings.credentials,
    actors,
    dialect,
    surfaces,
    mode: settings.mode,
    seed: round === 0 ? settings.seed : `${settings.seed}/${round}`,
    newName,
    noteWorkflow: (workflowId) => run.workflowIds.push(workflowId),
    ...hooks,
  };
}

function createNames(tag: string): (prefix: string) => string {
  let count = 0;
  return (prefix) => `${prefix}_${tag}_${(count += 1)}`;
}

/** Two runs on one mock must not share its clock. */
function withNamespace(target: Target, { provision, tag }: RunSettings): Target {
  if (provision.kind !== 'control') return target;
  return { ...target, headers: { [NAMESPACE_HEADER]: tag, ...target.headers } };
}
