import { describe, expect, test } from 'vitest';
import type { Check } from '../../../src/conformance/check.ts';
import { CHECKS } from '../../../src/conformance/checks/all-checks.ts';
import { createLedger } from '../../../src/conformance/execute/ledger.ts';
import {
  selectChecks,
  silently,
  type Selection,
} from '../../../src/conformance/execute/select-checks.ts';
import { CAPABILITIES } from '../../../src/conformance/rig.ts';

const ALL: Selection = {
  mode: 'soak',
  surfaces: ['overlay', 'resource', 'agent'],
  only: [],
  exclude: [],
  shard: null,
  capabilities: new Set(CAPABILITIES),
};

function check(id: string, more: Partial<Check> = {}): Check {
  return { id, phase: 'tables', surfaces: ['overlay'], run: async () => {}, ...more };
}

function select(checks: readonly Check[], selection: Partial<Selection>) {
  const ledger = createLedger(() => true);
  const chosen = selectChecks(checks, { ...ALL, ...selection }, ledger);
  return { ids: chosen.map(({ id }) => id), ledger };
}

describe('checks are selected', () => {
  test.each<readonly [string, Check, Partial<Selection>, string, string]>([
    ['--only', check('A-1/x'), { only: ['B-1'] }, 'skip', 'left out by --only or --exclude'],
    ['--exclude', check('A-1/x'), { exclude: ['A-1'] }, 'skip', 'left out by --only or --exclude'],
    [
      'the surface',
      check('A-1/x', { surfaces: ['overlay', 'agent'] }),
      { surfaces: ['overlay'] },
      'skip',
      'the agent surface is not judged',
    ],
    ['the mode', check('A-1/x', { from: 'ci' }), { mode: 'smoke' }, 'skip', 'from --mode ci on'],
    [
      'the rig',
      check('A-1/x', { needs: ['clock', 'gates', 'runs'] }),
      { capabilities: new Set(['gates']) },
      'not-testable',
      'the rig lacks: clock, runs',
    ],
  ])('by %s, and why not is kept', (_by, left, selection, ...[kind, reason]) => {
    expect(select([left], {}).ids).toEqual([left.id]);
    const { ids, ledger } = select([left], selection);
    expect(ids).toEqual([]);
    expect(ledger.account('A-1').silences).toMatchObject([
      { kind, reason: expect.stringContaining(reason) },
    ]);
  });

  test('by any requirement that a check judges', () => {
    const both = check('A-1/x', { also: ['B-1'] });
    expect(select([both], { only: ['B-1'] }).ids).toEqual(['A-1/x']);
    expect(select([both], { exclude: ['A-1'] }).ids).toEqual(['A-1/x']);
    expect(select([both], { exclude: ['A-1', 'B-1'] }).ids).toEqual([]);
  });

  test('into shards that together are the whole, without overlap, and of a like size', () => {
    const shards = [1, 2, 3, 4].map((index) => select(CHECKS, { shard: { index, count: 4 } }).ids);
    expect(shards.flat().toSorted()).toEqual(CHECKS.map(({ id }) => id).toSorted());
    for (const { length } of shards) expect(length / CHECKS.length).toBeCloseTo(0.25, 1);
  });

  test('silently, without a word to the ledger', () => {
    const ledger = createLedger(() => true);
    selectChecks([check('A-1/x')], { ...ALL, exclude: ['A-1'] }, silently(ledger));
    expect(ledger.account('A-1').silences).toEqual([]);
  });
});
