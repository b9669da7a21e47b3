import { contentSha256 } from '../contract/canonical-json.ts';
import { spawnAgent } from './agent.ts';
import type { OpenCommand } from './command.ts';
import type { Review } from './review.ts';
import { done, type Env, type Step } from './step.ts';
import { entry } from './write.ts';

/**
 * Opens a review on the model's output. The opening counts as the first write: rev 1.
 *
 * Source: REV-1, REV-2, REV-6, REV-8, REV-9.
 */
export function open(command: OpenCommand, env: Env): Step<null> {
  const { now } = env;
  const fired = entry(
    { ...env, actor: command.model },
    { action: 'gate_fired', detail: { predicate: command.triggeredBy.kind } },
    { at: now, revObserved: 0, revResult: 1 },
  );
  const review: Review = {
    id: env.newId('review'),
    organization_id: command.organizationId,
    workflow_id: command.workflowId,
    workflow_version_id: command.workflowVersionId,
    run_id: command.runId,
    block_id: command.blockId,
    iteration_key: command.iterationKey,
    parent_step_id: command.parentStepId,
    block_type: command.blockType,
    triggered_by: command.triggeredBy,
    priority: command.priority,
    status: 'awaiting_review',
    rev: 1,
    created_at: now,
    updated_at: now,
    awaiting_since: now,
    decided_at: null,
    effective_seq: null,
    claim: null,
    versions: [
      {
        seq: 0,
        parent_seq: null,
        author: command.model,
        origin: 'model_output',
        snapshot: command.snapshot,
        content_sha256: contentSha256(command.snapshot),
        note: null,
        created_at: now,
      },
    ],
    decisions: [],
    audit: [fired],
    commands: [],
    run_receipts: [],
    agent: command.agent ? spawnAgent(command.agent, env) : null,
  };
  return done(review, null);
}
