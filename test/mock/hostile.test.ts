import { connect } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { createMock } from '../../src/mock/mock.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import { createHarness, type Harness, type Json } from '../support/harness.ts';

const GATES = '/__control/gates';
const REVIEWS = '/v1/workflows/reviews';

let harness: Harness;
const defects: unknown[] = [];

beforeAll(async () => {
  harness = await createHarness({ onDefect: (error) => defects.push(error) });
});

const fire = (predicate: Json, evidence: Json = {}, blockType = 'extract') =>
  harness.post(GATES, {
    block_type: blockType,
    predicate,
    evidence: { output: { a: 1 }, ...evidence },
  });
const condition = (...subs: Json[]) => ({
  kind: 'json_condition',
  condition: { sub_conditions: subs },
});

describe('a gate that means harm', () => {
  test('a schema that answers later is none', async () => {
    const schema = { $async: true, type: 'string' };
    const reply = await fire({ kind: 'validation_failed' }, { json_schema: schema });
    expect(reply.body).toMatchObject({ fired: false });
    expect(reply.body.trace.reason).toContain('$async');
  });

  test('an escape that is none is no path', async () => {
    const path = String.raw`a["\x"]`;
    const byField = await fire({ kind: 'field_confidence_lt', path, threshold: 1 });
    expect(byField.body.detail[0].loc).toEqual(['body', 'predicate', 'path']);
    expect((await fire(condition({ path, operator: 'exists' }))).status).toBe(422);
  });

  test.each(['', 'a['])(
    'an input %j that is no path is refused, not read as everything',
    async (input) => {
      const reply = await fire(
        condition({ path_ref: { input, path: 'nope' }, operator: 'exists' }),
      );
      expect(reply.status).toBe(422);
      expect(reply.body.detail[0].loc.slice(-2)).toEqual(['path_ref', 'input']);
    },
  );

  test('a trace does not carry the evidence', async () => {
    const output = {
      text: 'x'.repeat(100_000),
      list: Array.from({ length: 1000 }, () => ({ a: 1 })),
    };
    const subs = ['$', 'list[*].a', 'text'].map((path) => ({ path, operator: 'exists' }));
    const { body, text } = await fire(condition(...subs), { output });
    expect(body.fired).toBe(true);
    expect(text.length).toBeLessThan(5_000);
    expect(body.trace.condition.sub_conditions[1]).toMatchObject({ found_count: 1000 });
    expect(body.trace.condition.sub_conditions[1].found).toHaveLength(20);
  });

  test('gaps without number are counted, and the first are named', async () => {
    const schema = { items: { required: ['b'] } };
    const output = { list: Array.from({ length: 500 }, () => ({})) };
    const json_schema = { properties: { list: schema } };
    const { body } = await fire({ kind: 'any_required_field_null' }, { output, json_schema });
    expect(body.trace.compared).toMatchObject({ count: 500 });
    expect(body.trace.compared.gaps).toHaveLength(20);
    expect(body.trace.reason).toMatch(/\/list\/19\/b and 480 more$/);
  });

  test('faults without number are cut at twenty', async () => {
    const subs = Array.from({ length: 20_000 }, () => ({}));
    expect((await fire(condition(...subs))).body.detail).toHaveLength(20);
    const kinds = Array.from({ length: 5000 }, () => ({ kind: 'branch_in', branches: ['a'] }));
    expect((await fire({ kind: 'any_of', predicates: kinds })).body.detail).toHaveLength(20);
  });

  test('a chain of references costs no stack', async () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 5000 }, (_, place) => [`d${place}`, { $ref: `#/$defs/d${place + 1}` }]),
    );
    const json_schema = { $ref: '#/$defs/d0', $defs };
    const reply = await fire({ kind: 'any_required_field_null' }, { json_schema });
    expect(reply.status).toBe(201);
  });

  test('PRD-1: a mean over many leaves is what it should be', async () => {
    const likelihoods = Array.from({ length: 100_000 }, () => 0.7);
    const evidence = { consensus: { likelihoods } };
    const reply = await fire({ kind: 'confidence_lt', threshold: 0.7 }, evidence);
    expect(reply.body.fired).toBe(false);
  });
});

