import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import type { Subject } from '../subject.ts';
import { OVERLAY_WRITES, type OverlayWrite } from './overlay-writes.ts';
import { stateIn } from './review-state.ts';
import { expectStaleWriteAudited } from './stale-write-audit.ts';
import { expectUnchanged } from './unchanged.ts';

const OK = 200;
const CONFLICT = 409;
const UNPROCESSABLE = 422;
const TTL_SECONDS = 3600;

/** Stamps that are whole numbers, and not the current `rev`. Source: CAS-1. */
const WRONG_STAMPS = {
  'last-1': (rev) => rev - 1,
  next: (rev) => rev + 1,
  'last-2': (rev) => rev - 2,
  'far-ahead': (rev) => rev + 1000,
  // Equal to the current one for who keeps 32 bits, or 53.
  'wrapped-at-32-bits': (rev) => rev + 2 ** 32,
  'largest-integer': () => Number.MAX_SAFE_INTEGER,
} as const satisfies Record<string, (rev: number) => number>;

type WrongStamp = keyof typeof WRONG_STAMPS;

/** One stale stamp on each write, and one ahead. */
function isInSmoke(write: OverlayWrite, stamp: WrongStamp): boolean {
  return stamp === 'last-1' || (stamp === 'next' && write.name === 'append');
}

const WRONG_STAMP_CHECKS = OVERLAY_WRITES.flatMap((write) =>
  (Object.keys(WRONG_STAMPS) as WrongStamp[]).map((stamp): Check => ({
    id: `CAS-1/${write.name}-with-stamp-${stamp}`,
    also: ['CAS-4', 'ERR-2'],
    phase: 'tables',
    surfaces: ['overlay'],
    ...(isInSmoke(write, stamp) ? {} : { from: 'ci' }),
    run: (trial) => refusesStamp(trial, write, stamp),
  })),
);

async function refusesStamp(trial: Trial, write: OverlayWrite, stamp: WrongStamp): Promise<void> {
  const { a, b } = trial;
  const review = await openMoved(trial);
  const read = await a.read(review);
  const { rev } = stateIn(read);
  const sent = WRONG_STAMPS[stamp](rev);
  const refused = await write.send(b, review, { version_stamp: sent, ...write.body });
  const when = `to stamp ${sent} while the review was at rev ${rev}`;
  if (!trial.must.status('CAS-1', refused, { is: CONFLICT, when })) {
    await expectNotApplied(trial, review, [read, refused]);
    return;
  }
  const reread = await expectUnchanged(trial, review, { read, refused });
  if (reread !== undefined) {
    expectStaleWriteAudited(trial, [read, refused, reread], { stamp: sent, by: b });
  }
}

/** A review that was written to twice, so that the stamps before it were right once. */
async function openMoved(trial: Trial): Promise<Subject> {
  const review = await trial.open();
  const { rev } = stateIn(await trial.a.read(review));
  const claim = { version_stamp: rev, ttl_seconds: TTL_SECONDS };
  const { rev: next } = stateIn(await trial.a.claim(review, claim));
  await trial.a.claim(review, { version_stamp: next, ttl_seconds: TTL_SECONDS });
  return review;
}

/** A write that was refused with another status may still have been carried out. */
async function expectNotApplied(
  trial: Trial,
  review: Subject,
  [read, refused]: readonly [Exchange, Exchange],
): Promise<void> {
  await expectUnchanged(trial, review, { read, refused, requirement: 'CAS-1' });
}

/** What is no stamp. A text is left to SCH-3, which says what becomes of `"3"`. Source: CAS-1. */
const BAD_STAMPS: readonly {
  readonly name: string;
  readonly body: (rev: number) => Readonly<Record<string, unknown>>;
}[] = [
  { name: 'without-a-stamp', body: () => ({}) },
  { name: 'with-stamp-null', body: () => ({ version_stamp: null }) },
  { name: 'with-stamp-below-zero', body: () => ({ version_stamp: -1 }) },
  { name: 'with-half-a-stamp', body: (rev) => ({ version_stamp: rev + 0.5 }) },
  { name: 'with-a-list-as-stamp', body: (rev) => ({ version_stamp: [rev] }) },
];

const BAD_STAMP_CHECKS = OVERLAY_WRITES.flatMap((write) =>
  BAD_STAMPS.map(({ name, body }): Check => ({
    id: `CAS-1/${write.name}-${name}`,
    also: ['ERR-2'],
    phase: 'tables',
    surfaces: ['overlay'],
    ...(name === 'without-a-stamp' && write.name === 'claim' ? {} : { from: 'ci' }),
    run: async (trial) => {
      const review = await trial.open();
      const read = await trial.a.read(review);
      const sent = { ...write.body, ...body(stateIn(read).rev) };
      const refused = await write.send(trial.a, review, sent);
      const when = 'to a body whose version_stamp is missing or no integer of 0 or more';
      trial.must.status('CAS-1', refused, { is: UNPROCESSABLE, when });
      await expectUnchanged(trial, review, { read, refused });
    },
  })),
);

/** Stamps on each write: the right one, and those that are not. Source: CAS-1, CAS-4. */
export const STAMP_CHECKS: readonly Check[] = [
  ...WRONG_STAMP_CHECKS,
  ...BAD_STAMP_CHECKS,
  ...OVERLAY_WRITES.map((write): Check => ({
    id: `CAS-1/${write.name}-with-the-current-stamp-after-a-stale-one`,
    phase: 'tables',
    surfaces: ['overlay'],
    from: 'ci',
    run: async (trial) => {
      const review = await openMoved(trial);
      const { rev } = stateIn(await trial.a.read(review));
      await write.send(trial.b, review, { version_stamp: rev - 1, ...write.body });
      const sent = await write.send(trial.b, review, { version_stamp: rev, ...write.body });
      const when = `to the current stamp ${rev}, after a stale one was refused`;
      trial.must.status('CAS-1', sent, { is: OK, when });
    },
  })),
  ...OVERLAY_WRITES.map((write): Check => ({
    id: `CAS-4/stale-${write.name}-changes-nothing`,
    also: ['CAS-1', 'ERR-2'],
    phase: 'tables',
    surfaces: ['overlay'],
    from: 'ci',
    run: (trial) => refusesStamp(trial, write, 'last-2'),
  })),
];
