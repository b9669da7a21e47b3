import { describe, expect, test } from 'vitest';
import { OPERATION_IDS } from '../../src/contract/operations.ts';
import { createMock } from '../../src/mock/mock.ts';
import type { FaultRule } from '../../src/contract/control-contract.ts';
import { CONTROL_YAML } from '../contract/documents.ts';
import type { Json } from '../support/harness.ts';
import { createFaulted, OVERLAY, REVIEWS } from './faulted.ts';

describe('control', () => {
  const RULES: Json[] = [
    { fault: 'delay', delay_ms: { uniform: [0, 1] }, match: { path: '/v1/*' }, seed: 7 },
    { fault: 'error', status: 429, retry_after_s: 3, times: 2, match: { method: 'GET' } },
    { fault: 'lose_race', probability: 0.5, match: { operation: 'claim_review' } },
  ];

  test('shows the rules as given, with id, hits and what remains', async () => {
    const { setFaults, control } = await createFaulted();
    expect((await control('faults')).body).toEqual({ rules: [] });
    const shown = RULES.map((rule, index) => ({
      ...rule,
      id: `fault_${index + 1}`,
      hits: 0,
      remaining: index === 1 ? 2 : null,
    }));
    const reply = await setFaults(...RULES);
    expect(reply).toMatchObject({ status: 200, body: { rules: shown } });
    expect((await control('faults')).body).toEqual({ rules: shown });
  });

  test('counts hits, not tries, and lets a rule rest', async () => {
    const { setFaults, control, send } = await createFaulted();
    await setFaults({ fault: 'error', times: 2 }, { fault: 'error', status: 500, probability: 0 });
    const statuses = [];
    for (let each = 0; each < 4; each += 1) statuses.push((await send({ path: OVERLAY })).status);
    expect(statuses).toEqual([503, 503, 200, 200]);
    const { rules } = (await control('faults')).body;
    expect(rules).toMatchObject([
      { hits: 2, remaining: 0 },
      { hits: 0, remaining: null },
    ]);
  });

  test('times holds for requests that come at once', async () => {
    const { setFaults, send, hits } = await createFaulted();
    await setFaults({ fault: 'error', times: 3 }, { fault: 'delay', delay_ms: 5 });
    const replies = await Promise.all(Array.from({ length: 10 }, () => send({ path: OVERLAY })));
    expect(replies.filter(({ status }) => status === 503)).toHaveLength(3);
    expect(await hits()).toEqual([3, 10]);
  });

  test('PUT replaces, DELETE forgets, reset brings back those of the start', async () => {
    const faults = [{ fault: 'error', status: 418 }] as const;
    const { setFaults, control, send } = await createFaulted({ faults });
    expect((await send({ path: OVERLAY })).status).toBe(418);
    await setFaults({ fault: 'error', status: 502 });
    expect((await send({ path: OVERLAY })).status).toBe(502);
    const gone = await control('faults', undefined, 'DELETE');
    expect(gone.status).toBe(204);
    expect((await send({ path: OVERLAY })).status).toBe(200);
    await control('reset', {}, 'POST');
    expect((await control('faults')).body.rules).toMatchObject([{ status: 418, hits: 0 }]);
    expect((await send({ path: OVERLAY })).status).toBe(418);
  });

  test('each namespace has rules of its own, those of the start in each', async () => {
    const faults = [{ fault: 'error', status: 418 }] as const;
    const { control, send } = await createFaulted({ faults });
    await control('faults', undefined, 'DELETE');
    const headers = { 'x-review-namespace': 'other' };
    expect((await send({ path: REVIEWS })).status).toBe(200);
    expect((await send({ path: REVIEWS, headers })).status).toBe(418);
    const path = '/__control/faults';
    await send({ path, method: 'PUT', body: { rules: [{ fault: 'error' }] }, headers });
    expect((await send({ path: REVIEWS, headers })).status).toBe(503);
    expect((await send({ path: REVIEWS })).status).toBe(200);
  });

  test('an imported state leaves them as they are', async () => {
    const { control, setFaults, hits, send } = await createFaulted();
    await setFaults({ fault: 'error' });
    await send({ path: OVERLAY });
    const { body } = await control('state');
    expect((await control('state', body, 'PUT')).status).toBe(200);
    expect(await hits()).toEqual([1]);
  });

  test('faults never happen to control itself', async () => {
    const { control, setFaults } = await createFaulted();
    await setFaults({ fault: 'error' }, { fault: 'error', match: { path: '*' } });
    expect((await control('clock')).status).toBe(200);
    expect((await control('nowhere')).status).toBe(404);
    const headers = { 'x-review-fault': 'error' };
    const { send } = await createFaulted();
    expect((await send({ path: '/__control/clock', headers })).status).toBe(200);
  });

  test.each<[Json, readonly (string | number)[]]>([
    [{}, ['body', 'rules']],
    [{ rules: {} }, ['body', 'rules']],
    [{ rules: [], more: 1 }, ['body', 'more']],
    [{ rules: [{}] }, ['body', 'rules', 0, 'fault']],
    [{ rules: [{ fault: 'explode' }] }, ['body', 'rules', 0, 'fault']],
    [{ rules: [{ fault: 'delay' }] }, ['body', 'rules', 0, 'delay_ms']],
    [{ rules: [{ fault: 'delay', delay_ms: -1 }] }, ['body', 'rules', 0, 'delay_ms']],
    [{ rules: [{ fault: 'stale', delay_ms: 5 }] }, ['body', 'rules', 0, 'delay_ms']],
    [
      { rules: [{ fault: 'delay', delay_ms: { uniform: [9, 3] } }] },
      ['body', 'rules', 0, 'delay_ms', 'uniform'],
    ],
    [{ rules: [{ fault: 'stale', status: 500 }] }, ['body', 'rules', 0, 'status']],
    [{ rules: [{ fault: 'stale', retry_after_s: 1 }] }, ['body', 'rules', 0, 'retry_after_s']],
    [{ rules: [{ fault: 'error', status: 200 }] }, ['body', 'rules', 0, 'status']],
    [{ rules: [{ fault: 'error', probability: 2 }] }, ['body', 'rules', 0, 'probability']],
    [{ rules: [{ fault: 'error', times: 0 }] }, ['body', 'rules', 0, 'times']],
    [{ rules: [{ fault: 'error', seed: true }] }, ['body', 'rules', 0, 'seed']],
    [
      { rules: [{ fault: 'error' }, { fault: 'error', match: { operation: 'x' } }] },
      ['body', 'rules', 1, 'match', 'operation'],
    ],
    [
      { rules: [{ fault: 'error', match: { verb: 'GET' } }] },
      ['body', 'rules', 0, 'match', 'verb'],
    ],
  ])('all or nothing: %j', async (body, loc) => {
    const { control, setFaults, hits, send } = await createFaulted();
    await setFaults({ fault: 'error' });
    const reply = await control('faults', body, 'PUT');
    expect(reply.status).toBe(422);
    expect(reply.body.detail.map((each: Json) => each.loc)).toContainEqual(loc);
    expect((await send({ path: OVERLAY })).status).toBe(503);
    expect(await hits()).toEqual([1]);
  });

  test('tells watchers of rules that change, and that hit', async () => {
    const { mock, control, setFaults, send } = await createFaulted();
    const stream = await mock.fetch(new Request('http://mock/__control/events'));
    await setFaults({ fault: 'error' });
    await send({ path: OVERLAY });
    await control('faults', undefined, 'DELETE');
    mock.close();
    const events = (await stream.text()).matchAll(/event: (\w+)\ndata: (.*)/g);
    const told = [...events].filter(([, name]) => name === 'faults');
    const hitsTold = told.map(([, , data = '']) => JSON.parse(data).rules.map((r: Json) => r.hits));
    expect(hitsTold).toEqual([[0], [1], []]);
  });

  test('knows every operation of the API', () => {
    const { properties } = CONTROL_YAML.components.schemas['FaultMatch'] as Json;
    expect(properties.operation.enum).toEqual(OPERATION_IDS);
  });
});

