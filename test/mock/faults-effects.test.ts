import { describe, expect, test, vi } from 'vitest';
import type { FaultRule } from '../../src/contract/control-contract.ts';
import type { MockOptions } from '../../src/mock/mock.ts';
import { asked, createFaulted, OVERLAY, REVIEWS } from './faulted.ts';

const CLAIM = { path: `${OVERLAY}/claim`, body: { version_stamp: 1 } };

type Faulted = Awaited<ReturnType<typeof createFaulted>>;

/** The three ways to ask for a fault, each of which must do the same. */
const WAYS: readonly (readonly [string, (rule: FaultRule, header: string) => Promise<Way>])[] = [
  [
    'by rule',
    async (rule) => {
      const faulted = await createFaulted();
      await faulted.setFaults(rule);
      return { ...faulted, headers: {} };
    },
  ],
  ['by option', async (rule) => ({ ...(await createFaulted({ faults: [rule] })), headers: {} })],
  [
    'by header',
    async (_rule, header) => ({
      ...(await createFaulted()),
      headers: { 'x-review-fault': header },
    }),
  ],
];

type Way = Faulted & { readonly headers: Readonly<Record<string, string>> };

describe.each(WAYS)('in process, %s', (_how, open) => {
  test('drop_before rejects as fetch does, and applies nothing', async () => {
    const { send, headers, overlay } = await open({ fault: 'drop_before' }, 'drop_before');
    const failure: unknown = await send({ ...CLAIM, headers }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TypeError);
    expect(failure).toMatchObject({ message: 'fetch failed', cause: expect.any(Error) });
    expect((await overlay()).rev).toBe(1);
  });

  test('drop_after rejects too, and applies it', async () => {
    const { send, headers, overlay } = await open({ fault: 'drop_after' }, 'drop_after');
    await expect(send({ ...CLAIM, headers })).rejects.toThrow('fetch failed');
    expect((await overlay()).rev).toBe(2);
  });

  test('truncate ends the body in the middle, and applies it', async () => {
    const { mock, headers, overlay } = await open({ fault: 'truncate' }, 'truncate');
    const response = await mock.fetch(asked({ ...CLAIM, headers }));
    expect(response.status).toBe(200);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const { value } = await reader.read();
    const length = Number(response.headers.get('content-length'));
    expect(value?.byteLength).toBe(Math.floor(length / 2));
    await expect(reader.read()).rejects.toThrow('terminated');
    expect((await overlay()).rev).toBe(2);
  });

  test('error answers its status, and applies nothing', async () => {
    const rule = { fault: 'error', status: 502, retry_after_s: 7 } as const;
    const way = await open(rule, 'error; status=502; retry_after=7');
    const reply = await way.send({ ...CLAIM, headers: way.headers });
    expect(reply.status).toBe(502);
    expect(reply.headers.get('retry-after')).toBe('7');
    expect(reply.body.detail).toContain('502');
    expect((await way.overlay()).rev).toBe(1);
    expect(await way.journal()).toMatchObject([
      { status: 502, handled_status: null, fault: 'error 502', actor_id: 'user_42' },
    ]);
  });

  test('delay waits for real, whatever the mock says the time is', async () => {
    const { send, headers, journal } = await open({ fault: 'delay', delay_ms: 80 }, 'delay; ms=80');
    const before = performance.now();
    const reply = await send({ ...CLAIM, headers });
    expect(performance.now() - before).toBeGreaterThanOrEqual(75);
    expect(reply.status).toBe(200);
    expect(await journal()).toMatchObject([
      { status: 200, handled_status: 200, fault: 'delay 80 ms' },
    ]);
  });

  test('stale says 409 without cause, and leaves no trace', async () => {
    const { send, headers, overlay, journal } = await open({ fault: 'stale' }, 'stale');
    const before = await overlay();
    const reply = await send({ ...CLAIM, headers });
    expect(reply.status).toBe(409);
    const detail =
      'Stale version_stamp: overlay is at rev 2, request sent rev 1. Re-read the overlay and retry.';
    expect(reply.body).toEqual({ detail });
    expect(await overlay()).toEqual(before);
    expect(await journal()).toMatchObject([{ status: 409, handled_status: null, fault: 'stale' }]);
  });

  test('lose_race lets a rival write first', async () => {
    const { send, headers, overlay, journal } = await open({ fault: 'lose_race' }, 'lose_race');
    const reply = await send({ ...CLAIM, headers });
    expect(reply.status).toBe(409);
    expect(reply.body.detail).toContain('overlay is at rev 2, request sent rev 1');
    expect((await overlay()).claim.holder.display_name).toBe('Rival Reviewer');
    expect(await journal()).toMatchObject([
      { status: 409, handled_status: 409, fault: 'lose_race: the rival claimed' },
    ]);
  });
});

