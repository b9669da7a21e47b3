import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createJournal, type JournalEntry } from '../../src/store/journal.ts';

function exchange(url: string): Omit<JournalEntry, 'seq'> {
  return {
    began_after: 0,
    at: '2026-05-13T09:05:00.000Z',
    method: 'GET',
    url,
    operation_id: 'list_reviews',
    actor_id: 'user_42',
    request_body: null,
    status: 200,
    response_body: '{}',
    fault: null,
    handled_status: 200,
  };
}

describe('a journal', () => {
  test('keeps what is recorded, numbered from 1, and hands it back', () => {
    const journal = createJournal(10);
    expect(journal.entries()).toEqual([]);
    expect(journal.record(exchange('/a'))).toEqual({ seq: 1, ...exchange('/a') });
    journal.record(exchange('/b'));
    expect(journal.entries()).toEqual([
      { seq: 1, ...exchange('/a') },
      { seq: 2, ...exchange('/b') },
    ]);
    expect(journal.droppedCount()).toBe(0);
  });

  test('says what its last number is', () => {
    const journal = createJournal(1);
    expect(journal.lastSeq()).toBe(0);
    journal.record(exchange('/a'));
    journal.record(exchange('/b'));
    expect(journal.lastSeq()).toBe(2);
    journal.clear();
    expect(journal.lastSeq()).toBe(2);
    journal.restart();
    expect(journal.lastSeq()).toBe(0);
  });

  test('keeps what a request began after, unless it has begun anew since', () => {
    const journal = createJournal(10);
    journal.record(exchange('/a'));
    journal.record(exchange('/b'));
    expect(journal.record({ ...exchange('/c'), began_after: 1 }).began_after).toBe(1);
    journal.restart();
    expect(journal.record({ ...exchange('/d'), began_after: 3 }).began_after).toBe(0);
  });

  test('keeps the last ones, and counts those that made room', () => {
    const sizes = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 60 }), (size, count) => {
        const journal = createJournal(size);
        for (let seq = 1; seq <= count; seq += 1) {
          journal.record(exchange(`/${seq}`));
          const kept = journal.entries().map((entry) => entry.seq);
          const first = Math.max(1, seq - size + 1);
          expect(kept).toEqual(Array.from({ length: seq - first + 1 }, (_, i) => first + i));
          expect(journal.droppedCount()).toBe(Math.max(0, seq - size));
        }
      }),
    );
  });

  test('forgets entries and count when it is cleared, and numbers on', () => {
    const journal = createJournal(2);
    for (const url of ['/1', '/2', '/3']) journal.record(exchange(url));
    journal.clear();
    expect(journal.entries()).toEqual([]);
    expect(journal.droppedCount()).toBe(0);
    expect(journal.record(exchange('/4')).seq).toBe(4);
    expect(journal.entries()).toHaveLength(1);
    expect(journal.droppedCount()).toBe(0);
  });

  // `journalSize: 0` of the public API is the plain way to ask for no journal, and
  // entries.slice(-0) is all of them: the journal grows without end.
  test('of size 0 keeps nothing', () => {
    const journal = createJournal(0);
    for (const url of ['/1', '/2', '/3']) journal.record(exchange(url));
    expect(journal.entries()).toEqual([]);
  });
});

describe('a long body', () => {
  const entryOf = (body: string) => {
    const journal = createJournal(10);
    return journal.record({ ...exchange('/a'), request_body: body, response_body: body });
  };

  test('is kept whole up to 65,536 characters', () => {
    const body = 'ä'.repeat(65_536);
    expect(entryOf(body)).toMatchObject({ request_body: body, response_body: body });
  });

  test('is cut beyond, and says how long it was', () => {
    const cut = `${'ä'.repeat(65_536)}… (65537 characters)`;
    expect(entryOf('ä'.repeat(65_537))).toMatchObject({ request_body: cut, response_body: cut });
  });
});
