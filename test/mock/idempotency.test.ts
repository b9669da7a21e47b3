import { beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness } from '../support/harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness();
});

const APPROVE = { verdict: 'approved', version_stamp: 1, command_id: 'c1' };
const APPEND = { snapshot: { a: 1 }, version_stamp: 1, command_id: 'c1' };

async function twice(path: string, first: object, second: object, key = 'dana') {
  const { overlay } = await harness.open();
  const one = await harness.post(`${overlay}/${path}`, first);
  expect(one.status, one.text).toBe(200);
  const before = await harness.get(overlay);
  const two = await harness.post(`${overlay}/${path}`, second, { key });
  const isUnchanged = (await harness.get(overlay)).text === before.text;
  return { one, two, isUnchanged, before };
}

describe('IDM-1: the same command again', () => {
  test.each([
    ['as it was', APPROVE],
    ['with the new stamp', { ...APPROVE, version_stamp: 2 }],
    ['with a stamp that never was', { ...APPROVE, version_stamp: 77 }],
    ['with null for what was left out', { ...APPROVE, edited_output: null, on_seq: null }],
    ['with its defaults', { ...APPROVE, on_seq: 0, effective_seq: 0, reason: null }],
    ['in another order', { command_id: 'c1', version_stamp: 1, verdict: 'approved' }],
  ])('a decision %s', async (_how, again) => {
    const { two, isUnchanged, before } = await twice('decision', APPROVE, again, 'lee');
    expect(two.status).toBe(200);
    expect(two.body.submission_status).toBe('already_applied');
    expect(two.body.overlay).toEqual(before.body);
    expect(isUnchanged).toBe(true);
  });

  test.each([
    ['as it was', APPEND],
    ['with its defaults', { ...APPEND, origin: 'human_edit', parent_seq: 0, note: null }],
  ])('an append %s', async (_how, again) => {
    const { two, isUnchanged, before } = await twice('versions', APPEND, again, 'lee');
    expect(two.status).toBe(200);
    expect(two.body).toEqual(before.body);
    expect(isUnchanged).toBe(true);
  });

  test('the keys of a snapshot may come in another order', async () => {
    const first = { ...APPEND, snapshot: { a: 1, b: { c: 2, d: 3 } } };
    const again = { ...APPEND, snapshot: { b: { d: 3, c: 2 }, a: 1.0 } };
    expect((await twice('versions', first, again)).two.status).toBe(200);
  });

  test('a default that follows the head follows the head of the first try', async () => {
    const { overlay } = await harness.open();
    const append = (body: object) => harness.post(`${overlay}/versions`, body);
    await append(APPEND);
    await append({ snapshot: { b: 1 }, version_stamp: 2 });
    expect((await append(APPEND)).body.rev).toBe(3);
    expect((await append({ ...APPEND, parent_seq: 0 })).status).toBe(200);
    expect((await append({ ...APPEND, parent_seq: 1 })).status).toBe(409);
  });
});

describe('IDM-3: the same command_id for something else', () => {
  test.each([
    ['another verdict', { ...APPROVE, verdict: 'rejected', reason: 'x' }],
    ['an edit', { ...APPROVE, edited_output: {} }],
  ])('a decision with %s', async (_how, other) => {
    const { two, isUnchanged } = await twice('decision', APPROVE, other);
    expect(two.status).toBe(409);
    expect(two.body.detail).toContain("command_id 'c1'");
    expect(isUnchanged).toBe(true);
  });

  test.each([
    ['another snapshot', { ...APPEND, snapshot: { a: 2 } }],
    ['another note', { ...APPEND, note: 'n' }],
    ['another origin', { ...APPEND, origin: 'agent_edit' }],
    ['a reviewable_value', { version_stamp: 1, command_id: 'c1', reviewable_value: { a: 1 } }],
  ])('an append with %s', async (_how, other) => {
    const { two, isUnchanged } = await twice('versions', APPEND, other);
    expect(two.status).toBe(409);
    expect(isUnchanged).toBe(true);
  });

  test('append and decision share one set of command_ids', async () => {
    const { overlay } = await harness.open();
    await harness.post(`${overlay}/versions`, APPEND);
    const reply = await harness.post(`${overlay}/decision`, { ...APPROVE, version_stamp: 2 });
    expect(reply.status).toBe(409);
    expect((await harness.get(overlay)).body.status).toBe('awaiting_review');
  });
});

describe('IDM-5: what does not use up a command_id', () => {
  test('a first try that failed', async () => {
    const { overlay } = await harness.open();
    const decide = (body: object) => harness.post(`${overlay}/decision`, body);
    expect((await decide({ ...APPROVE, version_stamp: 0 })).status).toBe(409);
    expect((await decide({ ...APPROVE, on_seq: 5 })).status).toBe(422);
    expect((await decide({ ...APPROVE, verdict: 'rejected' })).status).toBe(422);
    expect((await decide(APPROVE)).body.submission_status).toBe('accepted');
  });

  test('another review', async () => {
    for (let time = 0; time < 2; time += 1) {
      const { overlay } = await harness.open();
      const reply = await harness.post(`${overlay}/decision`, APPROVE);
      expect(reply.body.submission_status).toBe('accepted');
    }
  });

  test('no command_id at all: null is none', async () => {
    const { overlay } = await harness.open();
    const append = (version_stamp: number) =>
      harness.post(`${overlay}/versions`, { version_stamp, snapshot: {}, command_id: null });
    expect((await append(1)).status).toBe(200);
    expect((await append(1)).status).toBe(409);
    expect((await append(2)).body.versions).toHaveLength(3);
  });
});

describe('IDM-2: whether the run has applied it', () => {
  test('already_received while runs are held, already_applied from then on', async () => {
    const options = { namespace: 'held' };
    const hold = (held: boolean) => harness.post('/__control/resume', { hold: held }, options);
    const { overlay, reviewId } = await harness.open({}, options);
    const other = await harness.open({}, options);
    const decide = async (path = overlay) =>
      (await harness.post(`${path}/decision`, APPROVE, options)).body.submission_status;
    expect((await hold(true)).body).toEqual({ hold: true, applied_review_ids: [] });
    expect(await decide()).toBe('accepted');
    expect(await decide()).toBe('already_received');
    const before = (await harness.get(overlay, options)).body.rev;
    expect((await hold(false)).body).toEqual({ hold: false, applied_review_ids: [reviewId] });
    expect(await decide()).toBe('already_applied');
    expect((await harness.get(overlay, options)).body.rev).toBe(before);
    expect(await decide(other.overlay)).toBe('accepted');
    expect(await decide(other.overlay)).toBe('already_applied');
  });

  test('a repeat of a decision that was taken back is still a repeat', async () => {
    const { overlay, reviewId } = await harness.open();
    await harness.post(`${overlay}/decision`, APPROVE);
    await harness.send('POST', `/__control/reviews/${reviewId}/reopen`);
    const again = await harness.post(`${overlay}/decision`, APPROVE);
    expect(again.status).toBe(200);
    expect(again.body.submission_status).toBe('already_applied');
    expect(again.body.overlay.status).toBe('awaiting_review');
  });
});
