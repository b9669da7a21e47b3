import { describe, expect, test } from 'vitest';
import { findBreaches } from '../../src/domain/invariants.ts';
import type { Review } from '../../src/domain/review.ts';
import {
  afterNoon,
  appending,
  APPLYING,
  attempt,
  claiming,
  deciding,
  opened,
  play,
  rejecting,
  releasing,
  REOPENING,
  within,
} from '../support/reviews.ts';

type Path = readonly (string | number)[];

const CLAIMED = play(opened(), claiming());
const STALE = attempt(CLAIMED, appending({ version_stamp: 0, snapshot: {} })).review;

/**
 * Versions 0 to 2, approved with an edit, reopened, rejected, reopened, claimed; rev 8. Its audit:
 * gate_fired, claimed, stale_write_rejected, version_added, version_added, decision_made, reopened,
 * decision_made, reopened, claimed.
 */
const WAITING = play(
  STALE,
  within({ now: afterNoon(1) }, appending({ command_id: 'cmd-1', snapshot: { total: 1 } })),
  within({ now: afterNoon(2) }, deciding({ command_id: 'cmd-2', edited_output: { total: 2 } })),
  within({ now: afterNoon(3) }, REOPENING),
  within({ now: afterNoon(4) }, rejecting({ command_id: 'cmd-3' })),
  within({ now: afterNoon(5) }, REOPENING),
  within({ now: afterNoon(6) }, claiming()),
);
const APPROVED = play(WAITING, within({ now: afterNoon(7) }, deciding({ effective_seq: 0 })));
const REJECTED = play(WAITING, within({ now: afterNoon(7) }, rejecting()));
const HELD = play(opened(), within({ areRunsHeld: true }, deciding()));

/** A copy with another value at one place; `undefined` takes the item of a list out. */
function plant(review: Review, path: Path, value: unknown): Review {
  const copy = structuredClone(review);
  let place: object = copy;
  for (const key of path.slice(0, -1)) place = Reflect.get(place, key) as object;
  const last = path.at(-1) ?? '';
  if (value === undefined && Array.isArray(place)) place.splice(Number(last), 1);
  else Reflect.set(place, last, value);
  return copy;
}

function breachesOf(review: Review): readonly string[] {
  return findBreaches(review).map(({ requirement, path }) => `${requirement} ${path.join('.')}`);
}

describe('findBreaches finds nothing in what the rules can make', () => {
  test.each([
    ['fresh', opened()],
    ['claimed', CLAIMED],
    ['released', play(CLAIMED, releasing())],
    ['met by a stale write', STALE],
    ['reopened twice', WAITING],
    ['approved', APPROVED],
    ['rejected', REJECTED],
    ['held', HELD],
    ['held, then applied', play(HELD, within({ now: afterNoon(9) }, APPLYING))],
    ['held, then reopened', play(HELD, REOPENING)],
    ['met by a stale write once decided', attempt(APPROVED, claiming({ version_stamp: 0 })).review],
  ])('%s', (_, review) => {
    expect(findBreaches(review)).toEqual([]);
  });
});

type Row = readonly [fault: string, review: Review, path: Path, value: unknown, found: string];

const entry = (index: number, key: string): Path => ['audit', index, key];
const decision = (index: number, key: string): Path => ['decisions', index, key];
const version = (index: number, key: string): Path => ['versions', index, key];

