import type { Verdict } from '../../contract/wire.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { openWithVersions } from './append-checks.ts';
import { stateIn } from './review-state.ts';
import { expectFresh } from './submission.ts';
import { expectUnchanged } from './unchanged.ts';
import { expectDecided } from './write-effects.ts';
import { carryOut } from './write-step.ts';

const OK = 200;
const UNPROCESSABLE = 422;
const HEAD = 2;
const TTL_SECONDS = 3600;

type Seq = number | null | undefined;

/** Left out, null, and each of three versions. */
const SEQS: readonly Seq[] = [undefined, null, 0, 1, HEAD];
const SMOKE_APPROVALS: ReadonlySet<string> = new Set(['none-none', '1-0']);

/** Every way to say which version is judged and which goes on. Source: DEC-1, REV-4. */
const APPROVAL_CHECKS = SEQS.flatMap((onSeq) =>
  SEQS.map((effectiveSeq): Check => {
    const name = `${seqName(onSeq)}-${seqName(effectiveSeq)}`;
    return {
      id: `DEC-1/approve-on-${seqName(onSeq)}-effective-${seqName(effectiveSeq)}`,
      also: ['REV-3', 'REV-4', 'REV-6', 'REV-8', 'IDM-2'],
      phase: 'tables',
      surfaces: ['overlay'],
      ...(SMOKE_APPROVALS.has(name) ? {} : { from: 'ci' }),
      run: async (trial) => {
        const review = await openWithVersions(trial, HEAD);
        const seqs = { on_seq: onSeq, effective_seq: effectiveSeq };
        const step = await carryOut(trial, review, (stamp) =>
          trial.b.decide(review, { version_stamp: stamp, verdict: 'approved', ...seqs }),
        );
        const on = onSeq ?? HEAD;
        const effective = effectiveSeq ?? on;
        expectDecided(trial, step, {
          by: trial.b,
          verdict: 'approved',
          onSeq: on,
          effectiveSeq: effective,
        });
        expectFresh(trial, step.sent);
      },
    };
  }),
);

const REJECTION_CHECKS = SEQS.map((onSeq): Check => ({
  id: `DEC-3/reject-on-${seqName(onSeq)}`,
  also: ['DEC-1', 'REV-3', 'REV-4', 'REV-6', 'REV-8', 'IDM-2'],
  phase: 'tables',
  surfaces: ['overlay'],
  ...(onSeq === 1 ? {} : { from: 'ci' }),
  run: async (trial) => {
    const review = await openWithVersions(trial, HEAD);
    const reason = 'Seite 2 fehlt – “unlesbar”.';
    const step = await carryOut(trial, review, (stamp) =>
      trial.b.decide(review, {
        version_stamp: stamp,
        verdict: 'rejected',
        reason,
        on_seq: onSeq,
        effective_seq: null,
        edited_output: null,
        reviewable_value: null,
      }),
    );
    expectDecided(trial, step, { by: trial.b, verdict: 'rejected', reason, onSeq: onSeq ?? HEAD });
    expectFresh(trial, step.sent);
  },
}));

interface BadDecision {
  readonly name: string;
  readonly requirement: string;
  readonly body: Readonly<Record<string, unknown>> & { readonly verdict: Verdict };
  readonly why: string;
}

const UNKNOWN = 'to a seq that no version of the review has';
const NO_REASON = 'to a rejection whose reason is missing or blank';
const NO_EDIT = 'to a rejection that names an output to go on with';

/** Decisions that are 422 whatever the stamp. Source: DEC-1, DEC-3. */
const BAD_DECISIONS: readonly BadDecision[] = [
  bad('DEC-1/on-the-next-seq', { verdict: 'approved', on_seq: 1 }, UNKNOWN),
  bad('DEC-1/on-a-far-seq', { verdict: 'approved', on_seq: 1000 }, UNKNOWN),
  bad('DEC-1/on-seq-below-zero', { verdict: 'approved', on_seq: -1 }, UNKNOWN),
  bad('DEC-1/effective-next-seq', { verdict: 'approved', effective_seq: 1 }, UNKNOWN),
  bad('DEC-1/effective-below-zero', { verdict: 'approved', effective_seq: -1 }, UNKNOWN),
  bad('DEC-1/on-0-effective-next', { verdict: 'approved', on_seq: 0, effective_seq: 1 }, UNKNOWN),
  bad('DEC-1/on-next-effective-0', { verdict: 'approved', on_seq: 1, effective_seq: 0 }, UNKNOWN),
  bad('DEC-1/reject-on-the-next-seq', { verdict: 'rejected', reason: 'No.', on_seq: 1 }, UNKNOWN),
  bad('DEC-3/reject-without-reason', { verdict: 'rejected' }, NO_REASON),
  bad('DEC-3/reject-for-null', { verdict: 'rejected', reason: null }, NO_REASON),
  bad('DEC-3/reject-for-nothing', { verdict: 'rejected', reason: '' }, NO_REASON),
  bad('DEC-3/reject-for-a-blank', { verdict: 'rejected', reason: ' ' }, NO_REASON),
  bad('DEC-3/reject-for-blanks', { verdict: 'rejected', reason: ' \t\r\n ' }, NO_REASON),
  bad('DEC-3/reject-effective-0', rejection({ effective_seq: 0 }), NO_EDIT),
  bad('DEC-3/reject-with-an-edit', rejection({ edited_output: { a: 1 } }), NO_EDIT),
  bad('DEC-3/reject-with-an-empty-edit', rejection({ edited_output: {} }), NO_EDIT),
];

