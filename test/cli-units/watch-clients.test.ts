import { describe, expect, test } from 'vitest';
import { watchClients } from '../../src/cli/watch-clients.ts';
import type { JournalEntry } from '../../src/store/journal.ts';

const URL_OF_REVIEW = '/v1/workflows/reviews/run_1/block_1';
const OVERLAY = { rev: 3, status: 'awaiting_review', claim: null };

type Place = Pick<JournalEntry, 'seq' | 'began_after'>;

function read(place: Place): JournalEntry {
  return {
    ...place,
    at: '2026-05-13T09:05:00.000Z',
    method: 'GET',
    url: URL_OF_REVIEW,
    operation_id: 'get_overlay',
    actor_id: 'user_42',
    request_body: null,
    status: 200,
    response_body: JSON.stringify(OVERLAY),
    fault: null,
    handled_status: 200,
  };
}

/** A claim with the stamp that was read, which has gone stale in the meantime. */
function staleClaim(place: Place): JournalEntry {
  return {
    ...read(place),
    method: 'POST',
    url: `${URL_OF_REVIEW}/claim`,
    operation_id: 'claim_review',
    request_body: '{"version_stamp":3}',
    status: 409,
    response_body: '{"detail":"Stale version_stamp"}',
    handled_status: 409,
  };
}

/** What is found in exchanges, each with the namespace that it took place in. */
function found(...exchanges: readonly (readonly [string, JournalEntry])[]): readonly string[] {
  const clients = watchClients();
  for (const [namespace, entry] of exchanges) clients.observe(entry, namespace);
  return clients.report().misuses.map(({ kind, seqs }) => `${kind} ${seqs.join()}`);
}

describe('the clients of a mock with several namespaces', () => {
  test('are held to what they were told there, whatever happens elsewhere', () => {
    expect(
      found(
        ['a', read({ seq: 1, began_after: 0 })],
        ['b', read({ seq: 1, began_after: 0 })],
        ['b', read({ seq: 2, began_after: 1 })],
        ['a', staleClaim({ seq: 2, began_after: 1 })],
        ['b', read({ seq: 3, began_after: 2 })],
        ['a', staleClaim({ seq: 3, began_after: 2 })],
      ),
    ).toEqual(['stale-stamp-repeated 4,6']);
  });

  test('and not to what they were told while their request was under way', () => {
    expect(
      found(
        ['b', read({ seq: 1, began_after: 0 })],
        ['a', read({ seq: 1, began_after: 0 })],
        ['a', staleClaim({ seq: 2, began_after: 1 })],
        ['b', read({ seq: 2, began_after: 1 })],
        ['b', read({ seq: 3, began_after: 2 })],
        ['a', staleClaim({ seq: 3, began_after: 1 })],
      ),
    ).toEqual([]);
  });

  test('and keep what they know when a journal counts from 1 again', () => {
    const again = [
      ['a', read({ seq: 1, began_after: 0 })],
      ['a', staleClaim({ seq: 2, began_after: 1 })],
    ] as const;
    expect(found(['b', read({ seq: 1, began_after: 0 })], ...again, ...again)).toEqual([]);
    expect(found(again[0], ['a', staleClaim({ seq: 1, began_after: 0 })])).toEqual([]);
  });
});
