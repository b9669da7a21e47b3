import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../src/conformance/exchange.ts';
import { chainOf, checkReviewChain } from '../../../src/conformance/oracle/chain-of.ts';
import { ACTORS, append, approval, exchange, GET, overlay, replied } from './review-exchanges.ts';

function found(...exchanges: readonly Exchange[]): unknown {
  const verdict = checkReviewChain(exchanges, { actorIds: ACTORS });
  if (verdict.kind !== 'violated') return verdict.kind;
  return verdict.violations.map(
    ({ rule, requirement, level, witness }) => `${rule} ${requirement} ${level}: ${witness.join()}`,
  );
}

function kinds(...exchanges: readonly Exchange[]): unknown {
  return chainOf([GET, ...exchanges])
    ?.operations.slice(1)
    .map(({ kind }) => kind);
}

describe('what an answer says of a write', () => {
  test.each([
    [200, 'accepted'],
    [409, 'conflict'],
    [422, 'refused'],
    [429, 'refused'],
    [404, 'refused'],
    [408, 'unknown'],
    [500, 'unknown'],
    [503, 'unknown'],
  ])('%d: %s', (status, kind) => {
    const answer = replied(status, status === 200 ? overlay(4, [1, 2]) : undefined);
    expect(kinds(exchange(2, 'append_version', answer, append(3, 2)))).toEqual([kind]);
  });

  test('no answer may have had its effect, at any time since; what was not sent had none', () => {
    const lost = exchange(
      2,
      'append_version',
      { kind: 'unknown', reason: 'timeout' },
      append(3, 2),
    );
    expect(chainOf([GET, lost])?.operations[1]).toMatchObject({
      kind: 'unknown',
      returnedAt: null,
    });
    const unsent = exchange(2, 'append_version', { kind: 'unsent', reason: 'refused' });
    expect(kinds(unsent)).toEqual([]);
  });

  test('a decision says itself that it is a repeat, an append does not', () => {
    const body = { version_stamp: 3, verdict: 'approved', command_id: 'c' };
    const answer = (submission_status: string) =>
      replied(200, { submission_status, overlay: overlay(4, [1], approval(0)) });
    expect(
      kinds(
        exchange(2, 'submit_decision', answer('accepted'), { body }),
        exchange(3, 'submit_decision', answer('already_applied'), { body }),
        exchange(4, 'submit_decision', answer('already_received'), { body }),
      ),
    ).toEqual(['accepted', 'repeat', 'repeat']);
  });

  test('a release without a claim may be no write', () => {
    const body = { version_stamp: 3 };
    const release = (rev: number) =>
      exchange(2, 'release_review', replied(200, overlay(rev)), { body });
    expect(kinds(release(3))).toEqual(['read']);
    expect(found(GET, release(3))).toBe('holds');
    expect(kinds(release(4))).toEqual(['accepted']);
  });

  test('reads that failed, lists and reads of other surfaces say nothing', () => {
    expect(
      kinds(
        exchange(2, 'get_overlay', replied(500)),
        exchange(3, 'get_overlay', replied(404)),
        exchange(4, 'list_overlays', replied(200, overlay(9))),
        exchange(5, 'get_overlay', { kind: 'unknown', reason: 'timeout' }),
      ),
    ).toEqual([]);
  });

  test('a command id with two bodies is two commands, and its 409 no conflict', () => {
    const first = exchange(
      2,
      'append_version',
      replied(200, overlay(4, [1, 2])),
      append(3, 2, { command_id: 'c' }),
    );
    const other = exchange(3, 'append_version', replied(409), append(4, 9, { command_id: 'c' }));
    expect(kinds(first, other)).toEqual(['accepted', 'refused']);
    expect(found(GET, first, other)).toBe('holds');
    const same = exchange(
      3,
      'append_version',
      replied(409),
      append(4, 2, { command_id: 'c', note: null, origin: 'human_edit' }),
    );
    expect(found(GET, first, same)).toEqual(['REPLAY-REFUSED IDM-1 MUST: 3,2']);
  });
});

