import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createTestMock,
  expectRequests,
  startTestMock,
  type TestMock,
  type TestSpace,
} from '../../src/testing.ts';

const STARTS = { 'over HTTP': startTestMock, 'in process': createTestMock };

describe.each(Object.entries(STARTS))('a space %s', (_, start) => {
  let mock: TestMock;
  let space: TestSpace;
  beforeAll(async () => {
    mock = await start({ seed: 'spaces' });
    space = mock.space();
  });
  afterAll(() => mock.close());

  test('opens a review, and an actor takes it through its life', async () => {
    const review = await space.openReview();
    const dana = space.asActor('dana');
    expect((await dana.claim(review, { ttl_seconds: 60 })).body.claim).not.toBeNull();
    const { body } = await dana.append(review, { total: 506 }, { note: 'A slip.' });
    expect(body.versions.at(-1)).toMatchObject({ snapshot: { total: 506 }, note: 'A slip.' });
    expect((await dana.release(review)).status).toBe(200);
    const approved = await dana.approve(review, { command_id: 'c1' });
    expect(approved.body).toMatchObject({
      submission_status: 'accepted',
      overlay: { status: 'approved' },
    });
    expect((await dana.read(review)).body.decisions).toHaveLength(1);
  });

  test('tells one actor from another, and a conflict is a reply', async () => {
    const review = await space.openReview();
    const [dana, omar] = [space.asActor('dana'), space.asActor('omar')];
    const { rev } = (await dana.read(review)).body;
    expect((await omar.claim(review)).body.claim?.holder.id).not.toBe(
      (await dana.claim(review)).body.claim?.holder.id,
    );
    const late = await dana.reject(review, 'Wrong vendor.', { stamp: rev });
    expect(late.status).toBe(409);
    expect(late.body.detail).toContain('Stale version_stamp');
  });

  test('has a clock of its own', async () => {
    const review = await space.openReview();
    await space.asActor('dana').claim(review, { ttl_seconds: 60 });
    await space.clock.freeze();
    await space.clock.advance(60_000);
    expect((await space.asActor('dana').read(review)).body.claim).toBeNull();
    expect(await space.clock.set('2026-05-13T09:05:00.000Z')).toEqual({
      now: '2026-05-13T09:05:00.000Z',
      frozen: true,
    });
    expect(await mock.space().clock.read()).toMatchObject({ frozen: false });
    expect(await space.clock.run()).toMatchObject({ frozen: false });
  });

  test('knows what was asked', async () => {
    const own = mock.space();
    const review = await own.openReview();
    const dana = own.asActor('dana');
    await dana.approve(review, { command_id: 'c7' });
    const isC7 = (body: unknown) => (body as { command_id?: string }).command_id === 'c7';
    const [entry] = await own.journal.expect({ operation: 'submit_decision', body: isC7 }, 1);
    expect(entry).toMatchObject({ method: 'POST', status: 200 });
    await expect(own.journal.expect({ operation: 'submit_decision' }, 2)).rejects.toThrow(
      /Expected 2 requests like .*submit_decision.*found 1\. The journal holds:\n {2}#1 GET .*get_overlay/s,
    );
    await own.journal.clear();
    expect(await own.journal.entries()).toEqual([]);
  });

  test('sees nothing of another, and is forgotten when it ends', async () => {
    const [one, two] = [mock.space(), mock.space()];
    const review = await one.openReview();
    expect((await two.asActor('dana').read(review)).status).toBe(404);
    const state = await one.exportState();
    await two.importState(state);
    expect((await two.asActor('dana').read(review)).status).toBe(200);
    await two.reset();
    expect((await two.asActor('dana').read(review)).status).toBe(404);
    await one.close();
    expect((await one.asActor('dana').read(review)).status).toBe(404);
  });

  test('says what the mock refused, and when a gate does not fire', async () => {
    const predicate = { kind: 'confidence_lt', threshold: 'high' };
    await expect(space.openReview({ predicate } as never)).rejects.toThrow(
      /POST \/__control\/gates answered 422: .*threshold/,
    );
    const never = { kind: 'confidence_lt', threshold: 0.1 } as const;
    await expect(space.openReview({ predicate: never })).rejects.toThrow('did not fire');
  });
});

test('an empty journal says so', () => {
  expect(() => expectRequests([], { status: 409 })).toThrow(
    'Expected at least one request like {"status":409}, found 0. The journal holds:\n  nothing',
  );
});
