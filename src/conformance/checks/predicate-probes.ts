import type { GateRequest } from '../../contract/control-contract.ts';
import type { Probe } from '../execute/probe-dialect.ts';
import { isRecord } from '../reply.ts';
import type { RigReply } from '../rig.ts';

/** The readings that only gates show. Source: PRD-3. */
export const PREDICATE_PROBES: readonly Probe[] = [
  {
    name: 'likelihoods',
    surfaces: [],
    needs: ['gates'],
    // The mean is 0.75 and the smallest 0.5, so that the threshold lies between them.
    run: async ({ gate, newName }) =>
      whenFired(
        await gate({
          run_id: newName('run'),
          block_id: 'block',
          block_type: 'extract',
          predicate: { kind: 'confidence_lt', threshold: 0.6 },
          evidence: evidence({ a: 'x', b: 'y' }, { a: 1, b: 0.5 }),
        } as Partial<GateRequest>),
        { fired: 'min', quiet: 'mean' },
      ),
  },
  {
    name: 'blank',
    surfaces: [],
    needs: ['gates'],
    run: async ({ gate, newName }) =>
      whenFired(
        await gate({
          run_id: newName('run'),
          block_id: 'block',
          block_type: 'extract',
          predicate: { kind: 'any_required_field_null' },
          evidence: {
            output: { vendor: '' },
            json_schema: {
              type: 'object',
              required: ['vendor'],
              properties: { vendor: { type: 'string' } },
            },
          },
        } as unknown as Partial<GateRequest>),
        { fired: 'gap', quiet: 'answer' },
      ),
  },
];

function evidence(output: object, likelihoods: object): GateRequest['evidence'] {
  return { output, consensus: { likelihoods } } as unknown as GateRequest['evidence'];
}

function whenFired(
  { body }: RigReply,
  words: { readonly fired: string; readonly quiet: string },
): string | undefined {
  if (!isRecord(body) || typeof body['fired'] !== 'boolean') return undefined;
  return body['fired'] ? words.fired : words.quiet;
}
