import { createClientJudge } from '../clients/client-judge.ts';
import type { ClientReport } from '../clients/client-report.ts';
import { createReviewContract } from '../contract/review-contract.ts';
import type { JournalEntry } from '../store/journal.ts';

/** Judges the clients of a mock while it runs. */
export interface ClientWatch {
  /** Takes the next exchange that was over, whichever namespace it is in. */
  readonly observe: (entry: JournalEntry, namespace: string | undefined) => void;
  readonly report: () => ClientReport;
}

/** Each namespace numbers its entries by itself: here they are numbered as they come. */
export function watchClients(): ClientWatch {
  const judge = createClientJudge(createReviewContract());
  /** By namespace: the number that each `seq` of its journal got here, and at 0 what came before. */
  const numbers = new Map<string | undefined, number[]>();
  let seq = 0;
  let lastAt = '1970-01-01T00:00:00.000Z';
  return {
    observe: (entry, namespace) => {
      // A journal that counts from 1 again has nothing to do with what it held before.
      const known = (entry.seq > 1 && numbers.get(namespace)) || [seq];
      numbers.set(namespace, known);
      seq += 1;
      known[entry.seq] = seq;
      lastAt = entry.at;
      const own = { ...entry, seq, began_after: known[entry.began_after] ?? seq - 1 };
      judge.observe(namespace === undefined ? own : { ...own, namespace });
    },
    report: () => judge.report(lastAt),
  };
}
