import { describe, expect, test } from 'vitest';
import {
  compileFixtureSchemas,
  createFixtureCheck,
} from '../../src/generate/check/check-fixtures.ts';
import { generateReviews } from '../../src/generate/generate-reviews.ts';
import { stateDocumentOf } from '../../src/generate/player.ts';
import { itemOf, type Surface } from '../../src/generate/surface.ts';
import { REVIEW_YAML } from '../contract/documents.ts';

const NOW = '2026-05-13T09:05:00.000Z';

const SCHEMAS = compileFixtureSchemas();

type Path = readonly (string | number)[];

function itemsOf(surface: Surface, count: number): readonly object[] {
  const generated = generateReviews({ count, surface, seed: 'check' });
  return [...generated].map(({ review }) => itemOf(surface, review, NOW));
}

/** A copy with another value at one place; undefined takes the member out. */
function plant<T extends object>(item: T, path: Path, value: unknown): T {
  // Not structuredClone: what two places share would change in both.
  const copy = JSON.parse(JSON.stringify(item)) as T;
  let place: object = copy;
  for (const step of path.slice(0, -1)) place = Reflect.get(place, step) as object;
  if (value === undefined) Reflect.deleteProperty(place, path.at(-1) ?? '');
  else Reflect.set(place, path.at(-1) ?? '', value);
  return copy;
}

function faultsOf(item: unknown, surface?: Surface): readonly string[] {
  return createFixtureCheck(surface, SCHEMAS)
    .faultsOf(item, 'it')
    .map(({ path, requirement }) => `${requirement} ${path.join('.')}`);
}

const overlays = itemsOf('overlay', 120) as readonly Readonly<Record<string, never>>[];
const find = (holds: (overlay: Readonly<Record<string, never[]>>) => boolean) =>
  overlays.find((each) => holds(each as never)) ?? {};
const APPROVED = find(
  ({ status, versions }) => (status as unknown) === 'approved' && (versions?.length ?? 0) > 1,
);
const REJECTED = find(({ status }) => (status as unknown) === 'rejected');
const CLAIMED = find(({ claim }) => claim !== null);

describe('a check finds nothing in what is generated', () => {
  test.each(['overlay', 'resource', 'agent'] as const)('%s', (surface) => {
    const check = createFixtureCheck();
    const items = itemsOf(surface, 150);
    for (const [place, item] of items.entries())
      expect(check.faultsOf(item, String(place))).toEqual([]);
    expect(check.reviews()).toBe(150);
  });

  test('state', () => {
    const reviews = [...generateReviews({ count: 60 })].map(({ review }) => review);
    expect(faultsOf(stateDocumentOf(reviews, NOW))).toEqual([]);
  });
});

describe('a check finds, in an overlay', () => {
  test.each<readonly [string, object, Path, unknown, readonly string[]]>([
    ['a missing member', APPROVED, ['workflow_id'], undefined, ['SCH-1 workflow_id']],
    ['a status that there is not', APPROVED, ['status'], 'done', ['SCH-1 status']],
    [
      'an instant without an offset',
      APPROVED,
      ['created_at'],
      '2026-05-13T09:05:00',
      ['SCH-1 created_at'],
    ],
    ['an id that is not the run’s', APPROVED, ['_id'], 'x', ['REV-1 _id']],
    ['a head that is not the last', APPROVED, ['head_seq'], 9, ['REV-2 head_seq']],
    ['a gap', APPROVED, ['versions', 1, 'seq'], 7, ['REV-2 versions.1.seq']],
    [
      'a snapshot that was changed',
      APPROVED,
      ['versions', 0, 'snapshot'],
      { a: 1 },
      ['REV-7 versions.0.content_sha256'],
    ],
    ['an approval without a time', APPROVED, ['decided_at'], null, ['REV-3 decided_at']],
    ['an approval of nothing', APPROVED, ['effective_seq'], null, ['REV-4 effective_seq']],
    ['a rev that was not written', APPROVED, ['rev'], 99, ['REV-6 rev']],
    [
      'a rejection without a reason',
      REJECTED,
      ['decisions', 0, 'reason'],
      ' ',
      ['DEC-3 decisions.0.reason'],
    ],
    ['a claim of nobody’s', CLAIMED, ['claim', 'holder', 'id'], 'x', ['CLM-1 claim']],
    [
      'a claim that ends before it begins',
      CLAIMED,
      ['claim', 'expires_at'],
      '2020-01-01T00:00:00Z',
      ['CLM-1 claim.expires_at'],
    ],
    [
      'a trigger of another block',
      APPROVED,
      ['triggered_by'],
      { kind: 'branch_in', branches: ['a'] },
      ['PRD-5 triggered_by.kind'],
    ],
  ])('%s', (...[, overlay, path, value, found]) => {
    expect(faultsOf(overlay)).toEqual([]);
    expect(faultsOf(plant(overlay, path, value))).toEqual(found);
  });

  test('what is there twice', () => {
    const check = createFixtureCheck();
    expect(check.faultsOf(APPROVED, '[0]')).toEqual([]);
    const [fault] = check.faultsOf(APPROVED, '[1]');
    expect(fault?.requirement).toBe('REV-1');
    expect(fault?.message).toContain('[0]');
  });
});

