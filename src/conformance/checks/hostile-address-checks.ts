import { OPERATIONS, type OperationId } from '../../contract/operations.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { isSuccess, lineOf, statusOf } from '../reply.ts';
import { expectNoTrace, footprintOf } from './footprint.ts';
import { expectAnswer } from './limit-checks.ts';
import { openScene } from './sound-requests.ts';

const ERROR_MIN = 400;
const SERVER_ERROR_MIN = 500;

/** Segments of a path that name nothing, whatever a server makes of them. */
const SEGMENTS: Readonly<Record<string, string>> = {
  'an-encoded-nul': 'run%00',
  'an-encoded-slash': 'a%2Fb',
  'an-encoded-backslash': 'a%5Cb',
  'an-encoded-dot-segment': '%2e%2e%2f%2e%2e',
  'a-bad-encoding': '%ZZ',
  'half-an-encoding': '%4',
  'no-utf-8': '%FF%FE',
  'an-encoded-surrogate': '%ED%A0%80',
  'an-encoded-percent': '%2525',
  'an-encoded-question-mark': 'a%3Fstatus=approved',
  'an-encoded-line-break': 'a%0D%0AX-Injected:%201',
  'a-name-of-objects': '__proto__',
  'another-name-of-objects': 'constructor',
  'a-wildcard': '*',
  'a-template': '%7Brun_id%7D',
  'a-quote': "'%20OR%201=1--",
  'a-long-name': 'n'.repeat(4000),
  'an-emoji': '%F0%9F%98%80',
  'a-right-to-left-mark': '%E2%80%AE',
  'a-blank': '%20',
};

/** What each segment takes the place of, per surface. */
const ADDRESSES: readonly (readonly [OperationId, (segment: string) => string])[] = [
  ['get_overlay', (segment) => `/v1/workflows/reviews/${segment}/block`],
  ['get_overlay', (segment) => `/v1/workflows/reviews/run/${segment}`],
  ['get_review', (segment) => `/v1/workflows/reviews/${segment}`],
  ['get_review_version', (segment) => `/v1/workflows/reviews/versions/${segment}`],
  ['get_agent_hil_review', (segment) => `/v1/workflows/runs/${segment}/agent-hil-reviews/block`],
  ['get_hil_decision', (segment) => `/v1/workflows/runs/run/hil-decisions/${segment}`],
];

/** Queries that no client means, each after parameters that make the list find something. */
const QUERIES: Readonly<Record<string, string>> = {
  'a-bad-encoding': 'run_id=%ZZ',
  'an-encoded-nul': 'run_id=%00',
  'no-utf-8': 'run_id=%FF',
  'a-parameter-twice': 'run_id=a&run_id=b',
  'a-parameter-as-a-list': 'run_id[]=a&run_id[x]=b',
  'names-of-objects': '__proto__=1&constructor=2&__proto__[x]=3',
  'no-name': '=1&&==&',
  'no-value': 'run_id&block_id',
  'many-parameters': Array.from({ length: 500 }, (_, index) => `p${index}=${index}`).join('&'),
  'one-parameter-often': 'run_id=a&'.repeat(500),
  'a-long-value': `run_id=${'v'.repeat(4000)}`,
  'a-huge-limit': 'limit=99999999999999999999999',
  'a-limit-of-all-digits': `limit=${'9'.repeat(400)}`,
  'a-limit-twice': 'limit=1&limit=2',
  'a-cursor-of-nothing': 'after=%00',
  'a-cursor-of-markup': "after='%20OR%201=1--",
};

/**
 * Addresses that mean harm: answered with a 4xx, or as a list that passes over them; never by a
 * failure inside the server.
 *
 * Source: SCH-1, LIM-1, ERR-2.
 */
export const HOSTILE_ADDRESS_CHECKS: readonly Check[] = [
  ...Object.entries(SEGMENTS).map(([name, segment]): Check => ({
    id: `SCH-1/path-with-${name}`,
    also: ['ERR-1', 'ERR-2', 'LIM-1'],
    phase: 'hostile',
    surfaces: ['overlay'],
    from: 'ci',
    run: (trial) => refusesSegment(trial, segment),
  })),
  ...Object.entries(QUERIES).map(([name, query]): Check => ({
    id: `SCH-1/query-with-${name}`,
    also: ['ERR-1', 'LIM-1'],
    phase: 'hostile',
    surfaces: [],
    from: 'ci',
    run: (trial) => answersQuery(trial, query),
  })),
];

async function refusesSegment(trial: Trial, segment: string): Promise<void> {
  const scene = await openScene(trial, 'claim_review');
  const footprint = await footprintOf(trial, scene.review, ['overlay']);
  for (const [operation, pathWith] of ADDRESSES) {
    if (!trial.surfaces.includes(OPERATIONS[operation].surface)) continue;
    const reply = await trial.a.send({ method: 'GET', path: pathWith(segment), operation });
    expectAnswer(trial, reply);
    expectRefused(trial, reply);
  }
  const path = `/v1/workflows/reviews/${segment}/${scene.review.blockId}/claim`;
  const body = { version_stamp: scene.rev };
  const write = await trial.a.send({ method: 'POST', path, operation: 'claim_review', body });
  expectAnswer(trial, write);
  expectRefused(trial, write);
  await expectNoTrace(trial, footprint, write);
}

function expectRefused(trial: Trial, reply: Parameters<typeof statusOf>[0]): void {
  // A 5xx is judged on every reply.
  trial.must.holds('SCH-1', !isSuccess(reply), () => ({
    sentence: `${reply.operation} finds something at an address that names nothing`,
    expected: 'a 4xx',
    got: lineOf(reply),
    witness: [reply],
  }));
}

async function answersQuery(trial: Trial, query: string): Promise<void> {
  const { reviewId } = await trial.open();
  const lists: readonly (readonly [OperationId, string])[] = [
    ['list_reviews', `/v1/workflows/reviews?workflow_id=${trial.workflowId}&${query}`],
    ['list_overlays', `/v1/workflows/reviews?workflow_id=${trial.workflowId}&mine=false&${query}`],
    ['list_review_versions', `/v1/workflows/reviews/versions?review_id=${reviewId}&${query}`],
  ];
  for (const [operation, path] of lists) {
    if (!trial.surfaces.includes(OPERATIONS[operation].surface)) continue;
    const reply = await trial.a.send({ method: 'GET', path, operation });
    expectAnswer(trial, reply);
    const status = statusOf(reply) ?? 0;
    const isAnswered = isSuccess(reply) || (status >= ERROR_MIN && status < SERVER_ERROR_MIN);
    trial.must.holds('SCH-1', isAnswered, () => ({
      sentence: `${operation} answered ${status} to a hostile query`,
      expected: '200 or a 4xx',
      got: lineOf(reply),
      witness: [reply],
    }));
  }
}