describe('error', () => {
  test.each([
    [{}, 503, null],
    [{ status: 429 }, 429, '1'],
    [{ status: 429, retry_after_s: 9 }, 429, '9'],
    [{ status: 500 }, 500, null],
    [{ status: 503, retry_after_s: 0 }, 503, '0'],
  ])('%j answers %i, Retry-After %s', async (rule, status, retryAfter) => {
    const { setFaults, send } = await createFaulted();
    await setFaults({ fault: 'error', ...rule });
    const reply = await send({ path: OVERLAY });
    expect(reply.status).toBe(status);
    expect(reply.headers.get('retry-after')).toBe(retryAfter);
    expect(reply.headers.get('content-type')).toBe('application/json');
  });

  test('ERR-1: a 422 has a list, an envelope where the policy says so', async () => {
    const plain = await createFaulted({ faults: [{ fault: 'error', status: 422 }] });
    const { body } = await plain.send({ path: OVERLAY });
    expect(body.detail).toMatchObject([{ loc: ['body'], type: 'injected_fault' }]);
    const policies = { errors: 'envelope' } as const;
    const wrapped = await createFaulted({ policies, faults: [{ fault: 'error', status: 500 }] });
    const reply = await wrapped.send({ path: OVERLAY });
    expect(reply.body.detail).toMatchObject({ code: 'injected_fault', details: expect.anything() });
  });

  test('happens to strangers and to unknown paths too', async () => {
    const { send } = await createFaulted({ faults: [{ fault: 'error' }] });
    expect((await send({ path: OVERLAY, key: null })).status).toBe(503);
    expect((await send({ path: '/v1/nowhere' })).status).toBe(503);
    expect((await send({ path: REVIEWS, method: 'PATCH' })).status).toBe(503);
  });
});

