import type { FieldFault } from '../contract/problems.ts';
import { agentEvent, settleAgent } from './agent-event.ts';
import { append, appendShapeFaults } from './append.ts';
import { claim, release } from './claim.ts';
import type { Command, Outcomes } from './command.ts';
import { createVersion } from './create-version.ts';
import { blankReasonFaults, decide, decideShapeFaults } from './decide.ts';
import { hilDecide, hilShapeFaults } from './hil-decide.ts';
import { open } from './open.ts';
import { apply, reopen } from './reopen.ts';
import { resolve } from './resolve.ts';
import { isOnResourceSurface, type Review } from './review.ts';
import { refused, type Env, type Refusal, type Result, type Step } from './step.ts';

/** A step from a review that may not be there. */
export interface Transition<T> {
  readonly review: Review | undefined;
  readonly result: Result<T>;
}

/**
 * The rules of the review API: from a review and a command to the next review and an answer.
 *
 * Pure and synchronous: what it does not get, it does not know, and nothing comes between the
 * comparison of a stamp and the write that follows from it. The checks run in the order of ERR-3:
 * shape, existence, repeat, stamp, decided, state.
 *
 * Shape: a review or none, a command, an Env → the review after it and a Result.
 * Errors: every `Refusal`; `no_review` when there is none to command.
 * Source: ERR-3; each command's own requirements stand at its function.
 */
export function transition<Kind extends Command['kind']>(
  review: Review | undefined,
  command: Extract<Command, { kind: Kind }>,
  env: Env,
): Transition<Outcomes[Kind]> {
  return step(review, command, env) as Transition<Outcomes[Kind]>;
}

function step(
  review: Review | undefined,
  command: Command,
  env: Env,
): Transition<Outcomes[Command['kind']]> {
  const faults = shapeFaults(command);
  if (faults.length > 0) return refusedWithout(review, { kind: 'invalid', faults });
  if (command.kind === 'open') {
    return review ? refused(review, { kind: 'already_gated' }) : open(command, env);
  }
  if (review === undefined || isHidden(review, command)) {
    return refusedWithout(review, { kind: 'no_review' });
  }
  // What the agent did by itself in the meantime comes first.
  return carryOut(settleAgent(review, env).review, command, env);
}

function refusedWithout(review: Review | undefined, refusal: Refusal): Transition<never> {
  return { review, result: { ok: false, refusal } };
}

function shapeFaults(command: Command): readonly FieldFault[] {
  switch (command.kind) {
    case 'append':
      return appendShapeFaults(command.body);
    case 'decide':
      return decideShapeFaults(command.body);
    case 'reject':
      return blankReasonFaults(command.reason);
    case 'hil_decide':
      return hilShapeFaults(command.body);
    default:
      return [];
  }
}

/** Source: LST-5. */
function isHidden(review: Review, { kind }: Command): boolean {
  const isResourceCommand = kind === 'create_version' || kind === 'approve' || kind === 'reject';
  return isResourceCommand && !isOnResourceSurface(review);
}

function carryOut(
  review: Review,
  command: Exclude<Command, { kind: 'open' }>,
  env: Env,
): Step<Outcomes[Command['kind']]> {
  switch (command.kind) {
    case 'claim':
      return claim(review, command, env);
    case 'release':
      return release(review, command, env);
    case 'append':
      return append(review, command, env);
    case 'decide':
      return decide(review, command, env);
    case 'create_version':
      return createVersion(review, command, env);
    case 'approve':
    case 'reject':
      return resolve(review, command, env);
    case 'reopen':
      return reopen(review, env);
    case 'apply':
      return apply(review, env);
    case 'hil_decide':
      return hilDecide(review, command, env);
    case 'agent_event':
      return agentEvent(review, command, env);
    case 'agent_settle':
      return settleAgent(review, env);
  }
}
