import { describe, expect, test } from 'vitest';
import { formatInstant, parseInstant } from '../../src/contract/instant.ts';
import { evaluateGate } from '../../src/domain/gate.ts';
import { findBreaches } from '../../src/domain/invariants.ts';
import { DEFAULT_POLICIES } from '../../src/domain/policies.ts';
import type { Review } from '../../src/domain/review.ts';
import { generateReviews, type GenerateOptions } from '../../src/generate/generate-reviews.ts';
import { ImpossibleRequest } from '../../src/generate/impossible-request.ts';
import { createSchemaJudges } from '../../src/generate/schema-judges.ts';
import { TRIGGERS } from '../../src/generate/trigger.ts';
import { headSeq, liveClaim } from '../../src/domain/review.ts';
import { workflowReviewVersionsOf } from '../../src/views/resource.ts';

const NOW = '2026-05-13T09:05:00.000Z';

const reviewsOf = (options: GenerateOptions): readonly Review[] =>
  [...generateReviews(options)].map(({ review }) => review);

const distinct = (values: Iterable<unknown>) => [...new Set(values)].toSorted();

const SET = [...generateReviews({ count: 800, seed: 'many' })];
const REVIEWS = SET.map(({ review }) => review);

describe('a set', () => {
  test('holds nothing that the rules could not have made', () => {
    for (const review of REVIEWS) expect(findBreaches(review), review.id).toEqual([]);
  });

  test('holds gates that fire on their evidence, as the review shows', () => {
    const judge = createSchemaJudges();
    for (const { gate, review } of SET) {
      const verdict = evaluateGate(gate, DEFAULT_POLICIES, judge);
      const found = verdict.ok ? verdict.value : undefined;
      expect(found?.triggeredBy).toEqual(review.triggered_by);
      expect(found?.snapshot).toEqual(review.versions[0]?.snapshot);
    }
  });

  test('has no two reviews with one address, one id or one entry', () => {
    const once = (values: readonly unknown[]) => expect(new Set(values).size).toBe(values.length);
    once(REVIEWS.map(({ id }) => id));
    once(REVIEWS.map(({ run_id, block_id }) => `${run_id}:${block_id}`));
    once(REVIEWS.flatMap(({ audit }) => audit.map((entry) => entry.entry_id)));
  });

  test('lies within its span, and before its end', () => {
    const from = formatInstant(parseInstant(NOW) - 30 * 86_400_000);
    for (const { created_at, audit, agent } of REVIEWS) {
      expect(created_at >= from).toBe(true);
      for (const { at } of audit) expect(at <= NOW, at).toBe(true);
      expect((agent?.updated_at ?? NOW) <= NOW).toBe(true);
    }
  });

  test('looks like an inbox: most wait, most are documents, most have one version', () => {
    const share = (holds: (review: Review) => boolean) =>
      REVIEWS.filter(holds).length / REVIEWS.length;
    expect(share((each) => each.status === 'awaiting_review')).toBeCloseTo(0.62, 1);
    expect(share((each) => each.block_type === 'extract')).toBeCloseTo(0.6, 1);
    expect(share((each) => each.versions.length === 1)).toBeCloseTo(0.58, 1);
    expect(share((each) => each.agent !== null)).toBeCloseTo(0.25, 1);
    expect(share((each) => each.iteration_key !== null)).toBeGreaterThan(0.02);
  });
});

describe('the same seed', () => {
  test('makes the same reviews, another makes others', () => {
    expect(reviewsOf({ count: 30, seed: 'many' })).toEqual(REVIEWS.slice(0, 30));
    expect(reviewsOf({ count: 30, seed: 'more' })).not.toEqual(REVIEWS.slice(0, 30));
    const [first] = reviewsOf({ count: 1, seed: 'a' });
    const [second] = reviewsOf({ count: 1, seed: 'b' });
    expect(first?.id).not.toBe(second?.id);
  });

  test('makes each review from its place alone', () => {
    const generated = generateReviews({ count: 800, seed: 'many' });
    const places: number[] = [];
    let place = 0;
    for (const { review } of generated) {
      expect(review.id).toBe(REVIEWS[place]?.id);
      places.push(place);
      place += 1;
      if (place > 300) break;
    }
    // Once more from the start, though another walk was left half way.
    expect([...generated].length).toBe(800);
  });
});

