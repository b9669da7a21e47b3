import { describe, expect, test } from 'vitest';
import type { OperationId } from '../../../src/contract/operations.ts';
import {
  exchangeLine,
  jsonText,
  revOf,
  stampOf,
  verbOf,
} from '../../../src/conformance/report/exchange-words.ts';
import { countText, durationText, quantity } from '../../../src/conformance/report/quantities.ts';
import { HOSTILE } from './hostile-texts.ts';
import { exchange, RACE, REPEAT, replied } from './sample-exchanges.ts';

describe('an exchange in words', () => {
  test.each([
    [RACE[1], 'A POST /v1/workflows/reviews/run_4f21ac/block_extract/claim stamp 3 → 200 rev 4'],
    [RACE[2], 'B POST /v1/workflows/reviews/run_4f21ac/block_extract/claim stamp 3 → 409'],
    [RACE[3], 'B GET /v1/workflows/reviews/run_4f21ac/block_extract → 200 rev 4'],
    [
      REPEAT[1],
      'A POST /v1/workflows/reviews/run_4f21ac/block_extract/decision stamp 2 → no answer (the reply was dropped on purpose)',
    ],
    [
      REPEAT[2],
      'A POST /v1/workflows/reviews/run_4f21ac/block_extract/decision stamp 2 → 200 rev 4',
    ],
    [
      exchange({
        id: 1,
        at: [1],
        path: '/x',
        outcome: { kind: 'unknown', reason: 'gateway', status: 502 },
      }),
      'A GET /x → 502, effect unknown (gateway)',
    ],
    [
      exchange({
        id: 1,
        actor: null,
        at: [1],
        path: '/x',
        outcome: { kind: 'unsent', reason: 'refused' },
      }),
      'nobody GET /x → not sent (refused)',
    ],
    [
      exchange({ id: 1, at: [1, 2], path: `/x\n${HOSTILE.terminal}`, outcome: replied(200, null) }),
      'A GET /x \\u001b[2J\\u001b[31mcleared\\u0007\\u0000\\u009b0m → 200',
    ],
  ] as const)('%#', (each, line) => {
    expect(exchangeLine(each as (typeof RACE)[number])).toBe(line);
  });

  test('takes only numbers for stamps and revs', () => {
    const odd = exchange({
      id: 1,
      at: [1, 2],
      body: { version_stamp: '4' },
      outcome: replied(200, { rev: '5' }),
    });
    expect([stampOf(odd), revOf(odd)]).toEqual([null, null]);
    const inherited = exchange({ id: 1, at: [1, 2], body: [], outcome: replied(200, 'text') });
    expect([stampOf(inherited), revOf(inherited)]).toEqual([null, null]);
  });

  test('calls what is no operation of this version by its method', () => {
    const stranger = { ...(RACE[0] as (typeof RACE)[number]), operation: 'new_one' as OperationId };
    expect(verbOf(stranger)).toBe('GET');
    expect(verbOf({ ...stranger, operation: 'submit_decision' })).toBe('decide');
  });

  test('cuts long bodies', () => {
    expect(jsonText({ a: 'x'.repeat(50) }, 20)).toHaveLength(20);
    expect(jsonText(undefined, 20)).toBe('');
  });
});

describe('a quantity in words', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1_234_567, '1,234,567'],
  ])('%i is %s', (count, text) => {
    expect(countText(count)).toBe(text);
  });

  test('agrees with its noun', () => {
    expect([0, 1, 2].map((count) => quantity(count, 'request'))).toEqual([
      '0 requests',
      '1 request',
      '2 requests',
    ]);
  });

  test.each([
    [0, '0 s'],
    [0.834, '0.83 s'],
    [9.5, '9.5 s'],
    [12.4, '12 s'],
    [59.7, '1 min'],
    [61, '1 min 1 s'],
    [60_000, '1,000 min'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
