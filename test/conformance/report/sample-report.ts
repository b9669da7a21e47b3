import { loadRequirements, type Requirement } from '../../../src/contract/requirements.ts';
import type {
  Finding,
  PhaseResult,
  Report,
  RequirementResult,
} from '../../../src/conformance/report/report.ts';
import { countByLevel } from '../../../src/conformance/report/standing.ts';
import { HOSTILE, HOSTILE_TEXT } from './hostile-texts.ts';
import { exchange, RACE, REPEAT, replied } from './sample-exchanges.ts';

const CURL = `curl -s -H "Api-Key: $KEY_A" -H 'Content-Type: application/json'`;
const ADDRESS = '"$REVIEW_API_URL/v1/workflows/reviews/$RUN/$BLOCK';

/** The findings of the sample, by requirement. */
export const FINDINGS: readonly Finding[] = [
  {
    id: 'CAS-2#1',
    requirement: 'CAS-2',
    level: 'MUST',
    check: 'CAS-2/same-stamp-volley',
    sentence:
      'A and B were both told that they created rev 5 from stamp 4, so one of the two updates is lost.',
    expected: 'Of two writes with stamp 4, one answers 200 and the other 409.',
    got: 'Both answered 200 with rev 5. The version of A is gone: version 1 holds what B sent.',
    witness: RACE.filter(({ id }) => id === 405 || id === 406),
    history: RACE,
    seed: '7',
    occurrences: 12,
    reproduction: {
      curl: [
        `REV=$(curl -s -H "Api-Key: $KEY_A" ${ADDRESS}" | jq .rev)`,
        `${CURL} -d "{\\"version_stamp\\":$REV,\\"snapshot\\":{\\"total_amount\\":505}}" ${ADDRESS}/versions" &`,
        `${CURL} -d "{\\"version_stamp\\":$REV,\\"snapshot\\":{\\"total_amount\\":550}}" ${ADDRESS}/versions" & wait`,
      ],
      replay: `review-kit replay report.json --finding 'CAS-2#1' --url "$REVIEW_API_URL"`,
    },
  },
  {
    id: 'IDM-1#1',
    requirement: 'IDM-1',
    level: 'MUST',
    check: 'IDM-1/retry-after-lost-reply',
    sentence: 'A repeated its decision after the reply was lost, and it was applied twice.',
    expected:
      'The repeat with command_id c-77 answers already_received or already_applied at rev 3.',
    got: 'It answered accepted at rev 4, and the review holds two decisions.',
    witness: REPEAT.slice(1),
    history: REPEAT,
    plan: { prefix: [], branches: [[{ kind: 'decide', stamp: 'last', lose: 'reply' }, 'repeat']] },
    seed: '7',
    rate: { failed: 20, tried: 20 },
    occurrences: 3,
    reproduction: {
      curl: [
        `${CURL} -d '{"version_stamp":2,"verdict":"approved","command_id":"c-77"}' ${ADDRESS}/decision"`,
        `${CURL} -d '{"version_stamp":2,"verdict":"approved","command_id":"c-77"}' ${ADDRESS}/decision"`,
      ],
      replay: `review-kit replay report.json --finding 'IDM-1#1' --url "$REVIEW_API_URL"`,
    },
  },
  {
    id: 'SCH-1#1',
    requirement: 'SCH-1',
    level: 'MUST',
    check: 'SCH-1/hostile-input',
    sentence: `The reply is no JSON but ${HOSTILE.script}`,
    expected: 'A body of the schema ReviewOverlay.',
    got: HOSTILE_TEXT,
    witness: [
      exchange({
        id: 900,
        actor: null,
        operation: null,
        method: 'PATCH',
        path: `/v1/workflows/reviews?after=${HOSTILE.attribute}${'x'.repeat(300)}`,
        rawBody: HOSTILE_TEXT,
        headers: { 'X-Hostile': HOSTILE.script },
        at: [2000, 2003],
        outcome: {
          kind: 'replied',
          status: 500,
          contentType: HOSTILE.attribute,
          body: undefined,
          text: HOSTILE_TEXT,
        },
      }),
    ],
    seed: '7',
    occurrences: 1,
    reproduction: { curl: [`curl -d '${HOSTILE.script}${HOSTILE.order}' x`], replay: null },
  },
  {
    id: 'LIM-1#1',
    requirement: 'LIM-1',
    level: 'SHOULD',
    check: 'LIM-1/deep-nesting',
    sentence: 'JSON nested 65 deep was taken.',
    expected: '422 for JSON nested deeper than 64.',
    got: '200.',
    witness: [
      exchange({
        id: 950,
        actor: 'B',
        operation: 'append_version',
        method: 'POST',
        path: '/v1/workflows/reviews/run_9/block_1/versions',
        rawBody: '['.repeat(80),
        at: [2100, 2103],
        outcome: replied(200, { rev: 2 }),
      }),
    ],
    seed: '7',
    occurrences: 1,
    reproduction: { curl: [], replay: 'review-kit replay report.json --finding LIM-1#1' },
  },
  {
    id: 'TIME-1#1',
    requirement: 'TIME-1',
    level: 'MUST',
    check: 'TIME-1/offset',
    sentence: 'The timestamp updated_at has no offset.',
    expected: 'RFC 3339 with an offset.',
    got: '2026-05-13T09:05:00',
    witness: [],
    seed: '7',
    occurrences: 410,
    reproduction: { curl: [], replay: null },
  },
];

