import { parseInstant } from '../../contract/instant.ts';
import type { ReviewOverlay } from '../../contract/wire.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { bodyOf, findOverlay, isRecord, overlayIn, shown, statusOf } from '../reply.ts';
import type { GateSpec, Subject } from '../subject.ts';

/** A gate of every block type; what they put out differs, and so do their versions. */
const GATES: Readonly<Record<string, object>> = {
  extract: { output: { total_amount: 505, lines: [{ amount: 1.5, note: null }] } },
  classifier: { output: { category: 'invoice' } },
  split: { output: [{ name: 'invoice', pages: [1, 2] }] },
  for_each: { output: [{ key: 'a', pages: [1] }], unassigned_pages: [2] },
  conditional: { output: { branch: 'yes' } },
};

/** The ways in which a review ends, and none. */
const ENDS = {
  open: undefined,
  approved: { verdict: 'approved' },
  rejected: { verdict: 'rejected', reason: 'The total is wrong.' },
} as const;

/**
 * Every reply of every operation, for every block type and every state of a review. The replies
 * are judged on the way: their schema, their media type, their instants.
 *
 * Source: SCH-1, SCH-2, TIME-1.
 */
export const RESPONSE_CHECKS: readonly Check[] = [
  ...Object.keys(GATES).flatMap((blockType) =>
    Object.keys(ENDS).map((end): Check => ({
      id: `SCH-1/${blockType.replace('_', '-')}-${end}-on-every-surface`,
      also: ['SCH-2', 'TIME-1'],
      phase: 'tables',
      surfaces: ['overlay'],
      needs: ['gates'],
      ...(blockType === 'extract' && end === 'approved' ? {} : { from: 'ci' }),
      run: (trial) => showsEverywhere(trial, blockType, end as keyof typeof ENDS),
    })),
  ),
  {
    id: 'SCH-1/lists-of-nothing',
    phase: 'tables',
    surfaces: [],
    run: listsNothing,
  },
  {
    id: 'SCH-1/what-is-not-there',
    also: ['ERR-1'],
    phase: 'tables',
    surfaces: [],
    from: 'ci',
    run: showsNothing,
  },
  {
    id: 'TIME-1/a-whole-life',
    also: ['SCH-1'],
    phase: 'tables',
    surfaces: ['overlay'],
    run: neverGoesBack,
  },
];

async function showsEverywhere(
  trial: Trial,
  blockType: string,
  end: keyof typeof ENDS,
): Promise<void> {
  const { a, b } = trial;
  const evidence = GATES[blockType];
  const gate = { block_type: blockType, predicate: { kind: 'always' }, evidence };
  const review = await trial.open(gate as unknown as GateSpec);
  const { rev, versions } = overlayIn(await a.read(review));
  const note = { note: 'Looks the same.', origin: 'agent_edit' };
  const snapshot = versions[0]?.snapshot ?? {};
  const appended = await a.append(review, { version_stamp: rev, snapshot, ...note });
  const claimed = await b.claim(review, { version_stamp: overlayIn(appended).rev });
  await readEverywhere(trial, review);
  const decision = ENDS[end];
  if (decision === undefined) {
    await b.release(review, { version_stamp: overlayIn(claimed).rev });
  } else {
    await b.decide(review, { version_stamp: overlayIn(claimed).rev, ...decision });
  }
  await readEverywhere(trial, review);
}

async function readEverywhere(trial: Trial, review: Subject): Promise<void> {
  const { a, surfaces, workflowId } = trial;
  await a.read(review);
  for (const status of ['awaiting_review', 'approved', 'rejected']) {
    await a.queue({ workflow_id: workflowId, status });
  }
  if (surfaces.includes('resource')) {
    await a.show(review);
    await a.list({ workflow_id: workflowId, decision_status: 'all' });
    const id = firstIdOf(await a.versions(review));
    if (id !== undefined) await a.version(id, review);
  }
  if (surfaces.includes('agent')) await a.hilDecision(review);
}

function firstIdOf(exchange: Exchange): string | undefined {
  const body = bodyOf(exchange);
  const data: unknown = isRecord(body) ? body['data'] : undefined;
  const first: unknown = Array.isArray(data) ? data[0] : undefined;
  return isRecord(first) && typeof first['id'] === 'string' ? first['id'] : undefined;
}

async function listsNothing({ a, workflowId, surfaces }: Trial): Promise<void> {
  if (surfaces.includes('overlay')) {
    await a.queue({ workflow_id: workflowId, status: 'awaiting_review' });
    await a.queue({ workflow_id: workflowId, mine: true });
  }
  if (surfaces.includes('resource')) {
    await a.list({ workflow_id: workflowId });
    await a.list({ workflow_id: workflowId, decision_status: 'all', order: 'desc' });
  }
}