describe('the chain of a review', () => {
  const second = exchange(2, 'append_version', replied(200, overlay(4, [1, 2])), append(3, 2));

  test('holds over every kind of write', () => {
    const claim = { holder: { id: 'user_b' } };
    expect(
      found(
        GET,
        second,
        exchange(3, 'claim_review', replied(200, overlay(5, [1, 2], { claim })), {
          body: { version_stamp: 4 },
          actor: 'B',
        }),
        exchange(4, 'release_review', replied(200, overlay(6, [1, 2])), {
          body: { version_stamp: 5 },
        }),
        exchange(
          5,
          'submit_decision',
          replied(200, {
            submission_status: 'accepted',
            overlay: overlay(7, [1, 2, 3], approval(2)),
          }),
          {
            body: { version_stamp: 6, verdict: 'approved', edited_output: { total: 3 } },
          },
        ),
        exchange(6, 'append_version', replied(409), append(7, 4)),
        exchange(7, 'get_overlay', replied(200, overlay(7, [1, 2, 3], { ...approval(2), claim }))),
      ),
    ).toBe('holds');
  });

  test('starts at the lowest revision, whether or not it was read', () => {
    expect(chainOf([second])?.start).toEqual({ rev: 3, state: undefined });
    expect(chainOf([second, GET])?.start).toMatchObject({
      rev: 3,
      state: { status: 'awaiting_review' },
    });
    expect(found(second)).toBe('holds');
    expect(checkReviewChain([exchange(1, 'get_overlay', replied(404))]).kind).toBe('unknown');
  });

  test.each([
    ['snapshot', overlay(4, [1, 9]), 'versions[1].snapshot: expected {"total":2}, got {"total":9}'],
    [
      'an older snapshot',
      overlay(4, [7, 2]),
      'versions[0].snapshot: expected {"total":1}, got {"total":7}',
    ],
    ['number of versions', overlay(4, [1]), 'the number of versions: expected 2, got 1'],
    [
      'status',
      overlay(4, [1, 2], { status: 'approved' }),
      'status: expected awaiting_review, got approved',
    ],
    [
      'decisions',
      overlay(4, [1, 2], { decisions: [{}] }),
      'the number of decisions: expected 0, got 1',
    ],
    [
      'effective_seq',
      overlay(4, [1, 2], { effective_seq: 1 }),
      'effective_seq: expected null, got 1',
    ],
    [
      'claim',
      overlay(4, [1, 2], { claim: { holder: { id: 'x' } } }),
      'claim: expected none, got one',
    ],
    ['shape', { rev: 4 }, 'expected an overlay, got something else'],
  ])('CAS-3: an answer with another %s', (_, document, difference) => {
    const verdict = checkReviewChain([
      GET,
      exchange(2, 'append_version', replied(200, document), append(3, 2)),
    ]);
    expect(verdict).toMatchObject({
      violations: [{ rule: 'RESPONSE-MISMATCH', requirement: 'CAS-3', witness: [2] }],
    });
    const [violation] = verdict.kind === 'violated' ? verdict.violations : [];
    expect(violation?.sentence).toContain(difference);
  });

  test.each([
    ['verdict', { verdict: 'rejected' }],
    ['on_seq', { on_seq: 5 }],
    ['decided_by.id', { decided_by: { id: 'user_b' } }],
    ['reason', { reason: 'why' }],
  ])('CAS-3: a decision with another %s', (name, change) => {
    const decision = { verdict: 'approved', decided_by: { id: 'user_a' }, on_seq: 0, ...change };
    const document = overlay(4, [1], { ...approval(0), decisions: [decision] });
    const body = { version_stamp: 3, verdict: 'approved', reason: 'because' };
    const verdict = checkReviewChain(
      [GET, exchange(2, 'submit_decision', replied(200, { overlay: document }), { body })],
      { actorIds: ACTORS },
    );
    const [violation] = verdict.kind === 'violated' ? verdict.violations : [];
    expect(violation?.sentence).toContain(`decisions[0].${name}: expected`);
  });

  test('CAS-3: another author or holder than the client', () => {
    const byB = { ...second, actor: 'B' };
    expect(found(GET, byB)).toEqual(['RESPONSE-MISMATCH CAS-3 MUST: 2']);
    const claim = { holder: { id: 'user_b' } };
    const body = { version_stamp: 3 };
    const claimed = exchange(2, 'claim_review', replied(200, overlay(4, [1], { claim })), { body });
    expect(found(GET, claimed)).toEqual(['RESPONSE-MISMATCH CAS-3 MUST: 2']);
  });

  test('CAS-2: two appends that were both accepted', () => {
    const rival = exchange(3, 'append_version', replied(200, overlay(4, [1, 5])), {
      ...append(3, 5),
      at: [22, 24],
    });
    expect(found(GET, second, rival)).toEqual(['DUP CAS-2 MUST: 2,3']);
  });

  test.each([
    ['DEC-5 SHOULD', { version_stamp: 4, snapshot: { total: 2 } }, approval(0)],
    ['VER-2 SHOULD', { version_stamp: 4, snapshot: { total: 2 }, parent_seq: 9 }, {}],
    ['DEC-1 MUST', { version_stamp: 4, verdict: 'approved', on_seq: 9 }, {}],
    ['DEC-1 MUST', { version_stamp: 4, verdict: 'approved', effective_seq: 9 }, {}],
  ])('%s: a write that the rules refuse was accepted', (requirement, body, change) => {
    const start = exchange(1, 'get_overlay', replied(200, overlay(4, [1], change)));
    const operation = 'verdict' in body ? 'submit_decision' : 'append_version';
    const answer = { ...overlay(5, [1, 2]), overlay: overlay(5, [1, 2]) };
    expect(found(start, exchange(2, operation, replied(200, answer), { body }))).toEqual([
      `ILLEGAL-ACCEPT ${requirement}: 2`,
    ]);
  });

  test('IDM-1: an append that is repeated adds another version', () => {
    const command = { command_id: 'c' };
    expect(
      found(
        GET,
        exchange(2, 'append_version', replied(200, overlay(4, [1, 2])), append(3, 2, command)),
        exchange(3, 'append_version', replied(200, overlay(5, [1, 2, 2])), append(4, 2, command)),
      ),
    ).toEqual(['CMD-TWICE IDM-1 MUST: 2,3']);
  });

  test('a reviewable value is taken as it comes', () => {
    const body = { version_stamp: 3, reviewable_value: { total: 7 } };
    const first = exchange(2, 'append_version', replied(200, overlay(4, [1, 2])), { body });
    expect(found(GET, first)).toBe('holds');
  });

  test('a write through another surface is one of others', () => {
    const approve = exchange(2, 'approve_review', replied(200, {}));
    const seen = exchange(3, 'get_overlay', replied(200, overlay(4, [1], approval(0))));
    expect(found(GET, approve, seen)).toBe('holds');
    expect(found(GET, seen)).toEqual(['PHANTOM-REV REV-6 MUST: 3']);
    const refused = exchange(2, 'approve_review', replied(409));
    expect(found(GET, refused, seen)).toEqual(['PHANTOM-REV REV-6 MUST: 3']);
    const listed = exchange(2, 'get_review', replied(200, {}));
    expect(found(GET, listed, seen)).toEqual(['PHANTOM-REV REV-6 MUST: 3']);
  });

  test.each([
    null,
    'text',
    [],
    {},
    { rev: '4' },
    { rev: 4.5, versions: [] },
    { rev: 4, versions: [null], decisions: 3 },
  ])('an answer of %j is judged or set aside, never thrown at', (body) => {
    for (const operation of ['get_overlay', 'append_version', 'submit_decision'] as const) {
      const answer = exchange(2, operation, replied(200, body), { body: { version_stamp: '3' } });
      expect(found(GET, answer)).not.toBe('holds');
    }
  });
});