describe('delay', () => {
  test('comes before another fault, and both are told', async () => {
    const { send, setFaults, journal } = await createFaulted();
    await setFaults(
      { fault: 'delay', delay_ms: 5 },
      { fault: 'error' },
      { fault: 'delay', delay_ms: 6 },
    );
    expect((await send({ path: OVERLAY })).status).toBe(503);
    expect(await journal()).toMatchObject([{ fault: 'delay 11 ms, error 503' }]);
  });

  test('ends at once when the caller leaves', async () => {
    const { mock, overlay } = await createFaulted({
      faults: [{ fault: 'delay', delay_ms: 60_000 }],
    });
    const leaving = new AbortController();
    const reply = mock.fetch(asked({ ...CLAIM, signal: leaving.signal }));
    leaving.abort();
    await expect(reply).rejects.toThrow('fetch failed');
    await expect(mock.fetch(asked({ ...CLAIM, signal: AbortSignal.abort() }))).rejects.toThrow(
      'fetch failed',
    );
    expect((await overlay()).rev).toBe(1);
  });

  // A timer inside of the step would let a second writer in.
  test('does not come between the check of a stamp and its write', async () => {
    const { send } = await createFaulted({
      faults: [{ fault: 'delay', delay_ms: { uniform: [0, 20] } }],
    });
    const replies = await Promise.all(Array.from({ length: 20 }, () => send(CLAIM)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(19);
  });
});

describe('the header', () => {
  test.each([
    ['explode', /no fault 'explode': there are delay, error, drop_before/],
    ['', /no fault ''/],
    ['Drop_After', /no fault/],
    ['error; status=200', /status is a whole number from 400 to 599/],
    ['error; statos=500', /no setting 'statos': there are status, retry_after/],
    ['drop_after; ms=5', /drop_after has no setting 'ms'/],
    ['delay', /says how long/],
    ['delay; ms=9-3', /more than the most/],
    ['delay; ms=600001', /ms is milliseconds/],
    ['error; probability=0.5', /no setting 'probability'/],
    ['drop_after; times=1', /no setting 'times'/],
  ])('%j is 422, and nothing is applied', async (header, message) => {
    const { send, overlay } = await createFaulted();
    const headers = { 'x-review-fault': header };
    const reply = await send({ ...CLAIM, headers });
    expect(reply.status).toBe(422);
    expect(reply.body.detail[0].loc).toEqual(['header', 'x-review-fault']);
    expect(reply.body.detail[0].msg).toMatch(message);
    expect((await overlay()).rev).toBe(1);
    // ERR-3: who may not come in is told that first.
    expect((await send({ ...CLAIM, headers, key: null })).status).toBe(401);
  });

  test('concerns one request, comes before the rules, and uses none of their hits', async () => {
    const { send, setFaults, hits } = await createFaulted();
    await setFaults({ fault: 'error', status: 500, times: 1 });
    const headers = { 'x-review-fault': 'error; status=502' };
    expect((await send({ path: OVERLAY, headers })).status).toBe(502);
    expect(await hits()).toEqual([0]);
    expect((await send({ path: OVERLAY })).status).toBe(500);
    expect((await send({ path: OVERLAY })).status).toBe(200);
  });

  test('its delay adds to those of the rules', async () => {
    const { send, setFaults, journal } = await createFaulted();
    await setFaults({ fault: 'delay', delay_ms: 3 }, { fault: 'error' });
    const headers = { 'x-review-fault': 'delay;ms=4' };
    expect((await send({ path: OVERLAY, headers })).status).toBe(503);
    expect(await journal()).toMatchObject([{ fault: 'delay 7 ms, error 503' }]);
  });
});

describe('the journal and whoever watches', () => {
  test('keep honest requests as they were', async () => {
    const { send, journal } = await createFaulted();
    await send({ path: OVERLAY });
    await send({ path: '/v1/nowhere' });
    expect(await journal()).toMatchObject([
      { status: 200, handled_status: 200, fault: null },
      { status: 404, handled_status: 404, fault: null },
    ]);
  });

  test('hear of a request that was dropped', async () => {
    const onExchange = vi.fn<NonNullable<MockOptions['onExchange']>>();
    const { send } = await createFaulted({ onExchange });
    const headers = { 'x-review-fault': 'drop_after' };
    await send({ ...CLAIM, headers }).catch(() => {});
    expect(onExchange).toHaveBeenCalledWith(
      expect.objectContaining({ fault: 'drop_after', status: null, handled_status: 200 }),
      undefined,
    );
  });

  test('a lost connection is no defect', async () => {
    const onDefect = vi.fn<(error: unknown) => void>();
    const { send } = await createFaulted({ onDefect, faults: [{ fault: 'drop_before' }] });
    await expect(send({ path: OVERLAY })).rejects.toThrow('fetch failed');
    expect(onDefect).not.toHaveBeenCalled();
  });
});

describe('hostile', () => {
  test('is a mild mix of everything, after the rules that were given', async () => {
    const faults = [{ fault: 'error', status: 500, probability: 0 }] as const;
    const { control } = await createFaulted({ faults, hostile: true });
    expect((await control('faults')).body.rules).toMatchObject([
      { fault: 'error', status: 500 },
      { fault: 'delay', delay_ms: { lognormal: { median: 120, sigma: 0.6 } } },
      { fault: 'error', status: 503, probability: 0.01 },
      { fault: 'error', status: 429, probability: 0.01 },
      { fault: 'drop_after', match: { method: 'POST' }, probability: 0.02 },
      { fault: 'lose_race', probability: 0.05 },
    ]);
    expect((await createFaulted({ hostile: false })).hits()).toBeDefined();
    expect(await (await createFaulted()).hits()).toEqual([]);
  });

  test('its rules are ones that control takes too', async () => {
    const { control, setFaults } = await createFaulted({ hostile: true });
    const { rules } = (await control('faults')).body;
    for (const rule of rules) for (const name of ['id', 'hits', 'remaining']) delete rule[name];
    expect((await setFaults(...rules)).status).toBe(200);
  });
});
