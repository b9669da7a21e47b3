import type { createPlayer } from '../../src/generate/player.ts';

type Player = ReturnType<typeof createPlayer>;

/** What differs from one review of a benchmark to the next. */
export interface Played {
  readonly place: number;
  readonly openedAt: string;
  readonly priority: number;
  readonly output: Readonly<Record<string, unknown>>;
}

/** Opens the review of this place by a gate that always fires. */
export function openExtract(player: Player, { place, openedAt, priority, output }: Played) {
  const opening = {
    organizationId: 'org_1',
    workflowId: `wf_${place % 20}`,
    workflowVersionId: 'wfv_1',
    runId: `run_${place}`,
    blockId: 'block_extract',
    iterationKey: null,
    parentStepId: null,
    priority,
    model: { kind: 'model', id: 'extractor-2', display_name: 'Extractor 2' },
  } as const;
  const gate = {
    blockType: 'extract',
    predicate: { kind: 'always' },
    evidence: { output },
  } as const;
  return player.open(openedAt, opening, gate);
}
