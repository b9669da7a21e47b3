import { beforeAll, describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../src/contract/operations.ts';
import { createReviewContract } from '../../src/contract/review-contract.ts';
import { createSecondJudge, type SecondJudge } from '../../src/prism/second-judge.ts';
import { judgedCases, type JudgedCase } from './judged-cases.ts';
import { KNOWN_DIVERGENCES, type JudgedTwice } from './known-divergences.ts';

const CASES = judgedCases({ seed: 20_261_120, values: 6, changes: 12 });
const contract = createReviewContract();
let judge: SecondJudge;

beforeAll(async () => {
  judge = await createSecondJudge();
}, 60_000);

function ours(each: JudgedCase): readonly string[] {
  const { path, query, body, responses } = contract.operations[each.operation];
  if (each.part === 'reply') {
    return (responses.get(each.status)?.(each.body) ?? []).map(({ type }) => type);
  }
  return [
    ...path((name) => each.params[name]).faults,
    ...query((name) => each.search.getAll(name).at(-1)).faults,
    ...(body ? body(each.body) : []),
  ].map(({ type }) => type);
}

/** A judge that changes what it judges must not change it for the other. */
function copyOf(each: JudgedCase): JudgedCase {
  return { ...each, body: structuredClone(each.body) };
}

function theirs(each: JudgedCase): readonly string[] {
  if (each.part === 'reply') {
    const { status, body } = each;
    return judge.judgeReply(each.operation, { status, contentType: 'application/json', body });
  }
  const path = OPERATIONS[each.operation].path.replaceAll(
    /\{(\w+)\}/g,
    (_all, name: string) => each.params[name] ?? '',
  );
  return judge.judgeRequest(each.operation, { path, search: each.search, body: each.body });
}

describe('our validators and those of Prism', () => {
  test('judge alike what is sound and what is broken in one place', { timeout: 120_000 }, () => {
    const counts = new Map(KNOWN_DIVERGENCES.map(({ name }) => [name, 0]));
    const unexplained: unknown[] = [];
    const tally = { valid: 0, invalid: 0, agreed: 0 };
    for (const each of CASES) {
      const twice: JudgedTwice = { each, ours: ours(copyOf(each)), theirs: theirs(each) };
      tally[twice.ours.length === 0 ? 'valid' : 'invalid'] += 1;
      if ((twice.ours.length === 0) === (twice.theirs.length === 0)) {
        tally.agreed += 1;
        continue;
      }
      const known = KNOWN_DIVERGENCES.find(({ covers }) => covers(twice));
      if (known === undefined) unexplained.push(twice);
      else counts.set(known.name, (counts.get(known.name) ?? 0) + 1);
    }
    // oxlint-disable-next-line no-console -- how much was compared is what a reader wants to know
    console.info(`${CASES.length} cases`, tally, Object.fromEntries(counts));
    expect(unexplained.slice(0, 5)).toEqual([]);
    expect(CASES.length).toBeGreaterThanOrEqual(3000);
    expect(tally.valid).toBeGreaterThan(500);
    expect(tally.invalid).toBeGreaterThan(1500);
    expect(
      [...counts].filter(([, count]) => count === 0),
      'nobody hits these',
    ).toEqual([]);
    expect(tally.agreed / CASES.length).toBeGreaterThan(0.9);
  });

  test('both take every case that was left as drawn', () => {
    const sound = CASES.filter(({ broken }) => broken === null);
    expect(sound.length).toBeGreaterThan(300);
    expect(sound.filter((each) => ours(each).length > 0).slice(0, 3)).toEqual([]);
    expect(sound.filter((each) => theirs(each).length > 0).slice(0, 3)).toEqual([]);
  });

  test('every operation is compared, with every status it has', () => {
    const compared = new Set(
      CASES.map((each) => `${each.operation} ${each.part === 'reply' ? each.status : 'request'}`),
    );
    const expected = Object.entries(contract.operations).flatMap(([operation, { responses }]) => [
      `${operation} request`,
      ...[...responses.keys()].map((status) => `${operation} ${status}`),
    ]);
    expect(compared).toEqual(new Set(expected));
  });
});
