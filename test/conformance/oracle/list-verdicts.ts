import { checkChain } from '../../../src/conformance/oracle/chain-check.ts';
import {
  STRICT_DIALECT,
  type ChainDialect,
  type ChainVerdict,
} from '../../../src/conformance/oracle/chain-history.ts';
import { EMPTY_LIST, LIST_MODEL, type ListOperation } from './list-model.ts';

/** The verdict on what was seen of an empty list. */
export function check(
  operations: readonly ListOperation[],
  dialect: Partial<ChainDialect> = {},
): ChainVerdict {
  const start = { rev: 0, state: EMPTY_LIST };
  return checkChain({ start, operations, dialect: { ...STRICT_DIALECT, ...dialect } }, LIST_MODEL);
}

/** The rules broken, each as `RULE requirement level: ids`. */
export function broken(
  operations: readonly ListOperation[],
  dialect: Partial<ChainDialect> = {},
): string | readonly string[] {
  const verdict = check(operations, dialect);
  if (verdict.kind !== 'violated') return verdict.kind;
  return verdict.violations.map(
    ({ rule, requirement, level, witness }) => `${rule} ${requirement} ${level}: ${witness.join()}`,
  );
}
