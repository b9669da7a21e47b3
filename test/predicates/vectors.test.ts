import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { BlockType, Predicate } from '../../src/contract/wire.ts';
import { DEFAULT_POLICIES, type Policies } from '../../src/domain/policies.ts';
import { evaluate } from '../../src/predicates/evaluate.ts';
import type { Evidence } from '../../src/predicates/evidence.ts';
import { OPERATOR_NAMES } from '../../src/predicates/operators.ts';
import { BLOCK_TYPES_OF, predicateFaults } from '../../src/predicates/predicate-faults.ts';

const DIRECTORY = new URL('../../spec/vectors/predicates/', import.meta.url);
const README = new URL('../../spec/vectors/README.md', import.meta.url);
const REFUSALS = 'refusals.json';

interface Group {
  readonly description: string;
  readonly requirement: string;
  readonly block_type: BlockType;
  readonly predicate: Predicate;
  readonly policies?: Partial<Policies>;
  readonly tests: readonly {
    readonly description: string;
    readonly evidence: Evidence;
    readonly fires: boolean;
    readonly triggered_by: Predicate | null;
  }[];
}

interface Refusal {
  readonly description: string;
  readonly requirement: string;
  readonly block_type: BlockType;
  readonly predicate: Predicate;
  readonly refused: readonly { readonly loc: readonly (string | number)[] }[];
}

function read<T>(file: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(file, DIRECTORY), 'utf8')) as readonly T[];
}

const files = readdirSync(DIRECTORY)
  .filter((file) => file.endsWith('.json') && file !== REFUSALS)
  .toSorted();
const groups = files.flatMap((file) => read<Group>(file).map((group) => ({ file, ...group })));
const refusals = read<Refusal>(REFUSALS);

describe.each(groups)('$file $requirement: $description', (group) => {
  const { block_type: blockType, predicate } = group;
  const policies = { ...DEFAULT_POLICIES, ...group.policies };

  test('the predicate can be configured', () => {
    expect(predicateFaults(predicate, blockType, [])).toEqual([]);
  });

  test.each(group.tests)('$description', ({ evidence, fires, triggered_by: triggeredBy }) => {
    const evaluation = evaluate(predicate, { blockType, evidence, policies });
    expect(evaluation.trace.fired, JSON.stringify(evaluation.trace)).toBe(fires);
    expect(evaluation.triggeredBy).toEqual(triggeredBy);
    expect(evaluation.trace.reason).not.toBe('');
  });
});

describe('refusals', () => {
  test.each(refusals)('$requirement: $description', ({ block_type, predicate, refused }) => {
    const faults = predicateFaults(predicate, block_type, ['predicate']);
    expect(faults.map((fault) => fault.loc)).toEqual(refused.map((each) => each.loc));
  });
});

describe('what the vectors cover', () => {
  const cases = groups.flatMap((group) => group.tests.map((each) => ({ ...group, ...each })));

  test('there are at least 400', () => {
    expect(cases.length).toBeGreaterThanOrEqual(400);
  });

  test('every kind fires and does not', () => {
    const missing = Object.keys(BLOCK_TYPES_OF).filter((kind) =>
      [true, false].some(
        (fires) =>
          // `always` has no case in which it does not.
          !(kind === 'always' && !fires) &&
          !cases.some((each) => each.predicate.kind === kind && each.fires === fires),
      ),
    );
    expect(missing).toEqual([]);
  });

  test('every operator fires and does not', () => {
    const missing = OPERATOR_NAMES.flatMap((operator) =>
      [true, false]
        .filter(
          (fires) =>
            !cases.some(
              (each) =>
                each.fires === fires &&
                JSON.stringify(each.predicate).includes(`"operator":"${operator}"`),
            ),
        )
        .map((fires) => `${operator} ${fires}`),
    );
    expect(missing).toEqual([]);
  });

  test('every block type that a kind can have', () => {
    const missing = Object.entries(BLOCK_TYPES_OF).flatMap(([kind, blockTypes]) =>
      blockTypes
        .filter(
          (blockType) =>
            kind !== 'any_of' &&
            kind !== 'all_of' &&
            !cases.some((each) => each.predicate.kind === kind && each.block_type === blockType),
        )
        .map((blockType) => `${kind} on ${blockType}`),
    );
    expect(missing).toEqual([]);
  });

  test('the counts in the README are true', () => {
    const counts = files.map(
      (file) =>
        [
          file,
          groups.filter((each) => each.file === file).flatMap((each) => each.tests).length,
        ] as const,
    );
    const rows = [...counts, [REFUSALS, refusals.length] as const];
    const readme = readFileSync(README, 'utf8').replaceAll(/ +\|/g, ' |');
    for (const [file, count] of rows) expect(readme).toContain(`| ${file} | ${count} |`);
  });
});
