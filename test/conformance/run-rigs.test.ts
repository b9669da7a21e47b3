import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { createModuleRig } from '../../src/conformance/provision/module-rig.ts';
import { createPoolRig, type ReadyReview } from '../../src/conformance/provision/pool-rig.ts';

import { expectWhole, openGate, run, statusOf } from './small-run.ts';

vi.setConfig({ testTimeout: 120_000 });

describe('a rig that', () => {
  const rigOf = (module: object) =>
    ({
      kind: 'rig',
      rig: createModuleRig('the module', {
        openGate: async (gate: unknown) => (await openGate(gate)) as never,
        ...module,
      }),
    }) as const;

  test('breaks in the middle: broken, with what was found, and silence after it', async () => {
    let count = 0;
    let isOver = false;
    let late = 0;
    const breaking = async (gate: unknown) => {
      count += 1;
      if (count === 60) throw new Error('the database is away');
      return openGate(gate);
    };
    const onExchange = () => {
      if (isOver) late += 1;
    };
    const provision = rigOf({ openGate: breaking });
    const report = await run({ provision, onExchange });
    isOver = true;
    expect(report).toMatchObject({
      verdict: 'broken',
      summary: 'the module: the database is away',
      options: { provision: 'the module' },
      capabilities: ['gates'],
    });
    expect(report.phases.map(({ name }) => name)).toContain('probe');
    expect(report.requirements.some(({ status }) => status === 'pass')).toBe(true);
    const skipped = report.requirements.filter(({ status }) => status === 'skip');
    expect(skipped.map(({ reason }) => reason)).toContain('the module: the database is away');
    expectWhole(report);
    await wait(500);
    expect(late).toBe(0);
  });

  test.each<readonly [string, object, string]>([
    [
      'opens nothing',
      { openGate: async () => ({ fired: false, review_id: null }) },
      'the module: no review was opened',
    ],
    [
      'says something else',
      { openGate: async () => 'done' },
      'the module answered a gate with 201',
    ],
    [
      'refuses',
      {
        openGate: async () => {
          throw Object.assign(new Error('x'), { status: 403, body: { detail: 'no' } });
        },
      },
      'the module answered a gate with 403 {"detail":"no"}',
    ],
  ])('%s is broken', async (_what, module, words) => {
    const report = await run({ provision: rigOf(module) });
    expect([report.verdict, report.totals.checks]).toEqual(['broken', 0]);
    expect(report.summary).toContain(words);
    expectWhole(report);
  });

  test('is left clean, with the workflows it was used in, whatever its cleanup does', async () => {
    const cleaned: (readonly string[])[] = [];
    const cleanup = (workflowIds: readonly string[]) => {
      cleaned.push(workflowIds);
      throw new Error('it cannot');
    };
    const report = await run({ provision: rigOf({ cleanup }), only: ['DEC-3'] });
    expect(report.verdict).toBe('conforms');
    expect(cleaned).toHaveLength(1);
    expect(cleaned[0]?.length).toBeGreaterThan(10);
    expect(cleaned[0]?.every((id) => /^wf_rk\w+_\d+$/.test(id))).toBe(true);
  });

  test('opens gates alone leaves untested what needs more, and says so', async () => {
    const report = await run({ provision: rigOf({}), only: ['RUN-1', 'AGT-2', 'DEC-3'] });
    const reasons = report.requirements.map(({ id, reason }) => [id, reason ?? '']);
    expect(Object.fromEntries(reasons)).toMatchObject({
      'RUN-1': expect.stringContaining('the rig lacks: runs'),
      'AGT-2': expect.stringContaining('the rig lacks: agents'),
    });
    expect(statusOf(report, 'DEC-3')).toBe('pass');
  });
});

describe('a pool', () => {
  const GATE = {
    block_type: 'extract',
    predicate: { kind: 'always' },
    evidence: { output: { total_amount: 505, vendor_name: 'Acme Corp' } },
    workflow_id: 'wf_pool',
  };
  const poolOf = async (count: number) => {
    const ready: ReadyReview[] = [];
    while (ready.length < count) ready.push(await openGate(GATE));
    return { kind: 'rig', rig: createPoolRig('the pool', ready) } as const;
  };

  test('of ready reviews judges what it can; what needs a gate is not testable', async () => {
    const provision = await poolOf(150);
    const report = await run({ provision, only: ['DEC-3', 'PRD-1', 'AGT-3'] });
    expect(report.capabilities).toEqual([]);
    expect(statusOf(report, 'DEC-3')).toBe('pass');
    expect(statusOf(report, 'PRD-1')).toBe('not-testable');
    expect(statusOf(report, 'AGT-3')).toBe('not-testable');
    expect(report.verdict).toBe('too-little');
    expectWhole(report);
  });

  test('that runs dry leaves untested what came late', async () => {
    const report = await run({ provision: await poolOf(8), only: ['DEC-3'] });
    const result = report.requirements.find(({ id }) => id === 'DEC-3');
    expect(result).toMatchObject({ status: 'not-testable' });
    expect(result?.reason).toContain('no ready review is left in the pool');
  });

  test('that is empty is a broken rig', async () => {
    const report = await run({ provision: await poolOf(0) });
    expect(report).toMatchObject({
      verdict: 'broken',
      summary: 'the pool: no ready review is left in the pool',
    });
  });
});
