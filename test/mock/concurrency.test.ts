import { beforeAll, describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import { createHarness, type Harness, type Json, type Reply } from '../support/harness.ts';

const WRITERS = 100;
const KEYS = ['dana', 'lee', 'bot'];
const PLACES = Array.from({ length: WRITERS }, (_, place) => place);

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness();
});

const keyAt = (place: number) => KEYS[place % KEYS.length] ?? 'dana';

function inParallel(send: (place: number) => Promise<Reply>): Promise<readonly Reply[]> {
  return Promise.all(PLACES.map(send));
}

function countOf(replies: readonly Reply[], status: number): number {
  return replies.filter((reply) => reply.status === status).length;
}

const WRITES: readonly (readonly [string, (place: number) => object])[] = [
  ['claim', () => ({ version_stamp: 1 })],
  ['release', () => ({ version_stamp: 1 })],
  ['versions', (place) => ({ version_stamp: 1, snapshot: { place } })],
  ['decision', () => ({ version_stamp: 1, verdict: 'approved' })],
  ['decision', (place) => ({ version_stamp: 1, verdict: 'approved', edited_output: { place } })],
  ['decision', (place) => ({ version_stamp: 1, verdict: 'rejected', reason: `No. ${place}` })],
];

describe('CAS-2: of a hundred writes with the same stamp exactly one succeeds', () => {
  test.each(WRITES)('%s', async (path, bodyOf) => {
    const { overlay } = await harness.open();
    const replies = await inParallel((place) =>
      harness.post(`${overlay}/${path}`, bodyOf(place), { key: keyAt(place) }),
    );
    expect(countOf(replies, 200)).toBe(1);
    expect(countOf(replies, 409)).toBe(WRITERS - 1);
    const { body } = await harness.get(overlay);
    expect(body.rev).toBe(2);
    const actions = body.audit.map((each: Json) => each.action);
    const stale = actions.filter((action: string) => action === 'stale_write_rejected');
    expect(stale).toHaveLength(WRITERS - 1);
    const winner = replies.find((reply) => reply.status === 200)?.body;
    expect((winner.overlay ?? winner).rev).toBe(2);
  });

  test('without a wire between them too', async () => {
    const { overlay } = await harness.open();
    const responses = await Promise.all(
      PLACES.map((place) => {
        const headers = { 'Api-Key': keyAt(place), 'Content-Type': 'application/json' };
        const body = JSON.stringify({ version_stamp: 1, snapshot: { place } });
        const init = { method: 'POST', headers, body };
        return harness.mock.fetch(new Request(`http://mock.test${overlay}/versions`, init));
      }),
    );
    expect(responses.filter((response) => response.status === 200)).toHaveLength(1);
    const { body } = await harness.get(overlay);
    expect([body.rev, body.versions.length]).toEqual([2, 2]);
    expect(body.audit).toHaveLength(2 + WRITERS - 1);
  });

  test('different writes at once', async () => {
    const { overlay } = await harness.open();
    const replies = await inParallel((place) => {
      const [path, bodyOf] = WRITES[place % WRITES.length] ?? ['claim', () => ({})];
      return harness.post(`${overlay}/${path}`, bodyOf(place), { key: keyAt(place) });
    });
    expect(countOf(replies, 200)).toBe(1);
    expect((await harness.get(overlay)).body.rev).toBe(2);
  });

  test('a write through the resource surface counts among them', async () => {
    const { overlay, resource } = await harness.open();
    const version_id = versionIdOf({ total_amount: 505, vendor_name: 'Acme Corp' });
    const replies = await inParallel((place) =>
      place % 2 === 0
        ? harness.post(`${resource}/approve`, { version_id })
        : harness.post(`${overlay}/decision`, { version_stamp: 1, verdict: 'approved' }),
    );
    const { body } = await harness.get(overlay);
    expect(body.decisions).toHaveLength(1);
    expect(body.rev).toBe(2);
    const accepted = replies.filter((reply) => reply.body.submission_status === 'accepted');
    expect(accepted).toHaveLength(1);
  });
});

