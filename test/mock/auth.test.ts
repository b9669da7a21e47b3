import { beforeAll, describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../src/store/journal.ts';
import { createHarness, DANA, LEE, type Harness } from '../support/harness.ts';
import { DOCUMENTED } from './document.ts';

let harness: Harness;
let strangers: Harness;
const logged: JournalEntry[] = [];

beforeAll(async () => {
  harness = await createHarness();
  strangers = await createHarness({ keys: new Map(), onExchange: (entry) => logged.push(entry) });
});

/** Who the claim says was acting. */
async function actorOf(at: Harness, headers: Record<string, string>) {
  const { overlay } = await at.open();
  const reply = await at.post(`${overlay}/claim`, { version_stamp: 1 }, { key: null, headers });
  expect(reply.status, reply.text).toBe(200);
  return reply.body.claim.holder;
}

describe('AUTH-1: where the key is sent', () => {
  test.each([
    ['Authorization', 'Bearer dana'],
    ['Authorization', 'bearer dana'],
    ['Authorization', 'Bearer   dana'],
    ['Api-Key', 'dana'],
    ['api-key', ' dana '],
  ])('%s: %s', async (name, value) => {
    expect(await actorOf(harness, { [name]: value })).toEqual(DANA);
  });

  test('Bearer wins over Api-Key, whichever is sent first', async () => {
    const first = { Authorization: 'Bearer lee', 'Api-Key': 'dana' };
    expect(await actorOf(harness, first)).toEqual(LEE);
    const second = { 'Api-Key': 'dana', Authorization: 'Bearer lee' };
    expect(await actorOf(harness, second)).toEqual(LEE);
  });

  test('a Bearer key that is not known wins too, and is 401', async () => {
    const { overlay } = await harness.open();
    const headers = { Authorization: 'Bearer nobody', 'Api-Key': 'dana' };
    expect((await harness.get(overlay, { key: null, headers })).status).toBe(401);
  });

  test('another scheme does not stand in the way of Api-Key', async () => {
    const headers = { Authorization: 'Basic ZGFuYTp4', 'Api-Key': 'dana' };
    expect(await actorOf(harness, headers)).toEqual(DANA);
  });
});

describe('AUTH-1: no credentials, no entry', () => {
  test.each([
    ['nothing', {}],
    ['an empty Api-Key', { 'Api-Key': '' }],
    ['a blank Api-Key', { 'Api-Key': '   ' }],
    ['a Bearer without a key', { Authorization: 'Bearer ' }],
    ['another scheme', { Authorization: 'Basic ZGFuYTp4' }],
    ['a key without its scheme', { Authorization: 'dana' }],
    ['a key that is not configured', { 'Api-Key': 'mallory' }],
    ['a key in another case', { 'Api-Key': 'DANA' }],
  ])('%s is 401 with WWW-Authenticate', async (_what, headers) => {
    const { overlay } = await harness.open();
    const reply = await harness.get(overlay, { key: null, headers });
    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toBe('Bearer');
    expect(reply.body.detail).toContain('Api-Key');
  });

  test.each(DOCUMENTED.filter(({ surface }) => surface !== 'agent'))(
    '$id takes no access_token',
    async ({ id, method, path }) => {
      const query = id === 'list_overlays' ? 'mine=true&access_token=dana' : 'access_token=dana';
      const url = `${path.replaceAll(/[{}]/g, '')}?${query}`;
      expect((await harness.send(method, url, undefined, { key: null })).status).toBe(401);
    },
  );

  test.each(DOCUMENTED.filter(({ surface }) => surface === 'agent'))(
    '$id takes an access_token, after a Bearer key',
    async ({ method, path }) => {
      const url = `${path.replaceAll(/[{}]/g, '')}?access_token=`;
      const statusOf = async (token: string, headers = {}) =>
        (await harness.send(method, url + token, undefined, { key: null, headers })).status;
      expect(await statusOf('dana')).not.toBe(401);
      expect(await statusOf('mallory')).toBe(401);
      expect(await statusOf('')).toBe(401);
      expect(await statusOf('dana', { Authorization: 'Bearer mallory' })).toBe(401);
    },
  );

  test('a refused write changes nothing', async () => {
    const { overlay } = await harness.open();
    const before = await harness.get(overlay);
    const body = { version_stamp: 1 };
    expect((await harness.post(`${overlay}/claim`, body, { key: 'mallory' })).status).toBe(401);
    expect((await harness.get(overlay)).text).toBe(before.text);
  });
});

describe('AUTH-1: who a key stands for', () => {
  test('without configured keys each distinct key is a distinct human', async () => {
    const first = await actorOf(strangers, { 'Api-Key': 'one' });
    const again = await actorOf(strangers, { Authorization: 'Bearer one' });
    const second = await actorOf(strangers, { 'Api-Key': 'two' });
    expect(first).toEqual(again);
    expect(first.kind).toBe('human');
    expect(second.id).not.toBe(first.id);
    expect(second.display_name).not.toBe(first.display_name);
  });
});

const everythingKept = async () => {
  const journal = await strangers.get('/__control/journal');
  const state = await strangers.get('/__control/state');
  return journal.text + state.text + JSON.stringify(logged);
};

describe('AUTH-1: keys stay out of what the mock keeps', () => {
  const KEY = 'sekrit-7f3a01';
  test('sent as a header, in the query, or where it does not belong', async () => {
    const { overlay } = await strangers.open();
    const stamp = { version_stamp: 1 };
    await strangers.post(`${overlay}/claim`, stamp, { key: KEY });
    await strangers.post(`${overlay}/claim`, stamp, {
      key: null,
      headers: { Authorization: `Bearer ${KEY}` },
    });
    const hil = '/v1/workflows/runs/r/hil-decisions/b';
    await strangers.get(`${hil}?access_token=${KEY}`, { key: null });
    await strangers.get(`${hil}?a=1&access_token=${KEY}&b=2`, { key: null });
    await strangers.get(`${overlay}?access_token=${KEY}`, { key: null });
    await strangers.get(`/v1/nowhere?access_token=${KEY}`, { key: null });
    const kept = await everythingKept();
    expect(kept).toContain('access_token=…&b=2');
    expect(kept).toContain('"stale_write_rejected"');
    expect(kept).not.toContain(KEY);
  });

  // A parameter's name may be percent-encoded; the key under such a name is taken, but not redacted.
  test('sent under a percent-encoded name', async () => {
    const url = `/v1/workflows/runs/r/hil-decisions/b?access%5Ftoken=${KEY}`;
    expect((await strangers.get(url, { key: null })).status).not.toBe(401);
    expect(await everythingKept()).not.toContain(KEY);
  });
});
