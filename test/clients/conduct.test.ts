import { beforeEach, describe, expect, test } from 'vitest';
import {
  createClientScript,
  overlayAt,
  OVERLAY,
  type ClientScript,
  type Step,
} from './client-script.ts';

let script: ClientScript;

beforeEach(() => {
  script = createClientScript();
});

const reads = (count: number, afterMs: number, more: Step = {}) => {
  for (let index = 0; index < count; index += 1) script.read(3, { afterMs, ...more });
};

describe('polling', () => {
  test('five reads of one address less than a second apart', () => {
    reads(4, 999);
    expect(script.found()).toEqual([]);
    const [misuse] = script.read(3, { afterMs: 120 });
    expect(misuse).toMatchObject({
      kind: 'polled-too-fast',
      level: 'advice',
      seqs: [1, 5],
      count: 5,
    });
    expect(misuse?.sentence).toContain('5 times in a row (#1 to #5)');
    expect(misuse?.sentence).toContain('the shortest gap was 120 ms');
    expect(misuse).not.toHaveProperty('requirement');
    reads(2, 999);
    expect(script.found()).toEqual(['polled-too-fast 7']);
    expect(script.report().misuses[0]?.sentence).toContain('7 times in a row');
  });

  test('once a second is none', () => {
    reads(20, 1000);
    expect(script.found()).toEqual([]);
  });

  test('a pause begins anew', () => {
    reads(4, 10);
    script.read(3, { afterMs: 1000 });
    reads(3, 10);
    expect(script.found()).toEqual([]);
  });

  test('reads of other addresses, or by others, are not counted together', () => {
    reads(4, 10);
    reads(4, 10, { actor_id: 'bob' });
    for (let index = 0; index < 9; index += 1) {
      script.send('GET', `/v1/workflows/reviews?limit=${index + 1}`, { afterMs: 10 });
    }
    reads(4, 10, { namespace: 'b' });
    expect(script.found()).toEqual([]);
  });

  test('a read after a write of its own does not count', () => {
    script.read(3);
    for (let rev = 3; rev < 12; rev += 1) {
      script.write('claim', { version_stamp: rev }, { afterMs: 10 });
      script.read(rev + 1, { afterMs: 10 });
    }
    expect(script.found()).toEqual([]);
  });

  test('a clock that stands still, or is set back, says nothing', () => {
    reads(9, 0);
    reads(3, 2000);
    reads(2, 10);
    reads(1, -15);
    reads(2, 10);
    expect(script.found()).toEqual([]);
  });
});

describe('CLM-4: a claim', () => {
  const claim = { holder: { kind: 'human', id: 'ann' }, expires_at: '2026-05-13T09:15:04.000Z' };
  const MINUTES_15 = 15 * 60_000;
  const take = (step: Step = {}) => {
    script.read(3);
    script.write('claim', { version_stamp: 3 }, { reply: overlayAt(4, { claim }), ...step });
  };

  test('that ran out in the hands of its holder is told at the report', () => {
    take();
    expect(script.report(MINUTES_15 - 1).misuses).toEqual([]);
    expect(script.report(MINUTES_15).misuses).toMatchObject([
      {
        kind: 'claim-never-released',
        level: 'advice',
        operation: 'claim_review',
        seqs: [2],
        actor: 'ann',
        requirement: 'CLM-4',
        review: 'run_1:block_1',
      },
    ]);
    expect(script.report(MINUTES_15 * 2).misuses).toMatchObject([{ count: 1 }]);
  });

  test('that ran out is told when anybody sees the review afterwards', () => {
    take();
    const found = script.read(4, { actor_id: 'bob', afterMs: MINUTES_15 });
    expect(found).toMatchObject([{ kind: 'claim-never-released', actor: 'ann' }]);
  });

  test.each<[string, () => unknown]>([
    ['was released', () => script.write('release', { version_stamp: 4 })],
    [
      'ended in a decision',
      () => script.write('decision', { version_stamp: 4, verdict: 'approved', command_id: 'c' }),
    ],
    ['was given up in another place', () => script.read(5, { actor_id: 'bob' })],
    [
      "became another's",
      () => {
        const others = {
          holder: { kind: 'human', id: 'bob' },
          expires_at: '2026-05-13T11:00:00.000Z',
        };
        script.read(5, { reply: overlayAt(5, { claim: others }) });
      },
    ],
    [
      'saw the review decided by somebody else',
      () => script.read(5, { reply: overlayAt(5, { claim, status: 'approved' }) }),
    ],
    [
      'saw it decided on the resource surface',
      () =>
        script.send('GET', '/v1/workflows/reviews/rev_A', {
          reply: {
            id: 'rev_A',
            run_id: 'run_1',
            block_id: 'block_1',
            decision: { verdict: 'approved' },
          },
        }),
    ],
    [
      'was renewed after its end',
      () => {
        const next = { ...claim, expires_at: '2026-05-13T12:00:00.000Z' };
        const reply = overlayAt(5, { claim: next });
        script.write('claim', { version_stamp: 4 }, { reply, afterMs: MINUTES_15 });
      },
    ],
  ])('that %s is none', (_name, end) => {
    take();
    end();
    expect(script.report(MINUTES_15).misuses).toEqual([]);
  });

  test('that was refused is none', () => {
    take({ status: 409, reply: { detail: 'Stale' } });
    expect(script.report(MINUTES_15).misuses).toEqual([]);
  });
});

