import { describe, expect, test } from 'vitest';
import { fixtureText } from '../../src/generate/fixture-text.ts';
import { FIXTURE_FORMATS } from '../../src/generate/fixture-format.ts';
import { generateReviews } from '../../src/generate/generate-reviews.ts';
import { itemOf, SURFACES } from '../../src/generate/surface.ts';
import { createHarness } from '../support/harness.ts';

const NOW = '2026-05-13T09:05:00.000Z';

describe.each(SURFACES)('%s', (surface) => {
  const options = { count: 25, seed: 'text', surface } as const;
  const items = [...generateReviews(options)].map(({ review }) => itemOf(surface, review, NOW));

  test.each(FIXTURE_FORMATS)('says the same as %s', (format) => {
    const text = [...fixtureText(options, format)].join('');
    const json =
      format === 'ts'
        ? text.slice(text.indexOf('= ') + 2).replace(/;\s*$/, '')
        : format === 'ndjson' && surface !== 'state'
          ? `[${text.trimEnd().split('\n').join(',')}]`
          : text;
    const value = JSON.parse(json) as unknown;
    expect(surface === 'state' ? (value as { reviews: unknown }).reviews : value).toEqual(items);
    expect(text.endsWith('\n')).toBe(true);
    const lines = surface === 'state' ? 1 : 25;
    expect(format !== 'ndjson' || text.trimEnd().split('\n').length === lines).toBe(true);
  });
});

test('comes review by review', () => {
  const pieces = [...fixtureText({ count: 25 }, 'ndjson')];
  expect(pieces).toHaveLength(27);
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(100_000);
});

test('a state is taken by the mock, and shown as it was made', async () => {
  const state = [...fixtureText({ count: 60, seed: 'put' }, 'json')].join('');
  const harness = await createHarness();
  const options = { namespace: 'generated' };
  const put = await harness.send('PUT', '/__control/state', state, options);
  expect([put.status, put.body]).toEqual([200, { reviews: 60 }]);
  for (const { review } of generateReviews({ count: 60, seed: 'put' })) {
    if (review.iteration_key !== null) continue;
    const path = `/v1/workflows/reviews/${review.run_id}/${review.block_id}`;
    const { status, body } = await harness.get(path, options);
    expect([status, (body as { rev: number }).rev]).toEqual([200, review.rev]);
  }
});