describe('a body that means harm', () => {
  test('pages without number are answered with twenty faults', async () => {
    const gate = { block_type: 'split', evidence: { output: [{ name: 'a', pages: [1] }] } };
    const { overlay } = await harness.open(gate);
    const splits = Array.from({ length: 100_000 }, () => ({}));
    const body = { version_stamp: 1, reviewable_value: { splits } };
    expect((await harness.post(`${overlay}/versions`, body)).body.detail).toHaveLength(20);
  });

  test('a caller that hangs up is no defect of the mock', async () => {
    const before = defects.length;
    const { port, hostname } = new URL(harness.url);
    const socket = connect(Number(port), hostname);
    socket.write(`POST ${REVIEWS}/versions HTTP/1.1\r\nHost: x\r\nApi-Key: dana\r\n`);
    socket.write('Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{');
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(defects.length).toBe(before);
    expect((await harness.get(REVIEWS)).status).toBe(200);
  });
});

describe('what listens must not matter', () => {
  test('a log that throws does not change the reply', async () => {
    const heard: unknown[] = [];
    const mock = await createMock({
      onExchange: () => {
        throw new Error('a log');
      },
      onDefect: (error) => heard.push(error),
    });
    const request = new Request(`http://mock${REVIEWS}`, { headers: { 'Api-Key': 'k' } });
    expect((await mock.fetch(request)).status).toBe(200);
    expect(heard).toHaveLength(1);
  });

  test('a watcher that does not read is let go', async () => {
    const mock = await createMock();
    const watched = await mock.fetch(new Request('http://mock/__control/events'));
    const list = () =>
      mock.fetch(new Request(`http://mock${REVIEWS}`, { headers: { 'Api-Key': 'k' } }));
    for (let place = 0; place < 1100; place += 1) await list();
    const text = await watched.text();
    expect(text.match(/^event: request$/gm)?.length).toBeLessThan(1050);
  });
});

describe('worlds that would collide', () => {
  test('a seed named like the scenario makes ids of its own', async () => {
    const mock = await createMock({ seed: 'inbox', scenario: SCENARIOS.inbox() });
    const known = new Set(SCENARIOS.inbox().reviews.map((review) => review.id));
    const gate = { block_type: 'extract', predicate: { kind: 'always' }, evidence: { output: {} } };
    const reply = await mock.fetch(
      new Request(`http://mock${GATES}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(gate),
      }),
    );
    expect(known).not.toContain(((await reply.json()) as Json).review_id);
  });

  test('a clock at the beginning of time still lists', async () => {
    const own = await createHarness({
      frozenAt: '0000-01-01T00:00:00.000Z',
      scenario: SCENARIOS.seeds(),
    });
    expect((await own.get(REVIEWS)).status).toBe(200);
  });
});

describe('pages of other origins', () => {
  const send = (headers: Readonly<Record<string, string>>, origins: readonly string[] = []) =>
    createMock({ controlOrigins: origins }).then((mock) =>
      mock.fetch(
        new Request(`${headers['origin'] ?? 'http://evil.example:4010'}/__control/clock`, {
          headers,
        }),
      ),
    );

  test.each([
    ['a name made to point here', { origin: 'http://evil.example:4010' }, 403],
    ['the same, in a read', { 'sec-fetch-site': 'same-origin' }, 403],
    ['localhost', { origin: 'http://localhost:4010' }, 200],
    ['an address', { origin: 'http://127.0.0.1:4010' }, 200],
    ['an address of version 6', { origin: 'http://[::1]:4010' }, 200],
  ])('%s', async (_, headers, status) => {
    expect((await send(headers as Readonly<Record<string, string>>)).status).toBe(status);
  });

  test('a name that is allowed', async () => {
    const origin = 'http://mock.test:4010';
    expect((await send({ origin }, [origin])).status).toBe(200);
  });

  test('only /__control itself is the control interface', async () => {
    expect((await harness.get('/__controlling')).body.detail).toContain('No such path');
  });
});

describe('HIL-1: the same decision, whatever its command_id', () => {
  test('is a repeat without the data, and after another surface decided', async () => {
    const { runId, blockId, overlay } = await harness.open();
    const decisions = `/v1/workflows/runs/${runId}/hil-decisions`;
    const body = { block_id: blockId, approved: true, command_id: 'c' };
    await harness.post(`${overlay}/decision`, {
      version_stamp: 1,
      verdict: 'approved',
      command_id: 'c',
    });
    const repeat = await harness.post(decisions, body);
    expect([repeat.status, repeat.body.submission_status]).toEqual([202, 'already_applied']);
    expect((await harness.post(decisions, { ...body, approved: false })).status).toBe(409);
  });
});