describe('a check finds, elsewhere', () => {
  const reviews = itemsOf('resource', 120) as readonly { decision: { verdict: string } | null }[];
  const approved = reviews.find((each) => each.decision?.verdict === 'approved') ?? {};
  const rejected = reviews.find((each) => each.decision?.verdict === 'rejected') ?? {};
  const agents = itemsOf('agent', 120) as readonly { status: string }[];
  const agent = (status: string) => agents.find((each) => each.status === status) ?? {};

  test.each<readonly [string, object, Path, unknown, readonly string[]]>([
    ['a step of another run', approved, ['run_id'], 'run_x', ['REV-1 step_id']],
    ['a review id of another shape', approved, ['id'], 'rev_1', ['REV-1 id']],
    [
      'an approval with a reason',
      approved,
      ['decision', 'reason'],
      'so',
      ['RES-1 decision.reason'],
    ],
    ['a rejection without one', rejected, ['decision', 'reason'], '', ['RES-1 decision.reason']],
    [
      'a decision before the review',
      approved,
      ['decision', 'created_at'],
      '2020-01-01T00:00:00Z',
      ['TIME-1 decision.created_at'],
    ],
    ['a conditional review', approved, ['block_type'], 'conditional', ['SCH-1 block_type']],
    ['a silent failure', agent('failed'), ['failure_reason'], null, ['AGT-4 failure_reason']],
    [
      'a proposal of one that runs',
      agent('queued'),
      ['failure_reason'],
      'x',
      ['AGT-4 failure_reason'],
    ],
    [
      'a proposal without evidence of a change',
      agent('proposed'),
      ['proposed_decision', 'changed_paths'],
      ['nowhere'],
      ['AGT-6 proposed_decision'],
    ],
    ['a mode that leads elsewhere', agent('proposed'), ['mode'], 'auto', ['AGT-3 status']],
    [
      'a time that goes back',
      agent('queued'),
      ['updated_at'],
      '2020-01-01T00:00:00Z',
      ['TIME-1 updated_at'],
    ],
  ])('%s', (...[, item, path, value, found]) => {
    expect(faultsOf(item)).toEqual([]);
    expect(faultsOf(plant(item, path, value))).toEqual(found);
  });

  test('in a state: the frame, a shape, a breach, a repeat', () => {
    const all = [...generateReviews({ count: 8 })].map(({ review }) => review);
    const state = stateDocumentOf(all, NOW);
    expect(faultsOf({ ...state, version: 2 })).toEqual(['SCH-1 version']);
    expect(faultsOf(plant(state, ['reviews', 2, 'priority'], 'high'))).toEqual([
      'SCH-1 reviews.2.priority',
    ]);
    expect(faultsOf(plant(state, ['reviews', 3, 'rev'], 77))).toEqual(['REV-6 reviews.3.rev']);
    expect(faultsOf({ ...state, reviews: [...all, all[0]] })).toEqual([
      'REV-1 reviews.8',
      'REV-1 reviews.8',
    ]);
    expect(faultsOf({ ...state, reviews: null })).toEqual(['SCH-1 reviews']);
  });

  test.each([null, 7, 'x', [], {}, { a: 1 }])('no fixture: %j', (value) => {
    expect(faultsOf(value)).toEqual(['SCH-1 ']);
  });
});

describe('a check is silent about what a server may leave out', () => {
  const examples = Object.values(REVIEW_YAML.components.schemas).length;
  const optional = [
    'rev',
    'decisions',
    'claim',
    'effective_seq',
    'decided_at',
    'created_at',
    'updated_at',
    'audit',
    'organization_id',
    'priority',
  ];

  test.each(optional)('%s', (name) => {
    expect(examples).toBeGreaterThan(10);
    for (const overlay of overlays) {
      const isAwaiting = (overlay['status'] as unknown) === 'awaiting_review';
      // Without decisions nothing can be decided.
      if (name === 'decisions' && (!isAwaiting || hasDecisions(overlay))) continue;
      expect(faultsOf(plant(overlay, [name], undefined)), String(overlay['_id'])).toEqual([]);
    }
  });

  test.each([
    ['audit', 'at'],
    ['audit', 'entry_id'],
    ['audit', 'event'],
    ['audit', 'detail'],
    ['decisions', 'decision_id'],
    ['decisions', 'decided_at'],
    ['decisions', 'supersedes_decision_id'],
    ['versions', 'note'],
    ['versions', 'created_at'],
  ])('%s[*].%s', (list, name) => {
    for (const overlay of overlays) {
      const items = (overlay[list] ?? []) as readonly object[];
      const stripped = items.map((item) => plant(item, [name], undefined));
      expect(faultsOf({ ...overlay, [list]: stripped }), String(overlay['_id'])).toEqual([]);
    }
  });

  test('other ways to write the same instant', () => {
    const local = (text: string) => text.replaceAll(/T(\d\d):(\d\d:\d\d\.\d{3})Z/g, 'T$1:$2+00:00');
    for (const overlay of overlays) {
      const item = JSON.parse(local(JSON.stringify(overlay))) as unknown;
      expect(faultsOf(item)).toEqual([]);
    }
  });

  function hasDecisions(overlay: Readonly<Record<string, never>>): boolean {
    return (overlay['decisions'] as unknown as unknown[]).length > 0;
  }
});