describe('CAS-3: the writes that succeed form one chain', () => {
  test('writers who re-read and retry all get through, one after another', async () => {
    const { overlay } = await harness.open();
    const results: number[] = [];
    const write = async (place: number): Promise<void> => {
      for (;;) {
        const { rev } = (await harness.get(overlay)).body;
        const body = { version_stamp: rev, snapshot: { place } };
        const reply = await harness.post(`${overlay}/versions`, body, { key: keyAt(place) });
        if (reply.status !== 200) continue;
        expect(reply.body.rev).toBe(rev + 1);
        results.push(reply.body.rev);
        return;
      }
    };
    await Promise.all(PLACES.slice(0, 12).map(write));
    expect(results.toSorted((left, right) => left - right)).toEqual(
      PLACES.slice(0, 12).map((place) => place + 2),
    );
    const { body } = await harness.get(overlay);
    expect(body.versions.map((each: Json) => each.seq)).toEqual(PLACES.slice(0, 13));
    const written = body.audit.filter((each: Json) => each.rev_result !== null);
    for (const each of written) expect(each.rev_result).toBe(each.rev_observed + 1);
  });

  test('no reader sees rev go back, nor half of a write', async () => {
    const { overlay } = await harness.open();
    const work = { isDone: false };
    const read = async () => {
      let last = 0;
      while (!work.isDone) {
        const { body } = await harness.get(overlay);
        expect(body.rev).toBeGreaterThanOrEqual(last);
        last = body.rev;
        expect(body.head_seq).toBe(body.versions.length - 1);
        expect(body.audit.at(-1).rev_result).toBe(body.rev);
        const isDecided = body.status !== 'awaiting_review';
        expect(body.decisions).toHaveLength(isDecided ? 1 : 0);
        expect(body.effective_seq).toBe(isDecided ? body.head_seq : null);
      }
    };
    const write = async () => {
      for (let stamp = 1; stamp < 30; stamp += 1) {
        const body = { version_stamp: stamp, snapshot: { stamp } };
        await harness.post(`${overlay}/versions`, body);
      }
      const edit = { version_stamp: 30, verdict: 'approved', edited_output: { last: true } };
      expect((await harness.post(`${overlay}/decision`, edit)).status).toBe(200);
      work.isDone = true;
    };
    await Promise.all([write(), read(), read(), read()]);
    expect((await harness.get(overlay)).body.rev).toBe(31);
  });
});

describe('IDM-4: a hundred concurrent repeats of one command', () => {
  test.each([
    ['decision', { verdict: 'approved', command_id: 'once' }],
    ['decision', { verdict: 'approved', edited_output: { a: 1 }, command_id: 'once' }],
    ['decision', { verdict: 'rejected', reason: 'No.', command_id: 'once' }],
    ['versions', { snapshot: { a: 1 }, command_id: 'once' }],
  ])('%s %j applies once, and each gets 200', async (path, command) => {
    const { overlay } = await harness.open();
    const replies = await inParallel((place) =>
      harness.post(`${overlay}/${path}`, { ...command, version_stamp: 1 }, { key: keyAt(place) }),
    );
    expect(countOf(replies, 200)).toBe(WRITERS);
    const { body } = await harness.get(overlay);
    expect(body.rev).toBe(2);
    expect(body.versions.length + body.decisions.length).toBe('edited_output' in command ? 3 : 2);
    expect(body.audit.map((each: Json) => each.action)).not.toContain('stale_write_rejected');
    const statuses = replies.map((reply) => reply.body.submission_status).toSorted();
    const repeats = Array.from({ length: WRITERS - 1 }, () => 'already_applied');
    expect(path === 'decision' ? statuses : ['accepted', ...repeats]).toEqual([
      'accepted',
      ...repeats,
    ]);
  });
});
