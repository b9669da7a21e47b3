import type { Verdict } from '../../contract/wire.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { parseInstant } from '../../contract/instant.ts';
import { overlayIn, shown } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { expectSameState } from './unchanged.ts';
import { expectDecided } from './write-effects.ts';
import { carryOut } from './write-step.ts';

const OK = 200;

/** Reviews that are reopened, where the rig can do that. Source: DEC-5, REV-5. */
export const REOPEN_CHECKS: readonly Check[] = [
  ...(['approved', 'rejected'] as const).map((verdict): Check => ({
    id: `DEC-5/reopened-after-${verdict}`,
    ...(verdict === 'approved' ? {} : { from: 'ci' }),
    also: ['REV-3', 'REV-4', 'REV-5', 'REV-8'],
    phase: 'tables',
    surfaces: ['overlay'],
    needs: ['reopen'],
    run: (trial) => opensAgain(trial, verdict),
  })),
  {
    id: 'DEC-5/decisions-after-reopening-supersede',
    from: 'ci',
    also: ['REV-5'],
    phase: 'tables',
    surfaces: ['overlay'],
    needs: ['reopen'],
    run: supersede,
  },
  {
    id: 'DEC-5/earlier-commands-are-remembered',
    also: ['IDM-1'],
    phase: 'retries',
    surfaces: ['overlay'],
    needs: ['reopen'],
    run: remembersCommands,
  },
];

async function opensAgain(trial: Trial, verdict: Verdict): Promise<void> {
  const { a, should, must } = trial;
  const review = await trial.open();
  await decide(trial, review, { verdict });
  const step = await carryOut(trial, review, async () => {
    await trial.reopen(review);
    return a.read(review);
  });
  const { before, after, witness } = step;
  should.equal('DEC-5', witness, {
    what: 'what a reopened review says of its decision',
    got: {
      status: after.status,
      decided_at: after.decided_at,
      effective_seq: after.effective_seq,
    },
    expected: { status: 'awaiting_review', decided_at: null, effective_seq: null },
  });
  must.equal('REV-5', witness, {
    what: 'the decisions of a reopened review',
    got: after.decisions,
    expected: before.decisions,
  });
  const added = after.audit.slice(before.audit.length);
  must.holds(
    'REV-8',
    added.some((entry) => entry.action === 'reopened'),
    () => ({
      sentence: 'reopening a review left no audit entry',
      expected: "an entry 'reopened'",
      got: shown(added),
      witness,
    }),
  );
  const since = parseInstant(overlayIn(witness[2]).awaiting_since);
  const decidedAt = parseInstant(before.decided_at ?? '');
  should.holds('DEC-5', Number.isNaN(decidedAt) || since >= decidedAt, () => ({
    sentence: `a reopened review awaits since ${overlayIn(witness[2]).awaiting_since}, before it was decided`,
    expected: `a time from ${before.decided_at} on`,
    got: overlayIn(witness[2]).awaiting_since,
    witness,
  }));
}

async function supersede(trial: Trial): Promise<void> {
  const review = await trial.open();
  let superseded: string | null = null;
  for (const verdict of ['approved', 'rejected', 'approved'] as const) {
    const step = await decide(trial, review, { verdict });
    const decision = step.after.decisions.at(-1);
    trial.should.equal('DEC-5', step.witness, {
      what: 'supersedes_decision_id of a decision',
      got: decision?.supersedes_decision_id ?? null,
      expected: superseded,
    });
    superseded = decision?.decision_id ?? null;
    await trial.reopen(review);
  }
}

async function remembersCommands(trial: Trial): Promise<void> {
  const { a, should } = trial;
  const review = await trial.open();
  const command_id = trial.newName('cmd');
  const first = await decide(trial, review, { verdict: 'approved', command_id });
  await trial.reopen(review);
  const read = await a.read(review);
  const version_stamp = first.before.rev;
  const repeat = await a.decide(review, { version_stamp, verdict: 'approved', command_id });
  const when = 'to the repeat of a decision from before the review was reopened';
  if (!should.status('DEC-5', repeat, { is: OK, when })) return;
  const witness = [read, repeat, await a.read(review)] as const;
  expectSameState(trial, 'IDM-1', { witness, when });
}

/** Decides, and judges it; after a reopening a decision is like any other. */
async function decide(
  trial: Trial,
  review: Subject,
  { verdict, command_id }: { readonly verdict: Verdict; readonly command_id?: string },
) {
  const reason = verdict === 'rejected' ? { reason: 'No.' } : {};
  const step = await carryOut(trial, review, (version_stamp) =>
    trial.a.decide(review, { version_stamp, verdict, ...reason, command_id: command_id ?? null }),
  );
  expectDecided(trial, step, { by: trial.a, verdict, ...reason });
  return step;
}
