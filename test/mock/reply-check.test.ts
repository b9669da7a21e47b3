import { describe, expect, test } from 'vitest';
import { createReviewContract } from '../../src/contract/review-contract.ts';
import { problem } from '../../src/contract/problems.ts';
import { JsonText, writeJson } from '../../src/mock/json-text.ts';
import { createMock } from '../../src/mock/mock.ts';
import { createReplyCheck } from '../../src/mock/reply-check.ts';
import type { Success } from '../../src/mock/reply.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';

const PATH = '/v1/workflows/reviews/run_abc123/block_extract';

async function get(options: Parameters<typeof createMock>[0]) {
  const mock = await createMock(options);
  const response = await mock.fetch(
    new Request(`http://mock${PATH}`, { headers: { 'Api-Key': 'k' } }),
  );
  return {
    status: response.status,
    detail: ((await response.json()) as { detail?: string }).detail,
  };
}

/** A state that nobody checked when it was loaded. */
function brokenState() {
  const state = SCENARIOS.seeds();
  const [review] = state.reviews;
  return { ...state, reviews: [{ ...review, priority: 'high' }] } as unknown as typeof state;
}

describe('with validateResponses', () => {
  test('a sound reply goes out as it is', async () => {
    expect(await get({ scenario: SCENARIOS.seeds(), validateResponses: true })).toEqual({
      status: 200,
      detail: undefined,
    });
  });

  test('one that breaks the document is a defect, and says where', async () => {
    const defects: unknown[] = [];
    const onDefect = (error: unknown) => defects.push(error);
    const reply = await get({ scenario: brokenState(), validateResponses: true, onDefect });
    expect(reply.status).toBe(500);
    expect(reply.detail).toMatch(/own reply 200 to get_overlay: body\.priority: /);
    expect(String(defects)).toContain(reply.detail);
  });

  test('and without it, nothing is judged', async () => {
    expect(await get({ scenario: brokenState() })).toMatchObject({ status: 200 });
  });
});

describe('a reply check', () => {
  const check = createReplyCheck(createReviewContract());

  test('judges once what is written once, for each operation and status', () => {
    let reads = 0;
    const item = { submission_status: 'accepted' };
    const body = new JsonText(JSON.stringify(item), () => {
      reads += 1;
      return { detail: 'No.' };
    });
    const reply = { status: 404, body } as unknown as Success;
    expect([check('get_overlay', reply), check('get_overlay', reply)]).toEqual([
      undefined,
      undefined,
    ]);
    expect(reads).toBe(1);
    expect(check('claim_review', reply)).toBeUndefined();
    expect(check('get_overlay', { status: 200, body })?.detail).toContain('body');
    expect(check('get_overlay', { status: 200, body })?.detail).toContain('body');
    expect(reads).toBe(4);
  });

  test('takes the problems that an operation declares', () => {
    expect(check('get_overlay', problem('not_found', 'No such review.'))).toBeUndefined();
  });

  test('reports a status that an operation does not declare', () => {
    const body = writeJson({});
    expect(check('get_overlay', { status: 202, body })?.detail).toContain('not declared');
  });
});
