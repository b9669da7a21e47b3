import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { hasMisuse } from '../../src/clients/client-report.ts';
import { createClientJudge } from '../../src/clients/client-judge.ts';
import { drawClientReport, misuseLine } from '../../src/clients/draw-client-report.ts';
import { MISUSES, type MisuseKind } from '../../src/clients/misuse.ts';
import { createReviewContract } from '../../src/contract/review-contract.ts';
import { loadRequirements } from '../../src/contract/requirements.ts';
import { createClientScript, OVERLAY } from './client-script.ts';

const SCHEMA = JSON.parse(
  readFileSync(new URL('../../spec/client-report.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
}).compile(SCHEMA);
const KINDS = Object.keys(MISUSES) as MisuseKind[];

function someReport() {
  const script = createClientScript(3);
  script.read(3);
  script.stale('claim', { version_stamp: 3 });
  script.stale('claim', { version_stamp: 3 });
  script.write('decision', { version_stamp: 3, verdict: 'approved' }, { actor_id: 'bob' });
  script.send('GET', '/v1/workflows/reviews?by=x', { actor_id: null, status: 401 });
  script.send('GET', '/healthz');
  return script.report();
}

test('the report counts requests, clients, and what was not seen', () => {
  expect(someReport()).toMatchObject({
    format: 'review-kit/client-report',
    version: 1,
    requests: 5,
    unrecognised: 1,
    unseen: 2,
    omitted: 0,
    actors: [
      { actor: 'ann', requests: 3, misuses: 1, advices: 0 },
      { actor: 'bob', requests: 1, misuses: 0, advices: 1 },
      { actor: 'nobody', requests: 1, misuses: 1, advices: 0 },
    ],
    misuses: [
      { kind: 'stale-stamp-repeated' },
      { kind: 'undeclared-parameter', actor: 'nobody', review: null },
      { kind: 'no-command-id' },
    ],
  });
});

test('advice alone is no misuse', () => {
  const script = createClientScript();
  script.read(3);
  script.write('decision', { version_stamp: 3, verdict: 'approved' });
  expect(script.report().misuses).toHaveLength(1);
  expect(hasMisuse(script.report())).toBe(false);
  expect(hasMisuse(someReport())).toBe(true);
});

test('a report is as spec/client-report.schema.json says, and nothing more', () => {
  const report = someReport();
  validate(report);
  expect(validate.errors).toBeNull();
  expect(SCHEMA.$defs.MisuseKind.enum).toEqual(KINDS);
  const [misuse] = report.misuses;
  for (const wrong of [
    { ...report, version: 2 },
    { ...report, more: 1 },
    { ...report, requests: -1 },
    { ...report, misuses: [{ ...misuse, level: 'error' }] },
    { ...report, misuses: [{ ...misuse, kind: 'rude' }] },
    { ...report, misuses: [{ ...misuse, seqs: [] }] },
    { ...report, misuses: [{ ...misuse, key: 'k' }] },
    { ...report, actors: [{ actor: 'ann' }] },
  ]) {
    expect(validate(wrong), JSON.stringify(wrong)).toBe(false);
  }
});

test('every kind rests on a requirement that is there, or on none', () => {
  const ids = new Set(loadRequirements().map(({ id }) => id));
  const cited = KINDS.flatMap((kind) => MISUSES[kind].requirement ?? []);
  expect(cited.filter((id) => !ids.has(id))).toEqual([]);
});

test('it is drawn with what to do instead', () => {
  expect(drawClientReport(someReport())).toMatchInlineSnapshot(`
    "✗ stale-stamp-repeated · CAS-1 · once
      ann · run_1:block_1
      claim_review sent stamp 3 (#5) although it had been refused as stale (#4), with no read in between.
      → Read the review again, see whether the write still makes sense, and send the rev just read.

    ✗ undeclared-parameter · once
      nobody
      list_reviews (#7) sent query parameters that are not declared: by.
      → Leave the parameter out, or mend its name: a server passes over what it does not know.

    ! no-command-id · IDM-1 · once
      bob · run_1:block_1
      submit_decision was sent without a command_id (#6), so it cannot be repeated safely.
      → Give each append and decision a command_id of its own, and repeat it unchanged when no answer comes.

    2 misuses and 1 piece of advice in 5 requests of 3 clients.
    2 earlier exchanges went unseen; nothing that hangs on what they showed was judged."
  `);
  const script = createClientScript();
  script.read(3);
  expect(drawClientReport(script.report())).toBe(
    'The clients did nothing wrong: 1 request of 1 client.',
  );
});

test('nothing that a client sent moves a cursor', () => {
  const script = createClientScript();
  const [misuse] = script.send('GET', `${OVERLAY}?%1b%5b2J=1`);
  expect(misuse && misuseLine(misuse)).toMatch(/^✗ ann {2}undeclared-parameter: /);
  expect(drawClientReport(script.report())).not.toContain('\u001B');
});

test('memory is bounded, and what was forgotten is not held against anybody', () => {
  const script = createClientScript();
  for (let index = 0; index < 5100; index += 1) {
    const path = `/v1/workflows/reviews/run_${index}/b`;
    script.send('GET', path, { reply: { rev: 3 } });
  }
  script.send('POST', '/v1/workflows/reviews/run_0/b/claim', { body: { version_stamp: 3 } });
  expect(script.found()).toEqual([]);
  for (let index = 0; index < 1100; index += 1) {
    script.send('GET', `/v1/workflows/reviews?q${index}=1`);
  }
  expect(script.report().misuses).toHaveLength(1000);
  expect(script.report().omitted).toBe(100);
  expect(drawClientReport(script.report())).toContain('100 more were not kept.');
});

test('a rev of long ago may have been shown', () => {
  const script = createClientScript();
  for (let rev = 1; rev <= 80; rev += 1) script.read(rev);
  script.stale('claim', { version_stamp: 2 });
  expect(script.found()).toEqual([]);
});

test('an exchange that is no operation, or whose time is none, breaks nothing', () => {
  const judge = createClientJudge(createReviewContract());
  const exchange = {
    seq: 1,
    at: 'noon',
    method: 'GET',
    url: OVERLAY,
    operation_id: 'get_overlay',
    actor_id: 'ann',
    request_body: null,
    status: 200,
    response_body: 'null',
  };
  expect(judge.observe(exchange)).toEqual([]);
  expect(judge.observe({ ...exchange, seq: 2, operation_id: 'brew_coffee' })).toEqual([]);
  expect(judge.report('noon')).toMatchObject({ requests: 1, unrecognised: 1, misuses: [] });
});