describe('from twenty reviews on', () => {
  const SHOWN = reviewsOf({ count: 20, seed: 'any' });
  const texts = (review: Review) => JSON.stringify(review.versions.map((each) => each.snapshot));
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null
      ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
      : 0;
  const kept: readonly (readonly [name: string, holds: (review: Review) => boolean])[] = [
    ['a long history', ({ versions, audit }) => versions.length >= 10 && audit.length >= 30],
    ['a contested review', ({ audit }) => audit.filter(isStale).length >= 2],
    ['an expiring claim', (review) => endsWithin(review, 120_000)],
    ['a unicode vendor', (review) => /[\p{Script=Han}ÞÝŽůň]/u.test(texts(review))],
    [
      'a right-to-left vendor',
      (review) => /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(texts(review)),
    ],
    [
      'a very long note',
      ({ versions }) => versions.some((each) => (each.note ?? '').length > 3000),
    ],
    ['an empty snapshot', ({ versions }) => texts({ versions } as Review).startsWith('[{}')],
    ['a deep one', ({ versions }) => depthOf(versions[0]?.snapshot) > 20],
    ['a superseded branch', hasBranch],
    [
      'a reopened one',
      ({ status, decisions }) => status === 'awaiting_review' && decisions.length > 0,
    ],
  ];

  test.each(kept)('there is %s', (_, holds) => {
    expect(SHOWN.filter(holds).length).toBeGreaterThan(0);
    expect(reviewsOf({ count: 23, seed: 'other' }).filter(holds).length).toBeGreaterThan(0);
  });

  test('there is each block type, status, predicate and place of an agent', () => {
    expect(distinct(SHOWN.map((each) => each.block_type))).toHaveLength(5);
    expect(distinct(SHOWN.map((each) => each.status))).toHaveLength(3);
    expect(distinct(SHOWN.map((each) => each.triggered_by.kind))).toEqual(TRIGGERS.toSorted());
    expect(distinct(SHOWN.flatMap((each) => each.agent?.status ?? []))).toHaveLength(7);
  });

  test('below, there is what the draw brings', () => {
    const blank = reviewsOf({ count: 19, seed: 'any' })[1];
    expect(blank).not.toEqual(SHOWN[1]);
  });

  function isStale({ action }: Review['audit'][number]): boolean {
    return action === 'stale_write_rejected';
  }

  function endsWithin(review: Review, ms: number): boolean {
    const claim = liveClaim(review, NOW);
    return claim !== null && parseInstant(claim.expires_at) - parseInstant(NOW) <= ms;
  }

  function hasBranch(review: Review): boolean {
    const nodes = workflowReviewVersionsOf(review);
    const leaves = nodes.filter(({ id }) => nodes.every((each) => each.parent_id !== id));
    return review.status === 'approved' && leaves.length > 1 && headSeq(review) > 1;
  }
});