const SMOKE_REFUSALS: ReadonlySet<string> = new Set([
  'effective-next-seq',
  'reject-for-blanks',
  'reject-with-an-edit',
]);

const BAD_DECISION_CHECKS = BAD_DECISIONS.map(({ name, requirement, body, why }): Check => ({
  id: `${requirement}/no-decision-${name}`,
  also: ['ERR-2'],
  phase: 'tables',
  surfaces: ['overlay'],
  ...(SMOKE_REFUSALS.has(name) ? {} : { from: 'ci' }),
  run: async (trial) => {
    const review = await trial.open();
    const { rev } = stateIn(await trial.a.read(review));
    // There is a claim to lose, for a server that decides half.
    await trial.a.claim(review, { version_stamp: rev, ttl_seconds: TTL_SECONDS });
    const read = await trial.a.read(review);
    const refused = await trial.b.decide(review, { version_stamp: stateIn(read).rev, ...body });
    trial.must.status(requirement, refused, { is: UNPROCESSABLE, when: why });
    await expectUnchanged(trial, review, { read, refused });
  },
}));

/** Decisions without an edit. Source: DEC-1, DEC-3, DEC-4, REV-3, REV-4, IDM-2. */
export const DECISION_CHECKS: readonly Check[] = [
  ...APPROVAL_CHECKS,
  ...REJECTION_CHECKS,
  ...BAD_DECISION_CHECKS,
  {
    id: 'DEC-1/reason-of-an-approval-is-ignored',
    from: 'ci',
    phase: 'tables',
    surfaces: ['overlay'],
    run: async (trial) => {
      const review = await trial.open();
      const step = await carryOut(trial, review, (stamp) =>
        trial.a.decide(review, { version_stamp: stamp, verdict: 'approved', reason: 'Fine.' }),
      );
      expectDecided(trial, step, { by: trial.a, verdict: 'approved' });
    },
  },
  ...(['approved', 'rejected'] as const).map((verdict): Check => ({
    id: `DEC-4/${verdict}-without-a-claim`,
    ...(verdict === 'approved' ? {} : { from: 'ci' }),
    phase: 'tables',
    surfaces: ['overlay'],
    run: async (trial) => {
      const review = await trial.open();
      const { rev } = stateIn(await trial.a.read(review));
      const reason = verdict === 'rejected' ? { reason: 'No.' } : {};
      const sent = await trial.b.decide(review, { version_stamp: rev, verdict, ...reason });
      trial.must.status('DEC-4', sent, { is: OK, when: 'where nobody holds a claim' });
    },
  })),
  ...(['approved', 'rejected'] as const).map((verdict): Check => ({
    id: `DEC-4/${verdict}-clears-the-own-claim`,
    ...(verdict === 'rejected' ? {} : { from: 'ci' }),
    phase: 'tables',
    surfaces: ['overlay'],
    run: (trial) => clearsClaim(trial, verdict),
  })),
];

async function clearsClaim(trial: Trial, verdict: Verdict): Promise<void> {
  const review = await trial.open();
  const { rev } = stateIn(await trial.a.read(review));
  await trial.a.claim(review, { version_stamp: rev, ttl_seconds: TTL_SECONDS });
  const reason = verdict === 'rejected' ? { reason: 'No.' } : {};
  const step = await carryOut(trial, review, (stamp) =>
    trial.a.decide(review, { version_stamp: stamp, verdict, ...reason }),
  );
  trial.must.status('DEC-4', step.sent, { is: OK, when: 'to the holder of the claim' });
  trial.should.equal('DEC-4', step.witness, {
    what: 'the claim after a decision',
    got: step.after.claim,
    expected: null,
  });
}

function seqName(seq: Seq): string {
  return seq === undefined ? 'none' : String(seq);
}

function rejection(more: Readonly<Record<string, unknown>>): BadDecision['body'] {
  return { verdict: 'rejected', reason: 'No.', ...more };
}

/** Shape: `id` is the requirement and the name of the case. */
function bad(id: string, body: BadDecision['body'], why: string): BadDecision {
  const [requirement = '', name = ''] = id.split('/');
  return { requirement, name, body, why };
}
