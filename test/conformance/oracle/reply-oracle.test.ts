import { describe, expect, test } from 'vitest';
import type { Exchange, Outcome } from '../../../src/conformance/exchange.ts';
import { createReplyOracle } from '../../../src/conformance/oracle/reply-oracle.ts';
import { createUndeclaredFinder } from '../../../src/conformance/oracle/undeclared.ts';
import { createReviewContract } from '../../../src/contract/review-contract.ts';
import { SCENARIOS } from '../../../src/mock/scenarios/scenarios.ts';
import { createMock } from '../../../src/mock/mock.ts';
import { answer, exchangeOf } from '../sample-exchange.ts';

const observe = createReplyOracle(createReviewContract());
const OVERLAY = await overlayOfTheMock();

async function overlayOfTheMock(): Promise<Readonly<Record<string, unknown>>> {
  const mock = await createMock({ scenario: SCENARIOS.seeds(), seed: '1' });
  const url = 'http://mock.invalid/v1/workflows/reviews/run_abc123/block_extract';
  const reply = await mock.fetch(new Request(url, { headers: { 'Api-Key': 'k' } }));
  return (await reply.json()) as Readonly<Record<string, unknown>>;
}

function broken(outcome: Outcome, more: Partial<Exchange> = {}): readonly string[] {
  return observe(exchangeOf(outcome, more))
    .filter(({ holds }) => !holds)
    .map(({ requirement, level, words }) => `${requirement} ${level}: ${words()[0]}`);
}

const FAULT = { loc: ['body', 'x'], msg: 'Field required', type: 'missing' };
const shaped = (body: unknown) => answer(404, body);

describe('a reply that owes nothing', () => {
  test.each<readonly [string, Outcome]>([
    ['an overlay', answer(200, OVERLAY)],
    ['an error', shaped({ detail: 'Not found.' })],
    [
      'an error in an envelope',
      shaped({ detail: { code: 'x', message: 'y', details: { error: 'z' } } }),
    ],
    ['a refusal that any operation may have', answer(413, { detail: 'Too large.' })],
    ['a 422', answer(422, { detail: [FAULT] })],
    [
      'a JSON type with parameters',
      answer(200, OVERLAY, { contentType: 'application/json; charset=utf-8' }),
    ],
    ['no answer', { kind: 'unknown', reason: 'ECONNRESET' }],
    ['nothing sent', { kind: 'unsent', reason: 'x' }],
  ])('%s', (_what, outcome) => {
    expect(broken(outcome)).toEqual([]);
  });

  test('of an unknown operation is judged as an error alone', () => {
    const operation = { operation: null, request: { method: 'GET', path: '/v1/none' } };
    expect(broken(answer(200, { any: 'thing' }), operation)).toEqual([]);
    expect(broken(answer(404, {}), operation)).toEqual([
      'ERR-1 MUST: an error 404 of GET has another shape',
    ]);
  });
});

describe('a reply that breaks', () => {
  test.each<readonly [string, Outcome, readonly string[]]>([
    [
      'its schema',
      answer(200, { ...OVERLAY, rev: '3' }),
      ["SCH-1 MUST: get_overlay answered 200 with a body that breaks its schema at 'rev'"],
    ],
    [
      'its schema by being empty',
      answer(200, undefined),
      ['SCH-1 MUST: get_overlay answered 200 with a body that breaks'],
    ],
    [
      'the document by its status',
      answer(418, { detail: 'x' }),
      ['SCH-1 MUST: get_overlay answered status 418, which is not documented'],
    ],
    [
      'down',
      { kind: 'unknown', status: 500, reason: 'status 500: oops' },
      [
        'SCH-1 MUST: GET /v1/workflows/reviews/run_1/block_1 failed inside the server: status 500: oops',
      ],
    ],
    [
      'the shape of an error',
      shaped({ error: 'x' }),
      ['SCH-1', 'ERR-1 MUST: an error 404 of get_overlay has another shape'],
    ],
    ['the shape of a 422 by an empty list', answer(422, { detail: [] }), ['ERR-1']],
    [
      'the shape of a 422 by its loc',
      answer(422, { detail: [{ ...FAULT, loc: ['x'] }] }),
      ['ERR-1'],
    ],
    [
      'the type of an error',
      answer(404, { detail: 'x' }, { contentType: 'text/html' }),
      ['ERR-1 MUST: an error 404 of get_overlay is not sent as JSON'],
    ],
    [
      'the type of a success',
      answer(200, OVERLAY, { contentType: null }),
      ['SCH-1 MUST: get_overlay does not send its answer as JSON'],
    ],
    [
      'by what is not declared',
      answer(200, { ...OVERLAY, extra: 1 }),
      ['SCH-2 SHOULD: get_overlay answers members that the document does not declare: extra'],
    ],
  ])('%s', (_what, outcome, expected) => {
    const found = broken(outcome);
    expect(found).toHaveLength(expected.length);
    for (const [index, words] of expected.entries()) expect(found[index]).toContain(words);
  });

  test('times without an offset, wherever they stand, but not in what a block put out', () => {
    const wrong = { ...OVERLAY, updated_at: '2026-05-13T09:05:00' };
    expect(broken(answer(200, wrong)).filter((each) => each.startsWith('TIME-1'))).toHaveLength(1);
    const versions = (OVERLAY['versions'] as readonly object[]).map((each) => ({
      ...each,
      snapshot: { created_at: 'yesterday' },
    }));
    expect(broken(answer(200, { ...OVERLAY, versions }))).toEqual([]);
  });
});

describe('undeclared members', () => {
  const find = createUndeclaredFinder();

  test('are none in what the mock answers', () => {
    expect(find('ReviewOverlay', OVERLAY)).toEqual([]);
  });

  test('are found at any depth, in lists and in what is referred to', () => {
    const [version] = OVERLAY['versions'] as readonly object[];
    const claim = { ...(OVERLAY['claim'] as object), extra: 1 };
    const spoilt = { ...OVERLAY, claim, versions: [version, { ...version, extra: 1 }], extra: 1 };
    expect(find('ReviewOverlay', spoilt).toSorted()).toEqual([
      'claim.extra',
      'extra',
      'versions.1.extra',
    ]);
    expect(find('SubmitDecisionResponse', { overlay: { extra: 1 } })).toEqual(['overlay.extra']);
  });

  test('are none where anything may stand', () => {
    const [version] = OVERLAY['versions'] as readonly object[];
    const free = { ...OVERLAY, versions: [{ ...version, snapshot: { any: { thing: 1 } } }] };
    expect(find('ReviewOverlay', free)).toEqual([]);
  });

  test.each([null, 1, 'x', [], undefined])('are none in %j', (value) => {
    expect(find('ReviewOverlay', value)).toEqual([]);
  });
});
