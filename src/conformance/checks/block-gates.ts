import type { BlockType, JsonObject } from '../../contract/wire.ts';
import type { GateSpec } from '../subject.ts';

/** A gate that always fires, and the snapshot that its review begins with. */
export interface BlockGate {
  readonly gate: GateSpec;
  readonly snapshot: JsonObject;
}

/** One gate for each type of block. Source: contract section 9. */
export const BLOCK_GATES = {
  extract: blockGate('extract', {
    evidence: { output: { vendor: 'Acme é', lines: [{ net: 1.5 }, { net: null }], paid: false } },
    snapshot: { vendor: 'Acme é', lines: [{ net: 1.5 }, { net: null }], paid: false },
  }),
  classifier: blockGate('classifier', {
    evidence: { output: { category: 'invoice', reasoning: 'It says so.' } },
    snapshot: { category: 'invoice' },
  }),
  split: blockGate('split', {
    evidence: { output: [{ name: 'invoice', pages: [1, 2] }] },
    snapshot: { documents: [{ name: 'invoice', pages: [1, 2] }] },
  }),
  for_each: blockGate('for_each', {
    evidence: { output: [{ key: 'a', pages: [1] }], unassigned_pages: [2] },
    snapshot: { partitions: [{ key: 'a', pages: [1] }], unassigned_pages: [2] },
  }),
  conditional: blockGate('conditional', {
    evidence: { output: { branch: 'left' } },
    snapshot: { branch: 'left' },
  }),
} as const satisfies Record<BlockType, BlockGate>;

function blockGate(
  blockType: BlockType,
  { evidence, snapshot }: { readonly evidence: JsonObject; readonly snapshot: JsonObject },
): BlockGate {
  const gate = { block_type: blockType, predicate: { kind: 'always' }, evidence };
  return { gate: gate as unknown as GateSpec, snapshot };
}
