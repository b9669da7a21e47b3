import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { overlayIn } from '../reply.ts';
import { judgeChain } from './race-checks.ts';

/** A cache that lags by milliseconds shows only now and then. */
const WRITES_PER_CHECK = 12;

/**
 * A read that begins after a write was answered, by the writer and by somebody else.
 *
 * Source: CAS-3.
 */
export const FRESH_READ_CHECKS: readonly Check[] = (['own', 'other'] as const).map((reader) => ({
  id: `CAS-3/read-after-write-by-${reader}`,
  phase: 'races',
  surfaces: ['overlay'],
  run: (trial) => readAfterWrites(trial, reader),
}));

async function readAfterWrites(trial: Trial, reader: 'own' | 'other'): Promise<void> {
  const { a, b } = trial;
  const review = await trial.open();
  const caller = reader === 'own' ? a : b;
  let { rev } = overlayIn(await caller.read(review));
  for (let index = 0; index < WRITES_PER_CHECK; index += 1) {
    const written = await a.claim(review, { version_stamp: rev, ttl_seconds: 600 + index });
    const answered = overlayIn(written).rev;
    const read = await caller.read(review);
    const seen = overlayIn(read).rev;
    trial.must.holds('CAS-3', seen >= answered, () => ({
      sentence: `a read sent after a write had answered rev ${answered} shows rev ${seen}`,
      expected: `rev ${answered} or later`,
      got: `rev ${seen}`,
      witness: [written, read],
    }));
    rev = answered;
  }
  judgeChain(trial, review);
}
