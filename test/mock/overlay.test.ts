import { beforeAll, describe, expect, test } from 'vitest';
import { contentSha256 } from '../../src/contract/canonical-json.ts';
import { BOT, createHarness, DANA, LEE, NOW, type Harness, type Json } from '../support/harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness();
});

/** A namespace of its own, so that moving the clock disturbs nobody. */
let worlds = 0;
function ownWorld() {
  worlds += 1;
  const options = { namespace: `w${worlds}` };
  return {
    open: (gate = {}) => harness.open(gate, options),
    get: (path: string) => harness.get(path, options),
    post: (path: string, body: unknown, key = 'dana') =>
      harness.post(path, body, { ...options, key }),
    move: async (body: object) => {
      expect((await harness.post('/__control/clock', body, options)).status).toBe(200);
    },
  };
}

const at = (byMs: number) => new Date(Date.parse(NOW) + byMs).toISOString();

describe('REV-1 … REV-9: a review just opened', () => {
  test('is shown as the document says', async () => {
    const model = { kind: 'model', id: 'm', display_name: 'M' };
    const gate = { run_id: 'run_rev', block_id: 'block_rev', workflow_id: 'wf_rev', model };
    const { overlay, resource } = await harness.open({ ...gate, priority: 3 });
    const { body } = await harness.get(overlay);
    expect(body).toMatchObject({
      _id: 'run_rev:block_rev',
      block_run_id: 'run_rev:block_rev',
      organization_id: 'org_1',
      workflow_run_id: 'run_rev',
      workflow_id: 'wf_rev',
      status: 'awaiting_review',
      priority: 3,
      rev: 1,
      head_seq: 0,
      effective_seq: null,
      decided_at: null,
      claim: null,
      decisions: [],
      awaiting_since: NOW,
      created_at: NOW,
      updated_at: NOW,
    });
    const snapshot = { total_amount: 505, vendor_name: 'Acme Corp' };
    expect(body.versions).toEqual([
      {
        seq: 0,
        parent_seq: null,
        author: model,
        origin: 'model_output',
        snapshot,
        content_sha256: contentSha256(snapshot),
        note: null,
        created_at: NOW,
      },
    ]);
    expect(body.audit).toEqual([
      {
        entry_id: expect.stringMatching(/^aud_/),
        event: 'overlay_created',
        action: 'gate_fired',
        actor: model,
        at: NOW,
        rev_observed: 0,
        rev_result: 1,
        detail: { predicate: 'always' },
      },
    ]);
    const review = (await harness.get(resource)).body;
    expect(review.id).toMatch(/^rev_[A-Z2-7]{26}$/);
    expect(review.step_id).toBe('run_rev_block_rev');
  });
});

describe('CAS-1: the stamp', () => {
  test.each(['claim', 'release', 'versions', 'decision'])('%s', async (path) => {
    const bodies: Record<string, object> = {
      versions: { snapshot: {} },
      decision: { verdict: 'approved' },
    };
    for (const stamp of [0, 2, 1_000_000]) {
      const { overlay } = await harness.open();
      const body = { ...bodies[path], version_stamp: stamp };
      const reply = await harness.post(`${overlay}/${path}`, body, { key: 'lee' });
      expect(reply.status).toBe(409);
      expect(reply.body.detail).toBe(
        `Stale version_stamp: overlay is at rev 1, request sent rev ${stamp}. Re-read the overlay and retry.`,
      );
      const after = (await harness.get(overlay)).body;
      expect(after).toMatchObject({ rev: 1, head_seq: 0, claim: null, status: 'awaiting_review' });
      expect(after.audit.at(-1)).toMatchObject({
        action: 'stale_write_rejected',
        event: 'stale_write_rejected',
        actor: LEE,
        rev_observed: stamp,
        rev_result: null,
      });
    }
  });
});

describe('CAS-4: a stale write leaves updated_at', () => {
  test('though the audit has its time', async () => {
    const world = ownWorld();
    const { overlay } = await world.open();
    await world.move({ advance_ms: 1000 });
    await world.post(`${overlay}/claim`, { version_stamp: 0 });
    const { body } = await world.get(overlay);
    expect(body.updated_at).toBe(NOW);
    expect(body.audit.at(-1).at).toBe(at(1000));
  });
});