describe('a mix', () => {
  const shares = (options: GenerateOptions, of: (review: Review) => unknown) => {
    const values = reviewsOf({ count: 400, ...options }).map(of);
    const counts = distinct(values).map((value) => [
      value,
      values.filter((each) => each === value).length / values.length,
    ]);
    return Object.fromEntries(counts) as Record<string, number>;
  };

  test('is kept, within what chance allows', () => {
    const status = shares({ mix: { status: { approved: 3, rejected: 1 } } }, (each) => each.status);
    expect(Object.keys(status)).toEqual(['approved', 'rejected']);
    expect(status['approved']).toBeCloseTo(0.75, 1);
    const blocks = { classifier: 1, split: 1 };
    const types = shares({ mix: { block_type: blocks } }, (each) => each.block_type);
    expect(Object.keys(types)).toEqual(['classifier', 'split']);
    expect(types['split']).toBeCloseTo(0.5, 1);
    const kinds = shares(
      { mix: { predicate: { always: 1, branch_in: 1 } } },
      (each) => each.triggered_by.kind,
    );
    expect(Object.keys(kinds)).toEqual(['always', 'branch_in']);
    expect(kinds['branch_in']).toBeCloseTo(0.5, 1);
    const versions = shares({ mix: { versions: { 2: 1, 7: 1 } } }, (each) => each.versions.length);
    expect(Object.keys(versions)).toEqual(['2', '7']);
    const agents = shares(
      { mix: { agents: { running: 1 }, status: { awaiting_review: 1 } } },
      (each) => each.agent?.status,
    );
    expect(agents).toEqual({ running: 1 });
  });

  test.each<readonly [GenerateOptions, string]>([
    [{ mix: { block_type: { extract: 1 }, predicate: { branch_in: 1 } } }, 'PRD-5'],
    [
      { mix: { block_type: { extract: 1, conditional: 1 }, predicate: { confidence_lt: 1 } } },
      'PRD-5',
    ],
    [{ surface: 'resource', mix: { block_type: { conditional: 1 } } }, 'LST-5'],
    [{ surface: 'agent', mix: { agents: { none: 1 } } }, 'none'],
    [{ mix: { status: { approved: 1 }, agents: { queued: 1 } } }, 'AGT-5'],
    [{ mix: { status: {} } }, 'no value'],
    [{ mix: { versions: { 51: 1 } } }, '51'],
    [{ spanMs: 1000 }, 'hour'],
    [{ until: 'today' }, 'instant'],
    [{ schema: { type: 'string' } }, 'object'],
    [{ schema: { type: 'object', properties: { a: { pattern: '(?=x)' } } } }, 'cannot be used'],
    [{ schema: { type: 'object', required: ['a'], properties: { a: false } } }, 'no value'],
    [{ schema: { type: 'object' }, mix: { block_type: { split: 1 } } }, 'extract'],
  ])('that cannot be is refused: %o', (options, words) => {
    expect(() => generateReviews(options)).toThrow(ImpossibleRequest);
    expect(() => generateReviews(options)).toThrow(words);
  });
});

describe('options', () => {
  test('bound the time', () => {
    const until = '2024-02-29T12:00:00.000Z';
    for (const { created_at, audit } of reviewsOf({ count: 60, until, spanMs: 7_200_000 })) {
      expect(created_at >= '2024-02-29T10:00:00.000Z').toBe(true);
      expect((audit.at(-1)?.at ?? '') <= until).toBe(true);
    }
  });

  test.each([1, 5, 12, 40])('set the number of workflows: %i', (workflows) => {
    const ids = distinct(reviewsOf({ count: 1500, workflows }).map((each) => each.workflow_id));
    expect(ids.length).toBeLessThanOrEqual(workflows);
    expect(ids.length).toBeGreaterThanOrEqual(Math.min(workflows, 11) - 1);
  });

  test('name who takes part', () => {
    const actors = [
      { kind: 'human', id: 'u1', display_name: 'Ada' },
      { kind: 'agent', id: 'a1', display_name: 'Checker' },
      { kind: 'model', id: 'm1', display_name: 'Reader' },
    ] as const;
    const agents = { none: 1 };
    const reviews = reviewsOf({ count: 200, actors, mix: { agents } });
    const seen = reviews.flatMap((each) => each.audit.map((entry) => entry.actor.id));
    expect(distinct(seen)).toEqual(['a1', 'm1', 'u1']);
    const edits = reviews
      .flatMap((each) => each.versions)
      .filter((each) => each.author.id === 'a1');
    expect(edits.length).toBeGreaterThan(0);
  });

  test('leave out what a surface cannot show', () => {
    const resource = reviewsOf({ count: 200, surface: 'resource' });
    expect(resource.some((each) => each.block_type === 'conditional')).toBe(false);
    const overlays = reviewsOf({ count: 200, surface: 'overlay' });
    expect(overlays.some((each) => each.iteration_key !== null)).toBe(false);
    const agents = reviewsOf({ count: 200, surface: 'agent' });
    expect(agents.every((each) => each.agent !== null && each.iteration_key === null)).toBe(true);
  });
});
