import { contentSha256 } from '../contract/canonical-json.ts';
import type { AgentHilReview, HILDecisionResource } from '../contract/wire.ts';
import type { AgentState } from '../domain/agent.ts';
import { standingDecision, versionAt, waitsForRun, type Review } from '../domain/review.ts';

/**
 * Shows the agent of a review.
 *
 * Source: operation get_agent_hil_review; AGT-2, AGT-4.
 */
export function agentHilReviewOf(review: Review, agent: AgentState): AgentHilReview {
  const { started_at: _startedAt, script: _script, ...shown } = agent;
  const { run_id, block_id, workflow_id } = review;
  return { ...shown, run_id, block_id, workflow_id };
}

/**
 * Shows the decision on a block, or that there is none yet.
 *
 * Shape: `modified_data` is the snapshot that went on, null when it is the model's own;
 * `payload_hash` is over `{approved, modified_data}`.
 * Source: operation get_hil_decision; HIL-1.
 */
export function hilDecisionOf(review: Review): HILDecisionResource {
  const decision = standingDecision(review);
  const place = { run_id: review.run_id, block_id: review.block_id };
  if (decision === undefined) {
    return {
      ...place,
      block_status: 'awaiting_review',
      decision_received: false,
      decision_applied: false,
      approved: null,
      modified_data: null,
      payload_hash: null,
      received_at: null,
      applied_at: null,
    };
  }
  const isApplied = !waitsForRun(review);
  const approved = decision.verdict === 'approved';
  const effective = versionAt(review, decision.effective_seq ?? 0);
  const modifiedData = effective && effective.seq > 0 ? effective.snapshot : null;
  const payload = { approved, modified_data: modifiedData };
  const receipt = review.run_receipts.find((each) => each.decision_id === decision.decision_id);
  return {
    ...place,
    block_status: isApplied ? (approved ? 'completed' : 'cancelled') : 'awaiting_review',
    decision_received: true,
    decision_applied: isApplied,
    ...payload,
    payload_hash: contentSha256(payload),
    received_at: decision.decided_at,
    applied_at: receipt?.applied_at ?? null,
  };
}
