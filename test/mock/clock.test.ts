import { beforeAll, describe, expect, test } from 'vitest';
import { createMock } from '../../src/mock/mock.ts';
import { createHarness, NOW, type Harness, type Json } from '../support/harness.ts';

const CLOCK = '/__control/clock';

let harness: Harness;
let worlds = 0;

beforeAll(async () => {
  harness = await createHarness();
});

function ownWorld() {
  worlds += 1;
  const options = { namespace: `clock-${worlds}` };
  return {
    options,
    move: (body: unknown) => harness.post(CLOCK, body, options),
    read: async () => (await harness.get(CLOCK, options)).body,
    open: () => harness.open({}, options),
    get: async (path: string) => (await harness.get(path, options)).body,
    post: (path: string, body: unknown) => harness.post(path, body, options),
  };
}

const at = (byMs: number) => new Date(Date.parse(NOW) + byMs).toISOString();

describe('the clock, frozen', () => {
  test('stands, and moves when it is told to', async () => {
    const { move, read } = ownWorld();
    expect(await read()).toEqual({ now: NOW, frozen: true });
    const advanced = await move({ advance_ms: 1500 });
    expect(advanced.status).toBe(200);
    expect(advanced.body).toEqual({ now: at(1500), frozen: true });
    expect(await read()).toEqual(advanced.body);
    expect((await move({ advance_ms: 0 })).body.now).toBe(at(1500));
    const set = await move({ set: '2030-01-02T03:04:05.678Z' });
    expect(set.body).toEqual({ now: '2030-01-02T03:04:05.678Z', frozen: true });
    expect((await move({ set: NOW })).body.now).toBe(NOW);
  });

  test.each([
    ['2026-05-13T11:05:00+02:00', NOW],
    ['2026-05-13T09:05:00Z', NOW],
    ['2026-05-13T09:05:00.0009Z', NOW],
  ])('TIME-1: %s is read as %s', async (set, now) => {
    const { move } = ownWorld();
    expect((await move({ set })).body.now).toBe(now);
  });
});

const running = (now: string) => ({ now, frozen: false });

describe('the clock, running', () => {
  test('runs on from where it is set, and with the real one again', async () => {
    let realMs = Date.parse('2026-01-01T00:00:00.000Z');
    const mock = await createMock({ realNowMs: () => realMs });
    const call = async (body?: object) => {
      const headers = { 'content-type': 'application/json' };
      const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {};
      return (await mock.fetch(new Request(`http://m${CLOCK}`, init))).json() as Promise<Json>;
    };
    expect(await call()).toEqual(running('2026-01-01T00:00:00.000Z'));
    realMs += 1000;
    expect(await call()).toEqual(running('2026-01-01T00:00:01.000Z'));
    expect(await call({ advance_ms: 60_000 })).toEqual(running('2026-01-01T00:01:01.000Z'));
    realMs += 1000;
    expect(await call()).toEqual(running('2026-01-01T00:01:02.000Z'));
    expect(await call({ set: '2020-01-01T00:00:00.000Z' })).toEqual(
      running('2020-01-01T00:00:00.000Z'),
    );
    realMs += 5;
    expect(await call()).toEqual(running('2020-01-01T00:00:00.005Z'));
    const frozen = { now: '2020-01-01T00:00:00.005Z', frozen: true };
    expect(await call({ frozen: true })).toEqual(frozen);
    realMs += 5000;
    expect(await call()).toEqual(frozen);
    expect(await call({ frozen: true })).toEqual(frozen);
    expect(await call({ frozen: false })).toEqual(running('2020-01-01T00:00:00.005Z'));
    realMs += 1;
    expect(await call()).toEqual(running('2020-01-01T00:00:00.006Z'));
  });
});

