import { beforeAll, describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import { createHarness, LEE, NOW, type Harness, type Json } from '../support/harness.ts';

const SEEDED = '/v1/workflows/reviews/run_abc123/block_extract';
const APPROVE = { verdict: 'approved', version_stamp: 1 };

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness({ scenario: SCENARIOS.seeds(), journalSize: 5 });
});

const journal = async (options = {}) => (await harness.get('/__control/journal', options)).body;

describe('reset', () => {
  test('the default namespace goes back to its scenario, clock, ids and journal too', async () => {
    await harness.send('POST', '/__control/reset');
    const before = await harness.get('/__control/state');
    const made = await harness.open();
    await harness.post(`${SEEDED}/claim`, { version_stamp: 3 });
    await harness.advance(5000);
    await harness.post('/__control/resume', { hold: true });
    const reply = await harness.send('POST', '/__control/reset');
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({ reviews: 1 });
    expect(await journal()).toEqual({ entries: [], dropped: 0 });
    expect((await harness.get('/__control/state')).text).toBe(before.text);
    expect((await harness.get('/__control/clock')).body).toEqual({ now: NOW, frozen: true });
    expect((await harness.get(SEEDED)).body.rev).toBe(3);
    expect((await harness.open()).reviewId).toBe(made.reviewId);
    await harness.send('POST', '/__control/reset');
  });

  test('another namespace goes back to nothing, and no other with it', async () => {
    const options = { namespace: 'reset' };
    const { overlay } = await harness.open({}, options);
    await harness.post(`${SEEDED}/claim`, { version_stamp: 3 });
    const reply = await harness.send('POST', '/__control/reset', undefined, options);
    expect(reply.body).toEqual({ reviews: 0 });
    expect((await harness.get(overlay, options)).status).toBe(404);
    expect((await harness.get(SEEDED)).body.rev).toBe(4);
    await harness.send('POST', '/__control/reset');
  });
});

describe('DEC-5: reopening', () => {
  test('takes the decision back and keeps it on record', async () => {
    const options = { namespace: 'reopen' };
    const { overlay, reviewId } = await harness.open({}, options);
    await harness.post(`${overlay}/decision`, APPROVE, options);
    await harness.post('/__control/clock', { advance_ms: 1000 }, options);
    const path = `/__control/reviews/${reviewId}/reopen`;
    const reply = await harness.post(path, { actor: LEE }, options);
    const later = '2026-05-13T09:05:01.000Z';
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      status: 'awaiting_review',
      decided_at: null,
      effective_seq: null,
      awaiting_since: later,
      created_at: NOW,
      rev: 3,
      decisions: [{ verdict: 'approved', effective_seq: 0 }],
    });
    expect(reply.body.audit.at(-1)).toMatchObject({
      action: 'reopened',
      event: 'reopened',
      actor: LEE,
      at: later,
      rev_observed: 2,
      rev_result: 3,
    });
    expect((await harness.get(overlay, options)).text).toBe(reply.text);
    const again = await harness.post(path, {}, options);
    expect(again.status).toBe(409);
    expect(again.body.detail).toContain('nothing to reopen');
    const body = { verdict: 'rejected', version_stamp: 3, reason: 'x' };
    const decided = (await harness.post(`${overlay}/decision`, body, options)).body.overlay;
    expect(decided.decisions[1].supersedes_decision_id).toBe(decided.decisions[0].decision_id);
  });

  test('names the control interface where nobody is named', async () => {
    const { overlay, reviewId } = await harness.open();
    await harness.post(`${overlay}/decision`, APPROVE);
    const reply = await harness.send('POST', `/__control/reviews/${reviewId}/reopen`);
    expect(reply.status).toBe(200);
    expect(reply.body.audit.at(-1).actor.id).toBe('control');
  });

  test('an unknown review is 404, an actor that is none 422', async () => {
    const path = '/__control/reviews/rev_none/reopen';
    const unknown = await harness.post(path, {});
    expect(unknown.status).toBe(404);
    expect(unknown.body.detail).toBe("No review found for review_id='rev_none'");
    expect((await harness.post(path, { actor: { id: 'x' } })).status).toBe(422);
    expect((await harness.post(path, '{')).status).toBe(422);
  });
});

describe('the journal', () => {
  test('keeps each request and its reply', async () => {
    const options = { namespace: 'journal' };
    const { overlay } = await harness.open({ run_id: 'r', block_id: 'b' }, options);
    const body = '{ "version_stamp": 1 }';
    const reply = await harness.post(`${overlay}/claim`, body, options);
    await harness.get(`${overlay}?x=1`, { ...options, key: null });
    expect(await journal(options)).toEqual({
      dropped: 0,
      entries: [
        {
          seq: 1,
          began_after: 0,
          at: NOW,
          method: 'POST',
          url: '/v1/workflows/reviews/r/b/claim',
          operation_id: 'claim_review',
          actor_id: 'user_42',
          request_body: body,
          status: 200,
          response_body: reply.text,
          fault: null,
          handled_status: 200,
        },
        {
          seq: 2,
          began_after: 1,
          at: NOW,
          method: 'GET',
          url: '/v1/workflows/reviews/r/b?x=1',
          operation_id: 'get_overlay',
          actor_id: null,
          request_body: null,
          status: 401,
          response_body: expect.stringContaining('credentials'),
          fault: null,
          handled_status: 401,
        },
      ],
    });
  });

  test('keeps what was refused before it had an operation', async () => {
    await harness.send('DELETE', '/__control/journal');
    await harness.get('/v1/nowhere');
    await harness.send('PUT', SEEDED);
    const { entries } = await journal();
    expect(entries.map((each: Json) => [each.operation_id, each.status])).toEqual([
      [null, 404],
      [null, 405],
    ]);
  });

  test('is bounded: older entries make room and are counted', async () => {
    await harness.send('DELETE', '/__control/journal');
    for (let place = 1; place <= 23; place += 1) {
      await harness.get(`/v1/workflows/reviews?run_id=${place}`);
      const { entries, dropped } = await journal();
      expect(entries).toHaveLength(Math.min(place, 5));
      expect(dropped).toBe(Math.max(0, place - 5));
      expect(entries.at(-1).url).toContain(`run_id=${place}`);
    }
    const { entries } = await journal();
    const seqs = entries.map((each: Json) => each.seq);
    expect(seqs).toEqual([0, 1, 2, 3, 4].map((offset) => seqs[0] + offset));
  });

  test('is cleared, and goes on counting', async () => {
    await harness.get(SEEDED);
    const last = (await journal()).entries.at(-1).seq;
    const cleared = await harness.send('DELETE', '/__control/journal');
    expect(cleared.status).toBe(204);
    expect(cleared.text).toBe('');
    expect(await journal()).toEqual({ entries: [], dropped: 0 });
    await harness.get(SEEDED);
    expect((await journal()).entries[0].seq).toBe(last + 1);
  });

  test('has no request of the control interface', async () => {
    await harness.send('DELETE', '/__control/journal');
    await harness.get('/__control/clock');
    await harness.open();
    expect((await journal()).entries).toEqual([]);
  });
});
