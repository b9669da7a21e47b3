import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { isSuccess, recordIn } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { expectAudited } from './audit-effects.ts';
import { stateIn } from './review-state.ts';
import { expectSameState } from './unchanged.ts';
import { expectAppended, expectClaimed, expectDecided, expectReleased } from './write-effects.ts';
import { carryOut, expectRevMoved } from './write-step.ts';

const TTL_SECONDS = 3600;
const READS = 5;

/** What moves `rev`, what does not, and what stays on record. Source: REV-2 … REV-6, REV-8. */
export const REV_CHECKS: readonly Check[] = [
  {
    id: 'REV-6/reads-do-not-move-rev',
    phase: 'tables',
    surfaces: ['overlay'],
    run: async (trial) => {
      const review = await trial.open();
      const reads: [Exchange, ...Exchange[]] = [await trial.a.read(review)];
      for (let count = 1; count < READS; count += 1) {
        reads.push(await (count % 2 === 0 ? trial.a : trial.b).read(review));
      }
      expectSameState(trial, 'REV-6', { witness: reads, when: `after ${READS - 1} more reads` });
    },
  },
  {
    id: 'REV-6/reads-of-the-other-surfaces-do-not-move-rev',
    phase: 'tables',
    surfaces: ['overlay', 'resource'],
    from: 'ci',
    run: async (trial) => {
      const { a, b, workflowId } = trial;
      const review = await trial.open();
      const before = await a.read(review);
      await b.show(review);
      await b.versions(review);
      await b.list({ workflow_id: workflowId });
      await b.queue({ status: 'awaiting_review', workflow_id: workflowId });
      const after = await a.read(review);
      const when = 'after reads of other operations';
      expectSameState(trial, 'REV-6', { witness: [before, after], when });
    },
  },
  {
    id: 'REV-6/writes-of-the-resource-surface',
    also: ['REV-8'],
    phase: 'tables',
    surfaces: ['overlay', 'resource'],
    run: writesOfTheResourceSurface,
  },
  {
    id: 'REV-6/rejection-of-the-resource-surface',
    also: ['REV-8'],
    phase: 'tables',
    surfaces: ['overlay', 'resource'],
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open();
      const body = { version_id: await firstVersionId(trial, review), reason: 'No.' };
      await writeOnce(trial, review, {
        send: () => trial.b.reject(review, body),
        action: 'decision_made',
      });
    },
  },
  ...([true, false] as const).map((approved): Check => ({
    id: `REV-6/${approved ? 'approval' : 'rejection'}-of-the-agent-surface`,
    also: ['REV-8'],
    phase: 'tables',
    surfaces: ['overlay', 'agent'],
    ...(approved ? {} : { from: 'ci' }),
    run: async (trial) => {
      const review = await trial.open();
      await writeOnce(trial, review, {
        send: () => trial.b.hilDecide(review, { approved }),
        action: 'decision_made',
      });
    },
  })),
  ...(['approved', 'rejected'] as const).map((verdict): Check => ({
    id: `${verdict === 'approved' ? 'REV-5' : 'REV-8'}/the-life-of-a-review-${verdict}`,
    also: ['REV-2', 'REV-3', 'REV-4', 'REV-5', 'REV-6', 'REV-8'],
    phase: 'tables',
    surfaces: ['overlay'],
    ...(verdict === 'approved' ? {} : { from: 'ci' }),
    run: (trial) => lifeOfAReview(trial, verdict),
  })),
  ...(['approved', 'rejected'] as const).flatMap((verdict) =>
    ['REV-3/status-and-time', 'REV-4/effective-seq'].map((id): Check => ({
      id: `${id}-of-an-${verdict}-review`,
      phase: 'tables',
      surfaces: ['overlay'],
      from: 'ci',
      run: (trial) => decideOnce(trial, verdict),
    })),
  ),
  {
    id: 'REV-7/hashes-and-parents',
    phase: 'tables',
    surfaces: ['overlay'],
    run: hashesAndParents,
  },
  {
    id: 'REV-8/opening-is-audited',
    also: ['REV-3', 'REV-4', 'REV-5'],
    phase: 'tables',
    surfaces: ['overlay'],
    run: openingIsAudited,
  },
];

/** What a decision does to the review as a whole, of which every reply is judged on the way. */
async function decideOnce(trial: Trial, verdict: 'approved' | 'rejected'): Promise<void> {
  const review = await trial.open();
  const reason = verdict === 'rejected' ? { reason: 'No.' } : {};
  const step = await carryOut(trial, review, (version_stamp) =>
    trial.a.decide(review, { version_stamp, verdict, ...reason }),
  );
  expectDecided(trial, step, { by: trial.a, verdict, ...reason });
}

