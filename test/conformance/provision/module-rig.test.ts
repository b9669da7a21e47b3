import { describe, expect, test } from 'vitest';
import { createModuleRig, type RigModule } from '../../../src/conformance/provision/module-rig.ts';
import { createPoolRig } from '../../../src/conformance/provision/pool-rig.ts';
import { NotTestable, RigError } from '../../../src/conformance/rig.ts';

const RESULT = { fired: true, run_id: 'r', block_id: 'b', review_id: 'rev', step_id: 'r_b' };
const GATE = { predicate: { kind: 'always' } } as never;

/** What a module of JavaScript may be; nothing checks its types. */
function rigOf(module: Readonly<Record<string, unknown>>) {
  const whole = { openGate: async () => RESULT, ...module };
  return createModuleRig('the module x', whole as unknown as RigModule);
}

const failing = async () => {
  throw new Error('the database is away');
};
const failingAtOnce = () => {
  throw new Error('the database is away');
};

describe('a rig of a module', () => {
  test('can do what the module exports', () => {
    const all = ['advanceClock', 'agentEvent', 'runState', 'holdRuns', 'reopen', 'cleanup'];
    const rig = rigOf(Object.fromEntries(all.map((name) => [name, async () => {}])));
    expect([...rig.capabilities]).toEqual(['gates', 'clock', 'agents', 'runs', 'hold', 'reopen']);
    expect([...rigOf({}).capabilities]).toEqual(['gates']);
    expect(rigOf({}).advanceClock).toBeUndefined();
  });

  test('answers as a rig over HTTP does', async () => {
    const rig = rigOf({
      agentEvent: (...args: unknown[]) => args,
      reopen: async (id: string) => ({ id }),
      runState: async (id: string) => ({ status: 'completed', id }),
    });
    expect(await rig.openGate(GATE)).toEqual({ status: 201, body: RESULT });
    expect(await rig.agentEvent?.('r', 'b', { event: 'start' } as never)).toEqual({
      status: 200,
      body: ['r', 'b', { event: 'start' }],
    });
    expect(await rig.reopen?.('rev')).toEqual({ status: 200, body: { id: 'rev' } });
    expect(await rig.runState?.('r')).toEqual({ status: 'completed', id: 'r' });
  });

  test('takes an error with a status for a refusal', async () => {
    const refusing = async () => {
      throw Object.assign(new Error('x'), { status: 422, body: { detail: 'no' } });
    };
    const rig = rigOf({ openGate: refusing, reopen: refusing });
    const refused = { status: 422, body: { detail: 'no' } };
    expect(await rig.openGate(GATE)).toEqual(refused);
    expect(await rig.reopen?.('rev')).toEqual(refused);
  });

  test.each([
    ['openGate', []],
    ['advanceClock', [1]],
    ['agentEvent', ['r', 'b', {}]],
    ['runState', ['r']],
    ['holdRuns', [true]],
    ['reopen', ['rev']],
    ['cleanup', [[]]],
  ] as const)('is broken by any other error of %s, thrown at once too', async (name, args) => {
    for (const breaking of [failing, failingAtOnce]) {
      const rig = rigOf({ [name]: breaking });
      const method = rig[name] as unknown as (...given: readonly unknown[]) => Promise<unknown>;
      const running = (async () => method(...args))();
      await expect(running).rejects.toThrow(RigError);
      await expect(running).rejects.toThrow('the module x: the database is away');
    }
  });

  test.each([['a text'], [null], [undefined]])('is broken by a thrown %s', async (thrown) => {
    const rig = rigOf({
      openGate: async () => {
        throw thrown;
      },
    });
    await expect(rig.openGate(GATE)).rejects.toThrow(`the module x: ${thrown}`);
  });

  test('may have functions that wait for nothing', async () => {
    const rig = rigOf({ cleanup: () => {}, advanceClock: () => {} });
    await expect(rig.cleanup?.([])).resolves.toBeUndefined();
    await expect(rig.advanceClock?.(1)).resolves.toBeUndefined();
  });
});

describe('a rig of a pool', () => {
  const READY = { run_id: 'r', block_id: 'b', review_id: 'rev' };

  test('hands each review out once, and then has none', async () => {
    const rig = createPoolRig('the pool', [READY, { ...READY, run_id: 's' }]);
    expect(rig.capabilities.size).toBe(0);
    const taken = [await rig.takeReady?.(), await rig.takeReady?.(), await rig.takeReady?.()];
    expect(taken).toEqual([
      { fired: true, triggered_by: null, ...READY, step_id: 'r_b' },
      { fired: true, triggered_by: null, ...READY, run_id: 's', step_id: 's_b' },
      undefined,
    ]);
  });

  test('opens no gate', () => {
    expect(() => createPoolRig('the pool', []).openGate(GATE)).toThrow(NotTestable);
  });
});
