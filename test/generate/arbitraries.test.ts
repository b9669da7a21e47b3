import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_POLICIES } from '../../src/domain/policies.ts';
import { arbitraries } from '../../src/generate/arbitraries.ts';
import {
  compileFixtureSchemas,
  createFixtureCheck,
} from '../../src/generate/check/check-fixtures.ts';
import { evaluate } from '../../src/predicates/evaluate.ts';
import { predicateFaults } from '../../src/predicates/predicate-faults.ts';

const SCHEMAS = compileFixtureSchemas();
const schemas = SCHEMAS.review;
const BLOCK_TYPES = ['extract', 'classifier', 'split', 'for_each', 'conditional'] as const;

describe('arbitraries', () => {
  test('draw overlays without faults', () => {
    fc.assert(
      fc.property(arbitraries.overlay(), (overlay) => {
        expect(createFixtureCheck('overlay', SCHEMAS).faultsOf(overlay, 'it')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('are held to a status and a block type, and shrink to one version', () => {
    const approved = arbitraries.overlay({ status: 'approved', blockType: 'split' });
    const failure = fc.check(
      fc.property(approved, ({ status, block_type }) => {
        expect([status, block_type]).toEqual(['approved', 'split']);
        return false;
      }),
      { numRuns: 5 },
    );
    expect(failure.counterexample?.[0].versions).toHaveLength(1);
  });

  test('draw versions', () => {
    fc.assert(
      fc.property(arbitraries.version(), (version) => {
        expect(schemas['OutputVersion']?.(version)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test.each(BLOCK_TYPES)(
    'draw predicates and evidence for %s that can be evaluated',
    (blockType) => {
      const drawn = fc.tuple(arbitraries.predicate(blockType), arbitraries.evidence(blockType));
      fc.assert(
        fc.property(drawn, ([predicate, evidence]) => {
          expect(schemas['ReviewPredicate']?.(predicate)).toEqual([]);
          expect(predicateFaults(predicate, blockType, [])).toEqual([]);
          const { trace } = evaluate(predicate, {
            blockType,
            evidence,
            policies: DEFAULT_POLICIES,
          });
          expect(typeof trace.fired).toBe('boolean');
        }),
        { numRuns: 30 },
      );
    },
  );

  test('draw every kind', () => {
    const kinds = fc.sample(arbitraries.predicate(), 600).map((each) => each.kind);
    expect(new Set(kinds).size).toBe(13);
    const grouped = fc.sample(arbitraries.predicate('extract'), 200).map((each) => each.kind);
    expect(grouped).toEqual(expect.arrayContaining(['any_of', 'all_of']));
  });
});
