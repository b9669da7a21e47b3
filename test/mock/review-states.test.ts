import { beforeAll, describe, expect, test } from 'vitest';
import { createControlContract } from '../../src/contract/control-contract.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

const contract = createControlContract() as Json;

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness({ scenario: SCENARIOS.inbox() });
});

const list = async (query = '') => harness.get(`/__control/reviews${query}`);

describe('the list of every review', () => {
  test('has each once, as documented, iterations and conditionals too', async () => {
    const { status, body } = await list();
    expect(status).toBe(200);
    expect(contract.ReviewSummaryPage(body)).toEqual([]);
    const state = (await harness.get('/__control/state')).body;
    expect(body.data.map((each: Json) => each.id)).toEqual(state.reviews.map((e: Json) => e.id));
    expect(body.data.some((each: Json) => each.block_type === 'conditional')).toBe(true);
    expect(body.after).toBeNull();
  });

  test('pages by the last review read', async () => {
    const whole = (await list()).body.data.map((each: Json) => each.id);
    const walked: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const { body }: Json = await list(`?limit=7${after === '' ? '' : `&after=${after}`}`);
      expect(body.data.length).toBeLessThanOrEqual(7);
      walked.push(...body.data.map((each: Json) => each.id));
      after = body.after;
    }
    expect(walked).toEqual(whole);
  });

  test('ends where a page ends', async () => {
    const { length } = (await list()).body.data;
    expect((await list(`?limit=${length}`)).body.after).toBeNull();
    expect((await list(`?limit=${length - 1}`)).body.after).not.toBeNull();
  });

  test.each(['limit=0', 'limit=1001', 'limit=x', 'limit=1.5', 'after=rev_none'])(
    '%s is 422 and named',
    async (query) => {
      const { status, body } = await list(`?${query}`);
      expect(status).toBe(422);
      expect(body.detail[0].loc).toEqual(['query', query.split('=')[0]]);
    },
  );

  test('answers some by id, and leaves out what is not there', async () => {
    const { data } = (await list()).body;
    const wanted = [data[3], data[1]];
    const query = [...wanted, { id: 'rev_none' }].map(({ id }: Json) => `id=${id}`).join('&');
    expect((await list(`?${query}`)).body).toEqual({ data: wanted, after: null });
  });

  test('recognises a review by its newest values, cut at a whole character', async () => {
    const long = `${'x'.repeat(119)}😀`;
    const { reviewId } = await harness.open({ evidence: { output: { a: { b: long }, c: 7 } } });
    const found = (await list()).body.data.find((each: Json) => each.id === reviewId);
    expect(found.excerpt).toBe('x'.repeat(119));
    const short = await harness.open({
      evidence: { output: { a: ['Acme', ' ', null, 5], d: true } },
    });
    const line = (await list()).body.data.find((each: Json) => each.id === short.reviewId);
    expect(line.excerpt).toBe('Acme · 5');
  });

  test('is of the namespace, and leaves no trace in the journal', async () => {
    const options = { namespace: 'other' };
    expect((await harness.get('/__control/reviews', options)).body.data).toEqual([]);
    expect((await harness.get('/__control/journal', options)).body.entries).toEqual([]);
  });
});

describe('one review', () => {
  test('is the state as exported', async () => {
    const [first] = (await harness.get('/__control/state')).body.reviews;
    const { status, body } = await harness.get(`/__control/reviews/${first.id}`);
    expect(status).toBe(200);
    expect(body).toEqual(first);
  });

  test('that is not there is 404', async () => {
    const { status, body } = await harness.get('/__control/reviews/rev_none');
    expect(status).toBe(404);
    expect(body.detail).toBe("No review found for review_id='rev_none'");
  });
});
