import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import { createHarness, type Harness, type Json } from '../support/harness.ts';
import { exampleNamed, operationNamed, replyExampleOf } from './document.ts';

/** One request and the reply to it; `{after}` in a path is the last reply's cursor. */
interface Step {
  readonly request: { readonly method: string; readonly path: string; readonly body?: Json };
  readonly reply: { readonly status: number; readonly body: Json };
}

interface Walk {
  readonly name: string;
  readonly steps: readonly Step[];
}

const FILE = new URL('../../spec/vectors/golden-trace.json', import.meta.url);
const TRACE: { readonly walks: readonly Walk[] } = JSON.parse(readFileSync(FILE, 'utf8'));
/** Set, the replies of this run become the expected ones. */
const IS_REWRITTEN = process.env['UPDATE_GOLDEN'] !== undefined;

const OVERLAY = '/v1/workflows/reviews/run_abc123/block_extract';
const REVIEW = '/v1/workflows/reviews/rev_D4J7WZBRV4H7C2SKQJ4NP6W2EY';
const CORRECTED = 'rvr_JAJSXKSU3YTVCVOMDF4MKHTRXI';

let harness: Harness;

beforeAll(async () => {
  harness = await createHarness({
    scenario: SCENARIOS.seeds(),
    frozenAt: '2026-05-13T09:05:00.000Z',
  });
});

beforeEach(async () => {
  await harness.send('POST', '/__control/reset');
});

/** Ids that a server makes up as it likes; those of the scenario stay. */
function masked(value: Json): Json {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, masked(each)]));
  }
  if (typeof value !== 'string' || REVIEW.endsWith(value)) return value;
  return value
    .replace(/^(dec|aud|wf|wfv)_[0-9a-f]{16}$/, '$1_*')
    .replace(/^rev_[A-Z2-7]{26}$/, 'rev_*');
}

/** The example's made-up ids: `aud_4` and on, and its decision's. */
function maskedExample(example: Json): Json {
  const text = JSON.stringify(example)
    .replaceAll(/"aud_[45]"/g, '"aud_*"')
    .replaceAll('"dec_7f3a01"', '"dec_*"');
  return JSON.parse(text);
}

async function play(steps: readonly Step[]): Promise<Step[]> {
  const played: Step[] = [];
  let cursor = '';
  for (const { request } of steps) {
    const path = request.path.replace('{after}', cursor);
    const { status, body } = await harness.send(request.method, path, request.body);
    cursor = body.list_metadata?.after ?? cursor;
    played.push({ request, reply: { status, body: masked(body) } });
  }
  return played;
}

describe('the golden trace', () => {
  test.each(TRACE.walks)('$name', async ({ name, steps }) => {
    const played = await play(steps);
    if (IS_REWRITTEN) {
      const walks = TRACE.walks.map((walk) =>
        walk.name === name ? { name, steps: played } : walk,
      );
      Object.assign(TRACE, { walks });
      writeFileSync(FILE, `${JSON.stringify(TRACE, null, 2)}\n`);
    }
    expect(played).toEqual(steps);
  });

  test('walks through every documented flow', () => {
    const flows = TRACE.walks.map(({ name }) => name.split(':')[0]);
    expect([...new Set(flows)]).toEqual(['read', 'claim', 'decide', 'list']);
    const statuses = TRACE.walks.flatMap(({ steps }) => steps.map(({ reply }) => reply.status));
    expect([...new Set(statuses)].toSorted()).toEqual([200, 201, 404, 409, 422]);
  });
});

describe('the examples of the document replay as printed', () => {
  test('the overlay at rev 3, to the last member', async () => {
    expect((await harness.get(OVERLAY)).body).toEqual(exampleNamed('OverlayAtRev3'));
  });

  test('the claim at rev 4, but for the id of its audit entry', async () => {
    const body = { version_stamp: 3, ttl_seconds: 3600 };
    const reply = await harness.post(`${OVERLAY}/claim`, body);
    expect(masked(reply.body)).toEqual(maskedExample(exampleNamed('OverlayClaimedAtRev4')));
  });

  test('the release at rev 5, but for the ids of its audit entries', async () => {
    await harness.post(`${OVERLAY}/claim`, { version_stamp: 3, ttl_seconds: 3600 });
    await harness.advance(2 * 60_000);
    const reply = await harness.post(`${OVERLAY}/release`, { version_stamp: 4 });
    expect(masked(reply.body)).toEqual(maskedExample(exampleNamed('OverlayReleasedAtRev5')));
  });

  test('the approval at rev 5, but for the ids of its decision and audit entries', async () => {
    await harness.post(`${OVERLAY}/claim`, { version_stamp: 3, ttl_seconds: 3600 });
    await harness.advance(5 * 60_000);
    const { node } = operationNamed('submit_decision');
    const { example } = node.requestBody.content['application/json'];
    const reply = await harness.post(`${OVERLAY}/decision`, example);
    expect(masked(reply.body)).toEqual(maskedExample(exampleNamed('DecisionAcceptedAtRev5')));
  });

  test('the list, the queue, the review and its versions', async () => {
    const list = '/v1/workflows/reviews';
    expect((await harness.get(list)).body).toEqual(replyExampleOf('list_reviews'));
    const queue = await harness.get(`${list}?status=awaiting_review`);
    expect(queue.body).toEqual(replyExampleOf('list_overlays'));
    expect((await harness.get(REVIEW)).body).toEqual(replyExampleOf('get_review'));
    const versions = await harness.get(`${list}/versions?review_id=${REVIEW.split('/').at(-1)}`);
    expect(versions.body).toEqual(replyExampleOf('list_review_versions'));
    const version = await harness.get(`${list}/versions/${CORRECTED}`);
    expect(version.body).toEqual(exampleNamed('CorrectedVersion'));
  });

  test('the version created once more is the version that is there', async () => {
    const { node } = operationNamed('create_review_version');
    const { example } = node.requestBody.content['application/json'];
    const reply = await harness.post('/v1/workflows/reviews/versions', example);
    expect(reply.status).toBe(201);
    expect(reply.body).toEqual(exampleNamed('CorrectedVersion'));
  });

  test.each([
    ['approve_review', 'approve'],
    ['reject_review', 'reject'],
  ] as const)('%s', async (id, path) => {
    await harness.advance(5 * 60_000);
    const { example } = operationNamed(id).node.requestBody.content['application/json'];
    expect((await harness.post(`${REVIEW}/${path}`, example)).body).toEqual(replyExampleOf(id));
  });
});
