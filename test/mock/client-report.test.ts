import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

const read = (name: string) => readFileSync(new URL(`../../spec/${name}`, import.meta.url), 'utf8');
const validate = new Ajv2020({
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
}).compile(JSON.parse(read('client-report.schema.json')));

let harness: Harness;

beforeEach(async () => {
  harness = await createHarness();
});

async function reported(options = {}): Promise<Json> {
  const { status, body } = await harness.get('/__control/client-report', options);
  expect(status).toBe(200);
  validate(body);
  expect(validate.errors).toBeNull();
  return body;
}

const kindsIn = ({ misuses }: Json) => misuses.map((each: Json) => `${each.kind} ${each.count}`);

describe('GET /__control/client-report', () => {
  test('names what the clients did wrong, by actor and review', async () => {
    const { overlay, runId, blockId } = await harness.open();
    await harness.post(`${overlay}/claim`, { version_stamp: 1 });
    await harness.post(`${overlay}/claim`, { version_stamp: 1 });
    await harness.post(`${overlay}/claim`, { version_stamp: 1 });
    await harness.post(`${overlay}/claim`, { version_stamp: 2, ttl: 60 }, { key: 'lee' });
    const decision = { version_stamp: 2, verdict: 'approved' };
    await harness.get(overlay);
    await harness.post(`${overlay}/decision`, decision);
    await harness.post(`${overlay}/decision`, decision);
    const report = await reported();
    expect(kindsIn(report)).toEqual([
      'wrote-without-reading 2',
      'stale-stamp-repeated 1',
      'undeclared-field 1',
      'wrote-without-reading 1',
      'retried-without-command-id 1',
      'no-command-id 2',
    ]);
    expect(report).toMatchObject({ requests: 7, unseen: 0, unrecognised: 0 });
    expect(report.actors.map((each: Json) => each.actor).toSorted()).toEqual(['user_42', 'user_7']);
    expect(report.misuses[1]).toMatchObject({
      actor: 'user_42',
      operation: 'claim_review',
      review: `${runId}:${blockId}`,
      seqs: [2, 3],
    });
  });

  test('is empty for clients that do as they should', async () => {
    const { overlay, resource } = await harness.open();
    await harness.get('/v1/workflows/reviews?status=awaiting_review');
    await harness.post(`${overlay}/claim`, { version_stamp: 1 });
    const append = { version_stamp: 1, snapshot: { total_amount: 1 }, command_id: 'c1' };
    expect((await harness.post(`${overlay}/versions`, append)).status).toBe(409);
    await harness.get(overlay);
    const again = { ...append, version_stamp: 2 };
    expect((await harness.post(`${overlay}/versions`, again)).status).toBe(200);
    expect((await harness.post(`${overlay}/versions`, again)).status).toBe(200);
    await harness.get(resource);
    await harness.post(`${overlay}/release`, { version_stamp: 3 });
    const decision = { version_stamp: 4, verdict: 'approved', command_id: 'c2' };
    expect((await harness.post(`${overlay}/decision`, decision)).status).toBe(200);
    expect((await harness.post(`${overlay}/decision`, decision)).body.submission_status).toBe(
      'already_applied',
    );
    await harness.advance(3_600_000);
    expect(await reported()).toMatchObject({ requests: 10, misuses: [] });
  });

  test('tells requests that were under way at once from requests in a row', async () => {
    const { overlay } = await harness.open();
    await harness.get(overlay);
    const rules = [{ fault: 'delay', delay_ms: 50, match: { operation: 'claim_review' } }];
    expect((await harness.send('PUT', '/__control/faults', { rules })).status).toBe(200);
    const claim = () => harness.post(`${overlay}/claim`, { version_stamp: 1 });
    const replies = await Promise.all([claim(), claim(), claim()]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(kindsIn(await reported())).toEqual([]);
    await claim();
    expect(kindsIn(await reported())).toEqual(['stale-stamp-repeated 1']);
  });

  test('goes by the clock of the mock: a claim that ran out', async () => {
    const { overlay } = await harness.open();
    await harness.get(overlay);
    await harness.post(`${overlay}/claim`, { version_stamp: 1, ttl_seconds: 60 });
    await harness.advance(59_999);
    expect(kindsIn(await reported())).toEqual([]);
    await harness.advance(1);
    expect(kindsIn(await reported())).toEqual(['claim-never-released 1']);
  });

  test('says how much the journal no longer holds, and holds nobody to it', async () => {
    harness = await createHarness({ journalSize: 2 });
    const { overlay } = await harness.open();
    await harness.get(overlay);
    await harness.get(overlay);
    await harness.get('/v1/workflows/reviews');
    await harness.post(`${overlay}/claim`, { version_stamp: 1 });
    expect(await reported()).toMatchObject({ requests: 2, unseen: 2, misuses: [] });
  });

  test('knows that what was cleared was there', async () => {
    const { overlay } = await harness.open();
    await harness.get(overlay);
    await harness.send('DELETE', '/__control/journal');
    await harness.post(`${overlay}/claim`, { version_stamp: 1 });
    expect(await reported()).toMatchObject({ requests: 1, unseen: 1, misuses: [] });
  });

  test('is of one namespace', async () => {
    const options = { namespace: 'n' };
    const { overlay } = await harness.open({}, options);
    await harness.post(`${overlay}/claim`, { version_stamp: 1 }, options);
    expect(kindsIn(await reported(options))).toEqual(['wrote-without-reading 1']);
    expect(await reported()).toMatchObject({ requests: 0, misuses: [] });
  });
});

test('spec/control.yaml has the same members and kinds as spec/client-report.schema.json', async () => {
  const { parse } = await import('yaml');
  const { schemas } = parse(read('control.yaml')).components;
  const { $defs } = JSON.parse(read('client-report.schema.json'));
  for (const name of ['ClientReport', 'ActorConduct', 'Misuse']) {
    expect(schemas[name].required).toEqual($defs[name].required);
    expect(Object.keys(schemas[name].properties)).toEqual(Object.keys($defs[name].properties));
  }
  expect(schemas.Misuse.properties.kind.enum).toEqual($defs.MisuseKind.enum);
  expect(schemas.Misuse.properties.level.enum).toEqual($defs.Misuse.properties.level.enum);
});