describe('CLM-1 … CLM-4: claims', () => {
  test('hold 900 seconds unless told otherwise, and until the last millisecond', async () => {
    const world = ownWorld();
    const { overlay } = await world.open();
    const claimed = await world.post(`${overlay}/claim`, { version_stamp: 1 }, 'lee');
    const claim = { holder: LEE, claimed_at: NOW, expires_at: at(900_000) };
    expect(claimed.body.claim).toEqual(claim);
    await world.move({ advance_ms: 899_999 });
    expect((await world.get(overlay)).body.claim).toEqual(claim);
    await world.move({ advance_ms: 1 });
    const { body } = await world.get(overlay);
    expect(body.claim).toBeNull();
    expect(body.rev).toBe(2);
    expect(body.updated_at).toBe(NOW);
  });

  test('bind nobody', async () => {
    const { overlay } = await harness.open();
    const write = async (path: string, body: object, key: string) => {
      const reply = await harness.post(`${overlay}/${path}`, body, { key });
      expect(reply.status, reply.text).toBe(200);
      return reply.body;
    };
    await write('claim', { version_stamp: 1, ttl_seconds: 30 }, 'dana');
    expect((await write('claim', { version_stamp: 2 }, 'lee')).claim.holder).toEqual(LEE);
    const appended = await write('versions', { version_stamp: 3, snapshot: { a: 1 } }, 'bot');
    expect(appended.claim.holder).toEqual(LEE);
    expect(appended.versions[1].author).toEqual(BOT);
    expect((await write('release', { version_stamp: 4 }, 'bot')).claim).toBeNull();
    expect((await write('release', { version_stamp: 5 }, 'bot')).rev).toBe(6);
    await write('claim', { version_stamp: 6 }, 'lee');
    const decided = await write('decision', { version_stamp: 7, verdict: 'approved' }, 'dana');
    expect(decided.overlay.claim).toBeNull();
    expect(decided.overlay.decisions[0].decided_by).toEqual(DANA);
  });
});

describe('VER-1, VER-2: versions', () => {
  test('descend from the head, or from the version that is named', async () => {
    const { overlay } = await harness.open();
    const append = (body: object) => harness.post(`${overlay}/versions`, body);
    await append({ version_stamp: 1, snapshot: { a: 1 }, note: 'n', origin: 'agent_edit' });
    const { body } = await append({ version_stamp: 2, snapshot: { a: 2 }, parent_seq: 0 });
    expect(body.versions.slice(1)).toMatchObject([
      { seq: 1, parent_seq: 0, origin: 'agent_edit', note: 'n', snapshot: { a: 1 } },
      { seq: 2, parent_seq: 0, origin: 'human_edit', note: null, snapshot: { a: 2 } },
    ]);
    expect(body.status).toBe('awaiting_review');
    const next = await append({ version_stamp: 3, snapshot: { a: 1 } });
    expect(next.body.versions[3]).toMatchObject({ parent_seq: 2, snapshot: { a: 1 } });
    const orphan = await append({ version_stamp: 4, snapshot: {}, parent_seq: 4 });
    expect(orphan.body.detail[0]).toMatchObject({ loc: ['body', 'parent_seq'], input: 4 });
  });

  const pages = [1, 2];
  test.each([
    ['extract', { a: 1 }, { a: 1 }, { a: 1 }],
    ['classifier', { category: 'a' }, { category: 'b' }, { category: 'b' }],
    ['split', [], { splits: [{ name: 'n', pages }] }, { documents: [{ name: 'n', pages }] }],
    ['for_each', [], { chunks: [{ key: 'k', pages }] }, { partitions: [{ key: 'k', pages }] }],
    ['conditional', { branch: 'a' }, { branch: 'b' }, { branch: 'b' }],
  ])('%s: a reviewable_value becomes a snapshot', async (block_type, output, value, snapshot) => {
    const { overlay } = await harness.open({ block_type, evidence: { output } });
    const body = { version_stamp: 1, reviewable_value: value };
    const reply = await harness.post(`${overlay}/versions`, body);
    expect(reply.status, reply.text).toBe(200);
    expect(reply.body.versions[1].snapshot).toEqual(snapshot);
  });

  test.each([
    ['classifier', { category: 'a' }, { label: 'b' }, ['reviewable_value', 'category']],
    ['split', [], { documents: [] }, ['reviewable_value', 'splits']],
    [
      'split',
      [],
      { splits: [{ name: 'n', pages: [2, 1] }] },
      ['reviewable_value', 'splits', 0, 'pages', 1],
    ],
    ['for_each', [], { chunks: [{ key: 1, pages }] }, ['reviewable_value', 'chunks', 0, 'key']],
  ])('%s: a reviewable_value of another shape is 422', async (block_type, output, value, loc) => {
    const { overlay } = await harness.open({ block_type, evidence: { output } });
    const body = { version_stamp: 1, reviewable_value: value };
    const reply = await harness.post(`${overlay}/versions`, body);
    expect(reply.status).toBe(422);
    expect(reply.body.detail[0].loc).toEqual(['body', ...loc]);
  });
});

