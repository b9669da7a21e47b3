import { beforeAll, describe, expect, test } from 'vitest';
import type { Check } from '../../../src/conformance/check.ts';
import { RULE_CHECKS } from '../../../src/conformance/checks/all-rule-checks.ts';
import { requirementOf } from '../../../src/conformance/check.ts';
import { createReviewContract } from '../../../src/contract/review-contract.ts';
import { createMock, type Fetch } from '../../../src/mock/mock.ts';
import { loadServer } from '../../mutants/load-mutant.ts';
import { MUTANTS } from '../../mutants/mutants.ts';
import { breakingReplies, foundIn, judge } from '../judge-server.ts';

const IDS = [
  'AUTH-1',
  'ERR-1',
  'ERR-2',
  'ERR-3',
  'LIM-1',
  'SCH-1',
  'SCH-2',
  'SCH-3',
  'TIME-1',
] as const;
const contract = createReviewContract();

let mock: Fetch;

beforeAll(async () => {
  mock = (await createMock()).fetch;
});

const named = (part: string): readonly Check[] => {
  const found = RULE_CHECKS.filter(({ id }) => id.includes(part));
  if (found.length === 0) throw new Error(`no check is called ${part}`);
  return found;
};

test('every check has an id of its own', () => {
  const ids = RULE_CHECKS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...new Set(RULE_CHECKS.map(requirementOf))].toSorted()).toEqual([...IDS].toSorted());
});

test('the mock keeps every sentence', { timeout: 60_000 }, async () => {
  const report = await judge(mock, RULE_CHECKS, { contract });
  expect(foundIn(report)).toEqual([]);
  const own = report.requirements.filter(({ id }) => IDS.some((each) => each === id));
  expect(own.map(({ id, status }) => `${id} ${status}`).toSorted()).toEqual(
    IDS.map((id) => `${id} pass`),
  );
});

/** Mutants that a handful of checks catch; the others are in the kill table. */
const BROKEN: readonly (readonly [mutant: string, checks: string])[] = [
  ['credentials-not-asked-for', 'without-credentials'],
  ['unauthenticated-write-is-applied', 'claim-review-without-credentials'],
  ['api-key-header-ignored', 'claim-review-with-an-api-key'],
  ['access-token-ignored', 'get-hil-decision-with-an-access-token'],
  ['api-key-wins-over-bearer', 'bearer-wins-over-the-api-key'],
  ['every-key-is-the-same-actor', 'bearer-names-the-actor'],
  ['bearer-ignored', 'bearer-names-the-actor'],
  ['unknown-route-answers-text', 'that-is-not-there'],
  ['unknown-route-before-credentials', 'that-is-not-there'],
  ['wrong-method-is-404', 'by-another-method'],
  ['versions-read-as-a-run', 'the-path-of-a-version-is-no-overlay'],
  ['stale-stamp-before-shape', 'missing-reason-before-stale-stamp'],
  ['unknown-seq-before-stale-stamp', 'stale-stamp-before-unknown-seq'],
  ['refused-decision-clears-the-claim', 'decision-on-unknown-seq'],
  ['version-conflict-moves-rev', 'version-of-another-parent'],
  ['undeclared-properties-ignored', 'property-is-undeclared'],
  ['ranges-not-checked', 'ttl-seconds-broken'],
  ['enums-not-checked', 'origin-broken'],
  ['missing-property-not-named', 'claim-review-version-stamp-broken'],
  ['query-integers-not-read', 'query-limit'],
  ['broken-json-is-500', 'claim-review-body-does-not-parse'],
  ['numbers-read-from-texts', 'ttl-seconds-broken'],
  ['deep-json-taken', 'nested-too-deep'],
  ['depth-limit-one-too-low', 'as-deep-as-allowed'],
  ['large-bodies-taken', 'a-body-over-ten-mebibytes'],
  ['empty-list-without-metadata', 'lists-of-nothing'],
  ['audit-goes-back-in-time', 'a-whole-life'],
];

describe('a broken server is caught by the sentence that it breaks', () => {
  test.each(BROKEN)('%s', { timeout: 30_000 }, async (id, part) => {
    const mutant = MUTANTS.find((each) => each.id === id);
    if (mutant === undefined) throw new Error(`no mutant is called ${id}`);
    const server = await loadServer(mutant.edits);
    const report = await judge(server.fetch, named(part), { contract });
    server.close();
    expect(foundIn(report)).toContain(`${mutant.requirement} ${mutant.level}`);
  });
});

/** A server that reads the body of each request in its own way. */
const reading = (change: (text: string) => string): Fetch => {
  return async (request) => {
    const text = await request.clone().text();
    if (text === '' || !request.url.includes('/v1/')) return mock(request);
    const { method, headers } = request;
    const kept = new Headers(headers);
    kept.delete('content-length');
    return mock(new Request(request.url, { method, headers: kept, body: change(text) }));
  };
};

describe('hostile input', () => {
  const find = async (fetch: Fetch, part: string) =>
    foundIn(await judge(fetch, named(part), { contract }));

  test('a server that drops NUL', async () => {
    const fetch = reading((text) => text.replaceAll(String.raw`\u0000`, ''));
    expect(await find(fetch, 'nul-in-a-text')).toContain('VER-1 MUST');
  });

  test('a server that loses a member called __proto__', async () => {
    const fetch = reading((text) => text.replaceAll(/"__proto__":(\{"a":1\}|\[1\]),?/g, ''));
    expect(await find(fetch, 'name-proto')).toContain('VER-1 MUST');
  });

  test('a server that composes what was combined', async () => {
    const fetch = reading((text) => text.normalize('NFC'));
    expect(await find(fetch, 'composed-and-combining')).toContain('VER-1 MUST');
  });

  test('a server that mends bytes which are no text', async () => {
    const found = await find(
      reading((text) => text),
      'bytes-that-are-no-text',
    );
    expect(found).toContain('SCH-3 SHOULD');
  });

  test('a server that takes NaN', async () => {
    const fetch = reading((text) => text.replaceAll(':NaN', ':null'));
    expect(await find(fetch, 'append-version-body-does-not-parse')).toContain('SCH-3 MUST');
  });

  test.each(['path-with-an-encoded-nul', 'query-with-an-encoded-nul'])(
    'a server that falls over %s',
    async (part) => {
      const fetch: Fetch = async (request) =>
        request.url.includes('%00') ? new Response('boom', { status: 500 }) : mock(request);
      expect(await find(fetch, part)).toContain('SCH-1 MUST');
    },
  );

  test('a server that never answers deep JSON', { timeout: 20_000 }, async () => {
    const fetch: Fetch = async (request) => {
      const text = await request.clone().text();
      return text.includes('[[[[') ? new Promise<Response>(() => {}) : mock(request);
    };
    const checks = named('arrays-nested-too-deep');
    const report = await judge(fetch, checks, { contract, timeoutMs: 200 });
    expect(foundIn(report)).toContain('LIM-1 SHOULD');
  });

  test('a refused request that shows on the resource surface alone', async () => {
    let isTouched = false;
    const fetch = breakingReplies(mock, ({ path, status, body }) => {
      if (path.endsWith('/decision') && status === 422) isTouched = true;
      const isReview = /\/reviews\/rev_\w+$/.test(path) && status === 200;
      return isReview && isTouched ? { body: { ...(body as object), step_id: 'x' } } : undefined;
    });
    expect(await find(fetch, 'decision-on-unknown-seq-leaves')).toContain('ERR-2 MUST');
  });
});