const STATES: Readonly<Record<string, Partial<RequirementResult>>> = {
  'LIM-1': { status: 'warn' },
  'TIME-1': {
    status: 'fail',
    baseline: {
      reason: 'The gateway strips it; mended in July',
      expires: '2027-07-01',
      state: 'known',
    },
  },
  'QUE-1': {
    baseline: { reason: 'Order of ties', expires: '2027-01-01', state: 'passes-again' },
  },
  'CLM-3': unjudged('not-testable', 'the rig has no clock to advance'),
  'RUN-1': unjudged('not-testable', 'the rig cannot show a run'),
  'AGT-1': unjudged('skip', 'surface agent is not served by the target'),
  'AGT-2': unjudged('skip', 'surface agent is not served by the target'),
  'AGT-3': unjudged('skip', 'surface agent is not served by the target'),
  'AGT-4': unjudged('skip', 'surface agent is not served by the target'),
  'HIL-1': unjudged('skip', 'surface agent is not served by the target'),
  'IDM-4': unjudged('inconclusive', `no two requests overlapped ${HOSTILE.rightToLeft}`),
};

const PHASES: readonly PhaseResult[] = [
  phase('probe', { checks: 14, requests: 61, seconds: 0.09, findings: 0 }, {}),
  phase(
    'tables',
    { checks: 412, requests: 3180, seconds: 0.61, findings: 1 },
    { 'boundaries covered': '188 of 188' },
  ),
  phase(
    'tour',
    { checks: 1, requests: 8981, seconds: 1.12, findings: 0 },
    { coverage: '1,164 of 1,164 (state × operation)' },
  ),
  phase(
    'races',
    { checks: 310, requests: 2204, seconds: 0.74, findings: 12 },
    {
      overlap: '97 % of 300 volleys',
      'detection power': '0.99 for a window of 1 ms',
      stranger: HOSTILE.script,
    },
  ),
  phase('retries', { checks: 96, requests: 804, seconds: 0.31, findings: 3 }, {}),
];

/** A report with something of everything, as a run on a broken server could have written it. */
export function sampleReport(change: Partial<Report> = {}): Report {
  const requirements = change.requirements ?? loadRequirements().map(resultOf);
  return {
    format: 'review-kit/report',
    version: 1,
    tool: { version: '0.4.0', specSha256: '9f2c'.repeat(16) },
    target: 'https://reviews.staging.example/api',
    startedAt: '2026-11-20T18:05:00.123Z',
    seconds: 2.871,
    verdict: 'fails',
    summary:
      'Three MUST requirements are broken: an update is lost, a repeat is applied twice, and a reply breaks its schema.',
    options: {
      mode: 'ci',
      seed: '7',
      failLevel: 'must',
      surfaces: ['overlay', 'resource'],
      only: [],
      exclude: [],
      concurrency: 64,
      ratePerSecond: null,
      budgetSeconds: 60,
      shard: null,
      provision: 'control',
      actors: ['A', 'B'],
    },
    capabilities: ['gates'],
    dialect: [
      { name: 'initial rev', value: '1', requirement: 'REV-6', isPinned: false },
      { name: 'no credentials', value: '401', requirement: 'AUTH-1', isPinned: false },
      { name: 'conflict', value: '409', requirement: 'RES-7', isPinned: true },
      { name: 'superseded', value: 'unknown', requirement: 'RES-8', isPinned: false },
    ],
    phases: PHASES,
    totals: {
      requests: 15_230,
      checks: 833,
      judgements: 41_907,
      byLevel: countByLevel(requirements),
    },
    requirements,
    ...change,
  };
}

/** A report of a run that found nothing to complain about. */
export function cleanReport(): Report {
  const requirements = loadRequirements().map((requirement) => passing(requirement));
  return sampleReport({
    verdict: 'conforms',
    summary: 'No requirement that was judged is broken.',
    requirements,
    phases: PHASES.map((each) => ({ ...each, findings: 0 })),
  });
}

/** A report with nothing in it. */
export function emptyReport(): Report {
  return sampleReport({
    verdict: 'too-little',
    summary: 'Not one check was run.',
    requirements: [],
    phases: [],
    dialect: [],
    capabilities: [],
  });
}

function passing({ id, level, surface, text }: Requirement): RequirementResult {
  const checks = [`${id}/table`, `${id}/tour`];
  return { id, level, surface, text, status: 'pass', judgements: 212, checks, findings: [] };
}

function resultOf(requirement: Requirement): RequirementResult {
  const findings = FINDINGS.filter((each) => each.requirement === requirement.id);
  const broken = findings.length > 0 ? { status: 'fail' as const, findings } : {};
  return { ...passing(requirement), ...broken, ...STATES[requirement.id] };
}

function unjudged(status: RequirementResult['status'], reason: string) {
  return { status, reason, judgements: 0, checks: [] };
}

function phase(
  name: string,
  counts: Omit<PhaseResult, 'name' | 'measures'>,
  measures: PhaseResult['measures'],
): PhaseResult {
  return { name, ...counts, measures };
}
