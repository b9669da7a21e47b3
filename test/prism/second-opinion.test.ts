import { beforeAll, describe, expect, test } from 'vitest';
import { createReviewContract } from '../../src/contract/review-contract.ts';
import { createOpinionTally } from '../../src/conformance/execute/opinion-tally.ts';
import type { Exchange } from '../../src/conformance/exchange.ts';
import { parseReport } from '../../src/conformance/report/check-report.ts';
import { htmlReport } from '../../src/conformance/report/html-report.ts';
import { markdownReport } from '../../src/conformance/report/markdown-report.ts';
import { mergeOpinions } from '../../src/conformance/report/merge-opinions.ts';
import { summaryTable } from '../../src/conformance/report/summary-table.ts';
import { runConformance } from '../../src/conformance/run.ts';
import type { SecondOpinion } from '../../src/conformance/second-opinion.ts';
import { createMock } from '../../src/mock/mock.ts';
import { createPrismOpinion } from '../../src/prism/prism-opinion.ts';

const contract = createReviewContract();
let prism: SecondOpinion;
beforeAll(async () => {
  prism = await createPrismOpinion();
}, 60_000);

function exchange(part: Partial<Pick<Exchange, 'operation' | 'request' | 'outcome'>>): Exchange {
  const request = { method: 'GET', path: '/v1/workflows/reviews/r/b' };
  const outcome = { kind: 'replied', status: 404, contentType: 'application/json' } as const;
  return {
    id: 7,
    actor: 'A',
    operation: 'get_overlay',
    review: null,
    request,
    invokedAt: 1,
    returnedAt: 2,
    outcome: {
      ...outcome,
      body: { detail: 'None.' },
    },
    ...part,
  };
}

function reportOf(...exchanges: readonly Exchange[]) {
  const tally = createOpinionTally(contract, prism);
  for (const each of exchanges) tally.note(each);
  return tally.report();
}

describe('what is compared', () => {
  test('both parts of an answered exchange; agreement is no difference', () => {
    const broken = {
      kind: 'replied',
      status: 404,
      contentType: 'application/json',
      body: 5,
    } as const;
    expect(reportOf(exchange({}), exchange({ outcome: broken }))).toEqual({
      by: 'prism',
      judged: 4,
      leftOut: 0,
      differences: [],
    });
  });

  test('a difference is counted by operation, status, part and complaint', () => {
    const path = (text: string) => ({ method: 'GET', path: `/v1/workflows/reviews?limit=${text}` });
    const list = (text: string) => exchange({ operation: 'list_reviews', request: path(text) });
    const { differences } = reportOf(list('1e1'), list('0x10'), list('x'));
    expect(differences).toEqual([
      {
        operation: 'list_reviews',
        status: 404,
        part: 'request',
        own: 'invalid',
        complaint: expect.stringContaining('query.limit: '),
        count: 2,
        exchange: 7,
      },
    ]);
  });

  test('what one cannot judge is left out: too deep, no JSON, no path, no answer', () => {
    let body: unknown = { detail: 'x' };
    for (let depth = 0; depth < 40; depth += 1) body = [body];
    const deep = { kind: 'replied', status: 404, contentType: 'application/json', body } as const;
    const claim = { method: 'POST', path: '/v1/workflows/reviews/r/b/claim', rawBody: '{' };
    const odd = { method: 'GET', path: '/v1/workflows/reviews/%ff/b' };
    const report = reportOf(
      exchange({ outcome: deep }),
      exchange({ operation: 'claim_review', request: claim }),
      exchange({ request: odd }),
      exchange({ operation: null }),
      exchange({ outcome: { kind: 'unknown', reason: 'lost' } }),
    );
    expect(report).toEqual({ by: 'prism', judged: 1, leftOut: 5, differences: [] });
  });

  test('shards are summed', () => {
    const difference = {
      operation: 'get_overlay',
      status: 200,
      part: 'reply',
      own: 'valid',
      complaint: 'x',
      count: 2,
      exchange: 3,
    } as const;
    const one = { by: 'prism', judged: 10, leftOut: 1, differences: [difference] };
    const reports = [{ secondOpinion: one }, { secondOpinion: one }, {}] as never;
    expect(mergeOpinions(reports).secondOpinion).toEqual({
      by: 'prism',
      judged: 20,
      leftOut: 2,
      differences: [
        {
          ...difference,
          count: 4,
        },
      ],
    });
    expect(mergeOpinions([{}] as never)).toEqual({});
  });
});

describe('a run with a second opinion', () => {
  async function run(secondOpinion?: SecondOpinion) {
    const mock = await createMock({ seed: '1' });
    try {
      return await runConformance({
        target: {
          kind: 'fetch',
          fetch: mock.fetch,
        },
        mode: 'smoke',
        seed: '5',
        only: ['LST-2', 'CLM-1', 'ERR-1'],
        ...(secondOpinion === undefined ? {} : { secondOpinion }),
      });
    } finally {
      mock.close();
    }
  }

  test('says how much Prism judged, in every format, and the verdict stays', async () => {
    const report = await run(prism);
    const opinion = report.secondOpinion;
    expect(opinion?.judged).toBeGreaterThan(100);
    expect(report.verdict).toBe((await run()).verdict);
    expect(parseReport(JSON.stringify(report)).secondOpinion).toEqual(opinion);
    const sentence = 'prism judged';
    for (const text of [summaryTable(report), markdownReport(report), htmlReport(report)]) {
      expect(text).toContain(sentence);
      expect(text).toContain('Second opinion');
    }
  }, 60_000);

  test('names what another judge refuses, and without one there is no word of it', async () => {
    const strict: SecondOpinion = {
      name: 'strict',
      judge: () => ({ request: [], reply: ['<b>too loose</b>'] }),
    };
    const report = await run(strict);
    const found = report.secondOpinion?.differences ?? [];
    expect(found.length).toBeGreaterThan(3);
    expect(report.verdict).not.toBe('fails');
    expect(summaryTable(report)).toMatch(
      /\w+ \d+, reply valid here, not to the other: <b>too loose/,
    );
    expect(htmlReport(report)).not.toContain('<b>too loose');
    const plain = await run();
    expect(plain).not.toHaveProperty('secondOpinion');
    expect(summaryTable(plain)).not.toContain('Second opinion');
    expect(htmlReport(plain)).not.toContain('Second opinion');
  }, 60_000);
});
