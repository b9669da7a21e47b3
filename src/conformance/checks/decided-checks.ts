import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Subject } from '../subject.ts';
import type { Verdict } from '../../contract/wire.ts';
import { OVERLAY_WRITES, type OverlayWrite } from './overlay-writes.ts';
import { stateIn } from './review-state.ts';
import { expectNotAudited, expectStaleWriteAudited } from './stale-write-audit.ts';
import { expectUnchanged } from './unchanged.ts';

const CONFLICT = 409;

const STAMPS = {
  current: (rev) => rev,
  old: (rev) => rev - 1,
  ahead: (rev) => rev + 1,
} as const satisfies Record<string, (rev: number) => number>;

const VERDICTS = ['approved', 'rejected'] as const satisfies readonly Verdict[];

/** The same four writes, and a decision that says the opposite. */
const WRITES: readonly (readonly [string, OverlayWrite])[] = [
  ...OVERLAY_WRITES.map((write) => [write.name, write] as const),
  [
    'reject',
    {
      name: 'decide',
      body: { verdict: 'rejected', reason: 'Too late.' },
      send: (caller, review, body) => caller.decide(review, body),
    },
  ],
];

const EVERY_WRITE = VERDICTS.flatMap((verdict) =>
  WRITES.flatMap(([name, write]) =>
    (Object.keys(STAMPS) as (keyof typeof STAMPS)[]).map((stamp): Check => {
      const isInSmoke =
        verdict === 'approved' &&
        ((name === 'decide' && stamp === 'current') || (name === 'append' && stamp === 'old'));
      return {
        id: `DEC-5/${name}-on-${verdict}-with-${stamp}-stamp`,
        also: ['CAS-4', 'ERR-2'],
        phase: 'tables',
        surfaces: ['overlay'],
        ...(isInSmoke ? {} : { from: 'ci' }),
        run: (trial) => refusesOnceDecided(trial, write, { verdict, stamp }),
      };
    }),
  ),
);

/** Every write, with every kind of stamp, once a review is decided. Source: DEC-5, CAS-4. */
export const DECIDED_CHECKS: readonly Check[] = [
  ...EVERY_WRITE,
  ...OVERLAY_WRITES.flatMap((write) =>
    (['current', 'old'] as const).map((stamp): Check => ({
      id: `CAS-4/${write.name}-with-${stamp}-stamp-changes-no-decided-review`,
      also: ['DEC-5', 'ERR-2'],
      phase: 'tables',
      surfaces: ['overlay'],
      from: 'ci',
      run: (trial) => refusesOnceDecided(trial, write, { verdict: 'approved', stamp }),
    })),
  ),
];

async function refusesOnceDecided(
  trial: Trial,
  write: OverlayWrite,
  { verdict, stamp }: { readonly verdict: Verdict; readonly stamp: keyof typeof STAMPS },
): Promise<void> {
  const { a, b } = trial;
  const review = await openDecided(trial, verdict);
  const read = await a.read(review);
  const { rev } = stateIn(read);
  const sent = STAMPS[stamp](rev);
  const refused = await write.send(b, review, { version_stamp: sent, ...write.body });
  const when = `on an ${verdict} review, to stamp ${sent} while it was at rev ${rev}`;
  const is = CONFLICT;
  // With the wrong stamp it has to be refused anyway, whatever becomes of decided reviews.
  if (stamp !== 'current') trial.must.status('CAS-1', refused, { is, when });
  if (!trial.should.status('DEC-5', refused, { is, when })) return;
  const reread = await expectUnchanged(trial, review, { read, refused });
  if (reread === undefined) return;
  const witness = [read, refused, reread] as const;
  if (stamp === 'current') expectNotAudited(trial, witness);
  else expectStaleWriteAudited(trial, witness, { stamp: sent, by: b });
}

async function openDecided(trial: Trial, verdict: Verdict): Promise<Subject> {
  const review = await trial.open();
  const { rev } = stateIn(await trial.a.read(review));
  const reason = verdict === 'rejected' ? { reason: 'Illegible.' } : {};
  await trial.a.decide(review, { version_stamp: rev, verdict, ...reason });
  return review;
}