/** The documented 404 of each operation. */
async function showsNothing(trial: Trial): Promise<void> {
  const { a, newName, surfaces } = trial;
  const gone: Subject = {
    name: 'gone',
    runId: newName('run'),
    blockId: newName('block'),
    reviewId: 'rev_AAAAAAAAAAAAAAAAAAAAAAAAAA',
    stepId: newName('step'),
    blockType: null,
    triggeredBy: null,
    gate: null,
  };
  const versionId = 'rvr_AAAAAAAAAAAAAAAAAAAAAAAAAA';
  const replies: Exchange[] = [];
  if (surfaces.includes('overlay')) {
    replies.push(
      await a.read(gone),
      await a.claim(gone, { version_stamp: 1 }),
      await a.release(gone, { version_stamp: 1 }),
      await a.append(gone, { version_stamp: 1, snapshot: {} }),
      await a.decide(gone, { version_stamp: 1, verdict: 'approved' }),
    );
  }
  if (surfaces.includes('resource')) {
    replies.push(
      await a.show(gone),
      await a.versions(gone),
      await a.version(versionId),
      await a.approve(gone, { version_id: versionId }),
      await a.reject(gone, { version_id: versionId, reason: 'No.' }),
      await a.create(gone, { parent_id: versionId, snapshot: {} }),
    );
  }
  if (surfaces.includes('agent')) {
    replies.push(await a.agent(gone), await a.hilDecision(gone));
    replies.push(await a.hilDecide(gone, { approved: true }));
  }
  for (const reply of replies) {
    trial.should.status('ERR-3', reply, { is: 404, when: 'about a review that is not there' });
  }
}

/**
 * All writes one after the other; each reply must be no earlier than the one before.
 *
 * Source: TIME-1.
 */
async function neverGoesBack(trial: Trial): Promise<void> {
  const { a, b } = trial;
  const review = await trial.open();
  let last = await a.read(review);
  const stamp = () => ({ version_stamp: overlayIn(last).rev });
  const writes: readonly (() => Promise<Exchange>)[] = [
    () => a.claim(review, stamp()),
    () => b.append(review, { ...stamp(), snapshot: { total_amount: 501 } }),
    () => a.release(review, stamp()),
    () => b.claim(review, stamp()),
    () => a.append(review, { ...stamp(), snapshot: { total_amount: 502 }, parent_seq: 0 }),
    () => b.release(review, stamp()),
    () => a.decide(review, { ...stamp(), verdict: 'approved', edited_output: { total_amount: 3 } }),
  ];
  for (const write of writes) {
    const before = last;
    last = await write();
    expectLater(trial, before, last);
  }
  expectLater(trial, last, await a.read(review));
  expectOrder(trial, last);
}

/** What a write leaves behind is not dated before what was there. */
function expectLater(trial: Trial, before: Exchange, after: Exchange): void {
  if (statusOf(after) === undefined) return;
  const earlier = latestIn(overlayIn(before));
  const later = latestIn(overlayIn(after));
  trial.must.holds('TIME-1', !(parseInstant(later) < parseInstant(earlier)), () => ({
    sentence: `the last instant of the review went back from ${earlier} to ${later}`,
    expected: `${earlier} or later`,
    got: later,
    witness: [before, after],
  }));
}

/** The instant of the newest act: of the audit, else of the newest version. */
function latestIn({ audit, updated_at: updatedAt, versions }: ReviewOverlay): string {
  return audit?.at(-1)?.at ?? updatedAt ?? versions.at(-1)?.created_at ?? '';
}

/** Instants of different lists, in the order in which what they tell must have happened. */
function expectOrder(trial: Trial, read: Exchange): void {
  const overlay = findOverlay(read);
  if (overlay === undefined) return;
  const told: readonly (readonly [string, string | null | undefined])[] = [
    ['awaiting_since', overlay.awaiting_since],
    ['versions[1].created_at', overlay.versions[1]?.created_at],
    ['versions[2].created_at', overlay.versions[2]?.created_at],
    ['decided_at', overlay.decided_at],
    ['updated_at', overlay.updated_at],
  ];
  const known = told.filter(([, instant]) => typeof instant === 'string');
  for (const [index, [name, instant]] of known.entries()) {
    const [earlierName, earlier] = known[index - 1] ?? [name, instant];
    const isInOrder = !(parseInstant(String(instant)) < parseInstant(String(earlier)));
    trial.must.holds('TIME-1', isInOrder, () => ({
      sentence: `${name} is before ${earlierName}`,
      expected: `${String(earlier)} or later`,
      got: shown(instant),
      witness: [read],
    }));
  }
}