/** Every kind of write once, by different actors, each judged whole. */
async function lifeOfAReview(trial: Trial, verdict: 'approved' | 'rejected'): Promise<void> {
  const { a, b } = trial;
  const review = await trial.open();
  const claim = async (by: typeof a) => {
    const step = await carryOut(trial, review, (version_stamp) =>
      by.claim(review, { version_stamp, ttl_seconds: TTL_SECONDS }),
    );
    expectClaimed(trial, step, { by, ttlSeconds: TTL_SECONDS });
  };
  const append = async (by: typeof a, total: number) => {
    const snapshot = { total_amount: total };
    const step = await carryOut(trial, review, (version_stamp) =>
      by.append(review, { version_stamp, snapshot }),
    );
    expectAppended(trial, step, { by, snapshot });
  };
  await claim(a);
  await append(a, 1);
  await append(b, 2);
  const released = await carryOut(trial, review, (version_stamp) =>
    b.release(review, { version_stamp }),
  );
  expectReleased(trial, released, b);
  await claim(b);
  // The same content a second time is a version of its own.
  await append(a, 1);
  const reason = verdict === 'rejected' ? { reason: 'Wrong total.' } : {};
  const decided = await carryOut(trial, review, (version_stamp) =>
    a.decide(review, { version_stamp, verdict, on_seq: 1, ...reason }),
  );
  expectDecided(trial, decided, { by: a, verdict, onSeq: 1, ...reason });
}

async function writesOfTheResourceSurface(trial: Trial): Promise<void> {
  const { a, b } = trial;
  const review = await trial.open();
  const root = await firstVersionId(trial, review);
  const body = { parent_id: root, snapshot: { total_amount: 2 } };
  const create = () => a.create(review, body);
  await writeOnce(trial, review, { send: create, action: 'version_added', by: a });
  await repeatOnce(trial, review, create);
  const { id } = recordIn(await create());
  const approve = () => b.approve(review, { version_id: String(id) });
  await writeOnce(trial, review, { send: approve, action: 'decision_made' });
  await repeatOnce(trial, review, approve);
}

interface OtherWrite {
  readonly send: () => Promise<Exchange>;
  readonly action: 'version_added' | 'decision_made';
  /** `b` by default. */
  readonly by?: Trial['a'];
}

/** A write without a stamp; whether it was right to succeed is for others to say. */
async function writeOnce(trial: Trial, review: Subject, write: OtherWrite): Promise<void> {
  const step = await carryOut(trial, review, write.send);
  if (!isSuccess(step.sent)) return;
  expectRevMoved(trial, step);
  expectAudited(trial, step, { by: write.by ?? trial.b, actions: [write.action] });
}

async function repeatOnce(
  trial: Trial,
  review: Subject,
  send: () => Promise<Exchange>,
): Promise<void> {
  const { witness, sent } = await carryOut(trial, review, send);
  if (!isSuccess(sent)) return;
  const when = `after a repeat of ${sent.operation ?? 'a write'}`;
  expectSameState(trial, 'REV-6', { witness, when });
}

async function firstVersionId({ a }: Trial, review: Subject): Promise<string> {
  const { data } = recordIn(await a.versions(review)) as {
    readonly data?: readonly { readonly id?: unknown }[];
  };
  return String(data?.[0]?.id);
}

async function openingIsAudited(trial: Trial): Promise<void> {
  const read = await trial.a.read(await trial.open());
  const { audit, status, decided_at, effective_seq, decisions } = stateIn(read);
  const [entry] = audit;
  trial.must.holds('REV-8', entry?.action === 'gate_fired', () => ({
    sentence: 'the opening of a review left no audit entry',
    expected: "an entry 'gate_fired' at the beginning of the audit",
    got: JSON.stringify(audit),
    witness: [read],
  }));
  trial.must.equal('REV-3', read, {
    what: 'what a new review says of its decision',
    got: { status, decided_at },
    expected: { status: 'awaiting_review', decided_at: null },
  });
  trial.must.equal('REV-4', read, {
    what: 'effective_seq of a new review',
    got: effective_seq,
    expected: null,
  });
  trial.must.equal('REV-5', read, {
    what: 'the decisions of a new review',
    got: decisions,
    expected: [],
  });
  if (entry === undefined) return;
  const time = (entry as Partial<typeof entry>).at;
  trial.must.holds('REV-8', typeof time === 'string' && entry.actor !== undefined, () => ({
    sentence: 'the audit entry of the opening does not say who acted and when',
    expected: 'an actor, and a time, `at`',
    got: JSON.stringify(entry),
    witness: [read],
  }));
}

/** Each reply is judged by REV-7 on its way; here the same content comes in another order. */
async function hashesAndParents(trial: Trial): Promise<void> {
  const { a } = trial;
  const review = await trial.open();
  const hashes: (string | undefined)[] = [];
  const replies: Exchange[] = [];
  for (const snapshot of [
    { b: 1.5, a: [{ d: null, c: 'é' }] },
    { a: [{ c: 'é', d: null }], b: 1.5 },
  ]) {
    const step = await carryOut(trial, review, (version_stamp) =>
      a.append(review, { version_stamp, snapshot }),
    );
    hashes.push(step.after.versions.at(-1)?.content_sha256);
    replies.push(step.sent);
  }
  trial.should.equal('REV-7', replies, {
    what: 'content_sha256 of the same snapshot with its keys in another order',
    got: hashes[1],
    expected: hashes[0],
  });
}
