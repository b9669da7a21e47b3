import type { Verdict } from '../../contract/wire.ts';
import { parseInstant } from '../../contract/instant.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { isSuccess, overlayIn, reviewIn, shown } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { NO_REVIEW_ID, NO_VERSION_ID } from './create-refusal-checks.ts';
import { expectSame, see } from './review-sight.ts';
import { decide, expectAccepted, expectDecision, expectResumed, type Ruling } from './verdicts.ts';
import { added, rootOf, tick } from './version-tree.ts';

/** Both verdicts; the rules are the same where no exception is named. */
export const VERDICTS = ['approved', 'rejected'] as const satisfies readonly Verdict[];

/** Verdicts on the resource surface. Source: RES-1, RES-5, RES-6. */
export const VERDICT_CHECKS: readonly Check[] = [
  ...VERDICTS.flatMap((verdict) =>
    (['the-head', 'an-older-version'] as const).map((which): Check => ({
      id: `RES-5/${verdict}-${which}`,
      also: ['RES-1', 'RES-6'],
      phase: 'tables',
      surfaces: ['resource'],
      ...(which === 'the-head' && verdict === 'rejected' ? {} : { from: 'ci' }),
      run: (trial) => accepts(trial, verdict, { isHead: which === 'the-head' }),
    })),
  ),
  ...['é 漢字 “quoted”\nand a second line', 'x', '0', 'null'].map((reason, index): Check => ({
    id: `RES-1/reason-is-kept-${index + 1}`,
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open();
      const { id: versionId } = await rootOf(trial, review);
      const ruling = { verdict: 'rejected', versionId, reason } as const;
      const decided = await decide(trial, review, ruling);
      expectAccepted(trial, decided, { review, ruling });
      const exchange = await trial.a.show(review);
      const { decision } = reviewIn(exchange);
      expectDecision(trial, 'RES-1', { exchange, decision, ruling });
    },
  })),
  ...[' ', '\n\t ', ''].map((reason, index): Check => ({
    id: `RES-1/blank-reason-${index + 1}`,
    also: ['ERR-2'],
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open();
      const { id } = await rootOf(trial, review);
      await expectRefused(trial, review, {
        requirement: 'RES-1',
        status: 422,
        when: `to the reason ${shown(reason)}`,
        send: () => trial.a.reject(review, { version_id: id, reason }),
      });
    },
  })),
  ...VERDICTS.flatMap((verdict) =>
    UNKNOWN().map(({ name, when, versionId, send }): Check => ({
      id: `RES-5/${verdict}-${name}`,
      also: ['ERR-2'],
      phase: 'tables',
      surfaces: ['resource'],
      ...(name === 'a-version-of-another-review' && verdict === 'approved' ? {} : { from: 'ci' }),
      run: async (trial) => {
        const review = await trial.open();
        const elsewhere = await trial.open();
        const { id: ownId } = await rootOf(trial, review);
        const snapshot = { only: trial.newName('elsewhere') };
        const { id: elsewhereId } = await added(trial, elsewhere, {
          parentId: (await rootOf(trial, elsewhere)).id,
          snapshot,
        });
        const ruling = { verdict, versionId: versionId({ ownId, elsewhereId }) };
        await expectRefused(trial, review, {
          requirement: 'RES-5',
          status: 404,
          when,
          send: () => send(trial, review, ruling),
        });
      },
    })),
  ),
  {
    id: 'RES-5/a-version-of-another-review-after-a-decision',
    phase: 'tables',
    surfaces: ['resource'],
    from: 'ci',
    run: async (trial) => {
      const review = await trial.open();
      const { id } = await rootOf(trial, review);
      await decide(trial, review, { verdict: 'approved', versionId: id });
      await expectRefused(trial, review, {
        requirement: 'RES-5',
        status: 404,
        when: 'to a version that does not exist, of a decided review',
        send: () => decide(trial, review, { verdict: 'approved', versionId: NO_VERSION_ID }),
      });
    },
  },
];

interface Ids {
  readonly ownId: string;
  readonly elsewhereId: string;
}

interface UnknownCase {
  readonly name: string;
  readonly when: string;
  readonly versionId: (ids: Ids) => string;
  readonly send: (trial: Trial, review: Subject, ruling: Ruling) => Promise<Exchange>;
}

/** What a verdict cannot name. Source: RES-5. */
function UNKNOWN(): readonly UnknownCase[] {
  return [
    {
      name: 'a-version-of-another-review',
      when: 'to a version that only another review has',
      versionId: ({ elsewhereId }) => elsewhereId,
      send: decide,
    },
    {
      name: 'an-unknown-version',
      when: 'to a version that does not exist',
      versionId: () => NO_VERSION_ID,
      send: decide,
    },
    {
      name: 'an-unknown-review',
      when: 'for a review that does not exist',
      versionId: ({ ownId }) => ownId,
      send: (trial, review, ruling) => decide(trial, { ...review, reviewId: NO_REVIEW_ID }, ruling),
    },
  ];
}

async function accepts(
  trial: Trial,
  verdict: Verdict,
  { isHead }: { readonly isHead: boolean },
): Promise<void> {
  const { a, b, open } = trial;
  const review = await open();
  const root = await rootOf(trial, review);
  await tick();
  const head = await added(trial, review, { parentId: root.id, snapshot: { total_amount: 325 } });
  await tick();
  const [named, other] = isHead ? [head, root] : [root, head];
  const ruling = { verdict, versionId: named.id, acknowledging: [other.id], by: b };
  const decided = await decide(trial, review, isHead ? { ...ruling, acknowledging: [] } : ruling);
  if (!expectAccepted(trial, decided, { review, ruling })) return;
  expectResumed(trial, decided);
  const exchange = await a.show(review);
  const { decision } = reviewIn(exchange);
  expectDecision(trial, 'RES-1', { exchange, decision, ruling });
  await expectDated(trial, review, { exchange, notBefore: head.created_at });
}

/** A decision has its own time, not that of something else. Source: RES-1. */
async function expectDated(
  trial: Trial,
  review: Subject,
  { exchange, notBefore }: { readonly exchange: Exchange; readonly notBefore: string },
): Promise<void> {
  const { a, must, surfaces } = trial;
  const at = reviewIn(exchange).decision?.created_at ?? '';
  must.holds('RES-1', parseInstant(at) >= parseInstant(notBefore), () => ({
    sentence: `the decision is dated ${at}, before the version that was created before it`,
    expected: `${notBefore} or later`,
    got: at,
    witness: [...trial.history(review).slice(0, 3), exchange],
  }));
  if (!surfaces.includes('overlay')) return;
  const read = await a.read(review);
  const decidedAt = overlayIn(read).decided_at ?? '';
  must.holds('RES-1', parseInstant(at) === parseInstant(decidedAt), () => ({
    sentence: `the decision is dated ${at}, and the review was decided at ${decidedAt}`,
    expected: decidedAt,
    got: at,
    witness: [exchange, read],
  }));
}

interface Refused {
  readonly requirement: string;
  readonly status: number;
  readonly when: string;
  readonly send: () => Promise<Exchange>;
}

async function expectRefused(
  trial: Trial,
  review: Subject,
  { requirement, status, when, send }: Refused,
): Promise<void> {
  const before = await see(trial, review);
  const refused = await send();
  trial.must.status(requirement, refused, { is: status, when });
  if (isSuccess(refused)) return;
  const after = await see(trial, review);
  expectSame(trial, 'ERR-2', { before, by: refused, after, when: 'after a refused verdict' });
}
