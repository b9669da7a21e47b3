import { beforeAll, describe, expect, test } from 'vitest';
import { createHarness, type Harness } from '../support/harness.ts';

const REVIEWS = '/v1/workflows/reviews';

let harness: Harness;
let reviewId: string;

beforeAll(async () => {
  harness = await createHarness();
  ({ reviewId } = await harness.open());
  for (let place = 0; place < 3; place += 1) await harness.open();
});

const LISTS = [
  ['list_reviews', (query: string) => `${REVIEWS}?${query}`],
  ['list_overlays', (query: string) => `${REVIEWS}?status=awaiting_review&${query}`],
  ['list_review_versions', (query: string) => `${REVIEWS}/versions?review_id=${reviewId}&${query}`],
] as const;

describe.each(LISTS)('SCH-3: the query of %s', (_id, url) => {
  test.each(['1', '200', '+7', '007', '%207%20'])('limit=%s is an integer', async (limit) => {
    expect((await harness.get(url(`limit=${limit}`))).status).toBe(200);
  });

  test.each([
    ['0', 'greater_than_equal'],
    ['-1', 'greater_than_equal'],
    ['201', 'less_than_equal'],
    ['', 'int_parsing'],
    ['abc', 'int_parsing'],
    ['1.5', 'int_parsing'],
    ['1e1', 'int_parsing'],
    ['0x10', 'int_parsing'],
    ['99999999999999999999', 'int_parsing'],
    ['true', 'int_parsing'],
    ['null', 'int_parsing'],
  ])('limit=%s is %s', async (limit, type) => {
    const reply = await harness.get(url(`limit=${limit}`));
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toMatchObject([{ loc: ['query', 'limit'], type }]);
  });

  test('of a parameter sent twice the last one counts', async () => {
    expect((await harness.get(url('limit=0&limit=1'))).status).toBe(200);
    expect((await harness.get(url('limit=1&limit=0'))).status).toBe(422);
  });

  test('a parameter that is not declared is ignored', async () => {
    expect((await harness.get(url('surprise=1&__proto__=2'))).status).toBe(200);
  });
});

describe('SCH-3: enumerations and booleans in the query', () => {
  test.each([
    ['decision_status=Pending', 'decision_status'],
    ['decision_status=', 'decision_status'],
    ['order=up', 'order'],
    ['order=DESC', 'order'],
  ])('%s', async (query, name) => {
    const reply = await harness.get(`${REVIEWS}?${query}`);
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toMatchObject([{ loc: ['query', name], type: 'literal_error' }]);
  });

  test.each(['true', 'True', '1', 'yes', 'on'])('mine=%s is true', async (mine) => {
    const reply = await harness.get(`${REVIEWS}?mine=${mine}`);
    expect(reply.body.data).toEqual([]);
  });

  test.each(['false', 'FALSE', '0', 'no', 'off'])('mine=%s is false', async (mine) => {
    const reply = await harness.get(`${REVIEWS}?mine=${mine}`);
    expect(reply.body.data).toHaveLength(4);
  });

  test.each(['', 'maybe', '2'])('mine=%s is neither', async (mine) => {
    const reply = await harness.get(`${REVIEWS}?mine=${mine}`);
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toMatchObject([{ loc: ['query', 'mine'], type: 'bool_parsing' }]);
  });

  test('every parameter at fault is named', async () => {
    const reply = await harness.get(`${REVIEWS}?limit=x&order=y&decision_status=z`);
    const names = reply.body.detail.map((each: { loc: string[] }) => each.loc[1]);
    expect(names.toSorted()).toEqual(['decision_status', 'limit', 'order']);
  });
});
