import type { Exchange } from './exchange.ts';
import { checkReviewChain } from './oracle/chain-of.ts';
import type { ChainViolation } from './oracle/chain-history.ts';
import type { History } from './report/history-file.ts';

/** What a stored history shows. */
export interface JudgedHistory {
  readonly reviews: number;
  readonly exchanges: number;
  /** Reviews of which nothing can be said. */
  readonly unknown: number;
  readonly violations: readonly (ChainViolation & { readonly review: string })[];
}

/**
 * Judges a stored history, review by review; what happens to one does not touch another.
 *
 * Reviews that the rig also wrote to (agents, reopenings) have writers that the history does not
 * show, so gaps in their chains are no violation.
 *
 * Source: CAS-1 … CAS-4, IDM-1, IDM-4.
 */
export function judgeHistory({ header, exchanges }: History): JudgedHistory {
  const byReview = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    if (exchange.review === null) continue;
    const known = byReview.get(exchange.review);
    if (known === undefined) byReview.set(exchange.review, [exchange]);
    else known.push(exchange);
  }
  const editStep = header.dialect.find(({ name }) => name === 'edit-step')?.value;
  const dialect = { isStepOne: editStep !== '2' };
  const violations: JudgedHistory['violations'][number][] = [];
  let unknown = 0;
  for (const [review, own] of byReview) {
    const verdict = checkReviewChain(own, { dialect });
    if (verdict.kind === 'unknown') unknown += 1;
    if (verdict.kind === 'violated') {
      violations.push(...verdict.violations.map((violation) => ({ ...violation, review })));
    }
  }
  return { reviews: byReview.size, exchanges: exchanges.length, unknown, violations };
}