describe('DEC-1 … DEC-5: decisions', () => {
  test('an approval may rule on one version and ship another', async () => {
    const { overlay } = await harness.open();
    await harness.post(`${overlay}/versions`, { version_stamp: 1, snapshot: { a: 1 } });
    const body = {
      verdict: 'approved',
      version_stamp: 2,
      on_seq: 1,
      effective_seq: 0,
      reason: 'x',
    };
    const { overlay: decided } = (await harness.post(`${overlay}/decision`, body)).body;
    expect(decided).toMatchObject({
      status: 'approved',
      effective_seq: 0,
      decided_at: NOW,
      rev: 3,
    });
    expect(decided.decisions).toEqual([
      {
        decision_id: expect.stringMatching(/^dec_/),
        verdict: 'approved',
        decided_by: DANA,
        decided_at: NOW,
        on_seq: 1,
        effective_seq: 0,
        reason: null,
        supersedes_decision_id: null,
      },
    ]);
  });

  test('an approval with edits is one write with two audit entries', async () => {
    const { overlay } = await harness.open();
    await harness.post(`${overlay}/versions`, { version_stamp: 1, snapshot: { a: 1 } });
    const body = { verdict: 'approved', version_stamp: 2, on_seq: 0, edited_output: { a: 2 } };
    const { overlay: decided } = (await harness.post(`${overlay}/decision`, body)).body;
    expect(decided.rev).toBe(3);
    expect(decided.versions[0].snapshot).toEqual({ total_amount: 505, vendor_name: 'Acme Corp' });
    expect(decided.versions[2]).toMatchObject({ seq: 2, parent_seq: 0, origin: 'human_edit' });
    expect(decided.decisions[0]).toMatchObject({ on_seq: 2, effective_seq: 2 });
    const last = decided.audit.slice(-2);
    expect(last.map((each: Json) => [each.action, each.rev_observed, each.rev_result])).toEqual([
      ['version_added', 2, 3],
      ['decision_made', 2, 3],
    ]);
  });

  test('a rejection keeps its reason, and has no effective version', async () => {
    const { overlay } = await harness.open();
    const body = { verdict: 'rejected', version_stamp: 1, reason: ' Illegible. ' };
    const { overlay: decided } = (await harness.post(`${overlay}/decision`, body)).body;
    expect(decided).toMatchObject({ status: 'rejected', effective_seq: null, decided_at: NOW });
    expect(decided.decisions[0]).toMatchObject({
      reason: ' Illegible. ',
      effective_seq: null,
      on_seq: 0,
    });
  });

  test.each(['claim', 'release', 'versions', 'decision'])(
    'once decided, %s is 409',
    async (path) => {
      const { overlay } = await harness.open();
      await harness.post(`${overlay}/decision`, { verdict: 'approved', version_stamp: 1 });
      const before = await harness.get(overlay);
      const bodies: Record<string, object> = {
        versions: { snapshot: {} },
        decision: { verdict: 'rejected', reason: 'x' },
      };
      const reply = await harness.post(`${overlay}/${path}`, { ...bodies[path], version_stamp: 2 });
      expect(reply.status).toBe(409);
      expect(reply.body.detail).toBe('The review is already approved.');
      expect((await harness.get(overlay)).text).toBe(before.text);
    },
  );
});