describe('seeded', () => {
  /** Which of a thousand requests were hit. */
  async function hitsOf(seed: string, rule: Json = {}): Promise<string> {
    const { setFaults, send } = await createFaulted({ seed });
    await setFaults({ fault: 'error', probability: 0.3, ...rule });
    let hits = '';
    for (let each = 0; each < 1000; each += 1) {
      hits += (await send({ path: `${REVIEWS}?limit=1` })).status === 503 ? '1' : '0';
    }
    return hits;
  }

  test('a thousand requests at 0.3 are hit alike twice, about 300 times', async () => {
    const first = await hitsOf('7');
    expect(await hitsOf('7')).toBe(first);
    const count = first.replaceAll('0', '').length;
    expect(count).toBeGreaterThan(250);
    expect(count).toBeLessThan(350);
    expect(await hitsOf('8')).not.toBe(first);
    const own = await hitsOf('7', { seed: 'mine' });
    expect(own).not.toBe(first);
    expect(await hitsOf('8', { seed: 'mine' })).toBe(own);
  });

  test('a request that a rule does not match uses none of its draws', async () => {
    const hitsWith = async (between: boolean) => {
      const { setFaults, send } = await createFaulted();
      await setFaults({
        fault: 'error',
        probability: 0.3,
        match: { operation: 'get_overlay' },
        seed: 1,
      });
      const statuses = [];
      for (let each = 0; each < 40; each += 1) {
        if (between) await send({ path: REVIEWS });
        statuses.push((await send({ path: OVERLAY })).status);
      }
      return statuses;
    };
    expect(await hitsWith(true)).toEqual(await hitsWith(false));
  });
});

test('a mock is not made with a rule that is none', async () => {
  await expect(createMock({ faults: [{ fault: 'delay' }] })).rejects.toThrow(/faults: 0\.delay_ms/);
  const wrong = { fault: 'explode' } as unknown as FaultRule;
  await expect(createMock({ faults: [{ fault: 'stale' }, wrong] })).rejects.toThrow(/1\.fault/);
});