describe('SCH-3, SCH-2: a request', () => {
  test('that breaks its schema', () => {
    script.read(3);
    const [misuse] = script.write('claim', { version_stamp: '3', ttl_seconds: 5 }, { status: 422 });
    expect(misuse).toMatchObject({
      kind: 'schema-violation',
      requirement: 'SCH-3',
      level: 'misuse',
    });
    expect(misuse?.sentence).toContain('version_stamp: Input should be a valid integer');
    expect(misuse?.sentence).toContain('ttl_seconds: Input should be greater than or equal to 30');
  });

  test('that holds a field that is not declared', () => {
    script.read(3);
    script.write('claim', { version_stamp: 3, ttl: 60 });
    expect(script.report().misuses).toMatchObject([
      {
        kind: 'undeclared-field',
        requirement: 'SCH-2',
        sentence: expect.stringContaining(': ttl.'),
      },
    ]);
  });

  test.each(['', '   ', '{"version_stamp":', '[1', `${'['.repeat(600)}${']'.repeat(600)}`])(
    'whose body is %j',
    (text) => {
      script.send('POST', `${OVERLAY}/claim`, { request_body: text, status: 422 });
      expect(script.found()).toEqual(['schema-violation 1']);
    },
  );

  test.each([
    ['a query of the wrong type', '/v1/workflows/reviews?limit=many', 'schema-violation'],
    ['a query out of range', '/v1/workflows/reviews?limit=201', 'schema-violation'],
    [
      'a parameter that nobody knows',
      '/v1/workflows/reviews?decison_status=all',
      'undeclared-parameter',
    ],
    ['a parameter of the queue alone', `${OVERLAY}?limit=3`, 'undeclared-parameter'],
    [
      'a key in the query where it is not taken',
      `${OVERLAY}?access_token=…`,
      'undeclared-parameter',
    ],
  ])('with %s', (_name, url, kind) => {
    script.send('GET', url);
    expect(script.found()).toEqual([`${kind} 1`]);
  });

  test.each([
    '/v1/workflows/reviews?limit=200&order=desc&decision_status=all',
    '/v1/workflows/reviews?status=approved&mine=true&workflow_id=w&limit=1',
    '/v1/workflows/reviews?status=approved&decision_status=all',
    '/v1/workflows/reviews/versions?review_id=rev_A&limit=5',
    '/v1/workflows/runs/run_1/hil-decisions/block_1?access_token=…',
  ])('%s is as declared', (url) => {
    script.send('GET', url);
    expect(script.found()).toEqual([]);
  });

  test('that was not kept whole is not judged', () => {
    script.read(3);
    script.send('POST', `${OVERLAY}/versions`, {
      request_body: '{"snapshot": … (70000 characters)',
    });
    script.send('POST', `${OVERLAY}/versions`, { request_body: null });
    expect(script.found()).toEqual([]);
  });

  test('different faults are told apart, the same one is counted', () => {
    script.read(3);
    for (const body of [
      { version_stamp: 3, ttl: 1 },
      { version_stamp: 3, ttl: 2 },
      { version_stamp: 3, who: 1 },
    ]) {
      script.write('claim', body, { status: 422 });
    }
    expect(script.found()).toEqual(['undeclared-field 2', 'undeclared-field 1']);
  });
});
