import type { StateDocument } from '../../contract/control-contract.ts';
import type { Actor } from '../../contract/wire.ts';
import type { IdKind } from '../../domain/step.ts';
import { createPlayer } from '../../generate/player.ts';

/** The reviewer of the documented example. */
export const DANA: Actor = { kind: 'human', id: 'user_42', display_name: 'Dana Rivera' };

const MODEL: Actor = { kind: 'model', id: 'retab-small', display_name: 'Retab Small' };

/**
 * The one review that the API's own documentation shows: `run_abc123` / `block_extract`, claimed
 * and corrected, at rev 3.
 *
 * Source: S0; test/mock/golden-trace.test.ts replays S1 and S2 on it.
 */
export function seedsScenario(): StateDocument {
  let entries = 0;
  const newId = (kind: IdKind) =>
    kind === 'review' ? 'rev_D4J7WZBRV4H7C2SKQJ4NP6W2EY' : `aud_${(entries += 1)}`;
  const player = createPlayer(newId);
  const opening = {
    organizationId: 'org_1',
    workflowId: 'wf_1',
    workflowVersionId: 'wfv_1',
    runId: 'run_abc123',
    blockId: 'block_extract',
    iterationKey: null,
    parentStepId: null,
    priority: 0,
    model: MODEL,
  };
  const opened = player.open('2026-05-13T08:14:02.341Z', opening, {
    blockType: 'extract',
    predicate: { kind: 'always' },
    evidence: { output: { total_amount: 505, vendor_name: 'Acme Corp' } },
  });
  const claimed = player.act(opened, '2026-05-13T08:55:00.000Z', [
    DANA,
    { kind: 'claim', body: { version_stamp: 1, ttl_seconds: 3600 } },
  ]);
  player.act(claimed, '2026-05-13T09:02:51.118Z', [
    DANA,
    {
      kind: 'append',
      body: {
        version_stamp: 2,
        snapshot: { total_amount: 325, vendor_name: 'Acme Corp' },
        note: 'Corrected total to match ATM + checks subtotal.',
      },
    },
  ]);
  return player.state();
}