const PLANTED: readonly Row[] = [
  ['a gap', WAITING, version(1, 'seq'), 2, 'REV-2 versions.1.seq'],
  ['a root that is not 0', WAITING, version(0, 'seq'), 1, 'REV-2 versions.0.seq'],
  ['a human root', WAITING, version(0, 'origin'), 'human_edit', 'REV-2 versions.0.origin'],
  [
    'a second model output',
    WAITING,
    version(1, 'origin'),
    'model_output',
    'REV-2 versions.1.origin',
  ],
  ['a root with a parent', WAITING, version(0, 'parent_seq'), 0, 'REV-2 versions.0.parent_seq'],
  ['an orphan', WAITING, version(1, 'parent_seq'), null, 'REV-2 versions.1.parent_seq'],
  ['its own parent', WAITING, version(1, 'parent_seq'), 1, 'REV-2 versions.1.parent_seq'],
  ['a parent after it', WAITING, version(1, 'parent_seq'), 2, 'REV-2 versions.1.parent_seq'],
  ['a parent before all', WAITING, version(1, 'parent_seq'), -1, 'REV-2 versions.1.parent_seq'],
  ['another snapshot', WAITING, version(1, 'snapshot'), {}, 'REV-7 versions.1.content_sha256'],
  ['another hash', WAITING, version(2, 'content_sha256'), '0', 'REV-7 versions.2.content_sha256'],
  ['the other verdict', APPROVED, ['status'], 'rejected', 'REV-3 status'],
  ['another verdict in the decision', APPROVED, decision(2, 'verdict'), 'rejected', 'REV-3 status'],
  ['a time of decision while waiting', WAITING, ['decided_at'], afterNoon(6), 'REV-3 decided_at'],
  ['no time of decision', APPROVED, ['decided_at'], null, 'REV-3 decided_at'],
  ['another time of decision', APPROVED, ['decided_at'], afterNoon(6), 'REV-3 decided_at'],
  ['an effective version while waiting', WAITING, ['effective_seq'], 0, 'REV-4 effective_seq'],
  ['an effective version when rejected', REJECTED, ['effective_seq'], 0, 'REV-4 effective_seq'],
  ['another effective version', APPROVED, ['effective_seq'], 1, 'REV-4 effective_seq'],
  ['no effective version', APPROVED, ['effective_seq'], null, 'REV-4 effective_seq'],
  ['a lost decision', WAITING, ['decisions', 1], undefined, 'REV-5 decisions'],
  [
    'a waiting review with its decision',
    APPROVED,
    ['status'],
    'awaiting_review',
    'REV-5 decisions',
  ],
  ['a ruling on no version', WAITING, decision(1, 'on_seq'), 9, 'DEC-1 decisions.1.on_seq'],
  [
    'an approval of no version',
    WAITING,
    decision(0, 'effective_seq'),
    9,
    'DEC-1 decisions.0.effective_seq',
  ],
  [
    'an approval of nothing',
    WAITING,
    decision(0, 'effective_seq'),
    null,
    'DEC-1 decisions.0.effective_seq',
  ],
  [
    'an effective rejection',
    WAITING,
    decision(1, 'effective_seq'),
    0,
    'DEC-1 decisions.1.effective_seq',
  ],
  [
    'an approval with a reason',
    WAITING,
    decision(0, 'reason'),
    'Fine.',
    'DEC-3 decisions.0.reason',
  ],
  ['a rejection without one', WAITING, decision(1, 'reason'), null, 'DEC-3 decisions.1.reason'],
  ['a rejection with a blank one', WAITING, decision(1, 'reason'), ' ', 'DEC-3 decisions.1.reason'],
  [
    'a first decision that supersedes one',
    WAITING,
    decision(0, 'supersedes_decision_id'),
    'decision-2',
    'DEC-5 decisions.0.supersedes_decision_id',
  ],
  [
    'a second one that supersedes none',
    WAITING,
    decision(1, 'supersedes_decision_id'),
    null,
    'DEC-5 decisions.1.supersedes_decision_id',
  ],
  ['another opening act', WAITING, entry(0, 'action'), 'claimed', 'REV-8 audit.0.action'],
  ['a second opening', WAITING, entry(1, 'action'), 'gate_fired', 'REV-8 audit'],
  ['an unaudited version', WAITING, entry(3, 'action'), 'released', 'REV-8 audit'],
  ['an unaudited decision', WAITING, entry(7, 'action'), 'released', 'REV-8 audit'],
  ['another event', WAITING, entry(1, 'event'), 'released', 'REV-8 audit.1.event'],
  ['an effective stale write', WAITING, entry(2, 'rev_result'), 3, 'REV-6 audit.2.rev_result'],
  ['a skipped rev', WAITING, entry(3, 'rev_result'), 4, 'REV-6 audit.3.rev_result'],
  ['a rev twice', WAITING, entry(3, 'rev_result'), 2, 'REV-6 audit.3.rev_result'],
  ['a write without a rev', WAITING, entry(3, 'rev_result'), null, 'REV-6 audit.3.rev_result'],
  ['a write on another rev', WAITING, entry(3, 'rev_observed'), 1, 'REV-6 audit.3.rev_result'],
  ['a rev too far', WAITING, ['rev'], 9, 'REV-6 rev'],
  ['a rev too low', WAITING, ['rev'], 7, 'REV-6 rev'],
  ['another opening time', WAITING, ['created_at'], afterNoon(-1), 'TIME-1 created_at'],
  ['another time of the last write', WAITING, ['updated_at'], afterNoon(7), 'TIME-1 updated_at'],
  [
    'a wait from before the opening',
    WAITING,
    ['awaiting_since'],
    afterNoon(-1),
    'TIME-1 awaiting_since',
  ],
  ['an act before the one before it', WAITING, entry(4, 'at'), afterNoon(0), 'TIME-1 audit.4.at'],
  [
    'a version before its parent',
    WAITING,
    version(2, 'created_at'),
    afterNoon(0),
    'TIME-1 versions.2.created_at',
  ],
  ['a claim on a decided review', APPROVED, ['claim'], WAITING.claim, 'DEC-4 claim'],
  [
    'a claim that ends at once',
    WAITING,
    ['claim', 'expires_at'],
    afterNoon(6),
    'CLM-1 claim.expires_at',
  ],
  [
    'a command twice',
    WAITING,
    ['commands', 1, 'command_id'],
    'cmd-1',
    'IDM-1 commands.1.command_id',
  ],
  [
    'a command of no decision',
    WAITING,
    ['commands', 1, 'decision_id'],
    'x',
    'IDM-1 commands.1.decision_id',
  ],
  [
    'a decision that no run hears of',
    WAITING,
    ['run_receipts', 0],
    undefined,
    'IDM-1 run_receipts',
  ],
  [
    'a receipt for no decision',
    WAITING,
    ['run_receipts', 1, 'decision_id'],
    'x',
    'IDM-1 run_receipts',
  ],
];

describe('findBreaches finds one planted fault, by its requirement and its place', () => {
  test.each(PLANTED)('%s', (...[, review, path, value, found]) => {
    expect(breachesOf(review)).not.toContain(found);
    expect(breachesOf(plant(review, path, value))).toContain(found);
  });

  test('says what should be there instead', () => {
    expect(findBreaches(plant(WAITING, ['rev'], 9))).toEqual([
      { path: ['rev'], requirement: 'REV-6', message: 'should be 8' },
    ]);
  });

  test('a review without versions is none', () => {
    expect(breachesOf({ ...opened(), versions: [] })).toContain('REV-8 audit');
  });

  test('a review without an audit is none', () => {
    expect(breachesOf({ ...opened(), audit: [] })).toEqual(
      expect.arrayContaining(['REV-8 audit.0.action', 'REV-6 rev', 'TIME-1 created_at']),
    );
  });
});