describe('TIME-1: set back, the clock takes no review with it', () => {
  test('the times within a review never go back', async () => {
    const { move, open, post, get } = ownWorld();
    const { overlay } = await open();
    await move({ advance_ms: 10_000 });
    await post(`${overlay}/claim`, { version_stamp: 1, ttl_seconds: 60 });
    await move({ set: at(-86_400_000) });
    await post(`${overlay}/versions`, { version_stamp: 2, snapshot: { a: 1 } });
    await post(`${overlay}/claim`, { version_stamp: 0 });
    await post(`${overlay}/decision`, { version_stamp: 3, verdict: 'approved' });
    const shown = await get(overlay);
    const times = shown.audit.map((each: Json) => each.at);
    expect(times).toEqual(times.toSorted());
    expect(shown.versions[1].created_at).toBe(at(10_000));
    expect(shown.decided_at).toBe(at(10_000));
    expect(shown.updated_at).toBe(at(10_000));
  });

  test('a new review has the new time, and is listed by it', async () => {
    const { move, open, get } = ownWorld();
    const later = await open();
    await move({ set: at(-1000) });
    const earlier = await open();
    const { data } = await get('/v1/workflows/reviews');
    expect(data.map((each: Json) => each.id)).toEqual([earlier.reviewId, later.reviewId]);
    expect(data[0].created_at).toBe(at(-1000));
  });
});

describe('SCH-3: a move that is none', () => {
  test.each([
    [{}, ['body']],
    [{ advance_ms: 1, frozen: true }, ['body']],
    [{ advance_ms: -1 }, ['body', 'advance_ms']],
    [{ advance_ms: 1.5 }, ['body', 'advance_ms']],
    [{ advance_ms: '1' }, ['body', 'advance_ms']],
    [{ advance_ms: 31_536_000_000_001 }, ['body', 'advance_ms']],
    [{ set: '2026-05-13' }, ['body', 'set']],
    [{ set: '2026-05-13T09:05:00' }, ['body', 'set']],
    [{ set: '2026-02-30T09:05:00Z' }, ['body', 'set']],
    [{ set: 'now' }, ['body', 'set']],
    [{ set: 1 }, ['body', 'set']],
    [{ set: '2016-12-31T23:59:60Z' }, ['body', 'set']],
    [{ frozen: 'yes' }, ['body', 'frozen']],
    [{ advance: 1 }, ['body', 'advance']],
  ])('%j', async (body, loc) => {
    const { move, read } = ownWorld();
    const reply = await move(body);
    expect(reply.status, reply.text).toBe(422);
    expect(reply.body.detail.map((each: Json) => each.loc)).toContainEqual(loc);
    expect(await read()).toEqual({ now: NOW, frozen: true });
  });
});

describe('the ends of time', () => {
  const LAST = '9999-12-30T23:59:59.999Z';

  test('the clock stops a day before the last instant with four digits', async () => {
    const { move, open, get } = ownWorld();
    await move({ set: LAST });
    expect((await move({ advance_ms: 31_536_000_000_000 })).body.now).toBe(LAST);
    const { resource } = await open();
    expect((await get(resource)).created_at).toBe(LAST);
  });

  // It ends in the year +010000, which sorts before every other instant: the claim never shows.
  test('CLM-1: a claim taken there is a claim', async () => {
    const { move, open, post } = ownWorld();
    await move({ set: LAST });
    const { overlay } = await open();
    const reply = await post(`${overlay}/claim`, { version_stamp: 1 });
    expect(reply.body.claim).not.toBeNull();
  });

  test('TIME-1: an instant before the year 0 is refused', async () => {
    const { move } = ownWorld();
    expect((await move({ set: '0000-01-01T00:00:00+01:00' })).status).toBe(422);
  });
});

describe('a real clock that ticks at every look', () => {
  test('does not move a frozen one, from the start or from a state', async () => {
    let tickMs = 0;
    const frozenAt = '2026-05-13T09:05:00.000Z';
    const own = await createHarness({ frozenAt, realNowMs: () => (tickMs += 1) });
    const clock = { now: frozenAt, frozen: true };
    expect((await own.get('/__control/clock')).body).toEqual(clock);
    const state = (await own.get('/__control/state')).body;
    expect((await own.send('PUT', '/__control/state', state)).status).toBe(200);
    expect((await own.get('/__control/clock')).body).toEqual(clock);
  });
});
