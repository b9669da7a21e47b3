import { edit, type Mutant } from './mutant.ts';

const RUN = 'src/domain/run.ts';

/** Servers whose runs do not do what was decided. */
export const RUN_MUTANTS: readonly Mutant[] = [
  {
    id: 'run-goes-on-with-the-model-output',
    requirement: 'RUN-1',
    level: 'MUST',
    breaks: 'A run resumes with version 0, whichever was approved.',
    edits: [
      edit(RUN, 'versionAt(review, effectiveSeq)?.snapshot', 'versionAt(review, 0)?.snapshot'),
    ],
  },
  {
    id: 'run-goes-on-without-a-snapshot',
    requirement: 'RUN-1',
    level: 'MUST',
    breaks: 'A run resumes with nothing.',
    edits: [edit(RUN, '(versionAt(review, effectiveSeq)?.snapshot ?? null)', 'null')],
  },
  {
    id: 'rejected-run-completes',
    requirement: 'RUN-1',
    level: 'MUST',
    breaks: 'A run is completed after a rejection.',
    edits: [edit(RUN, "? 'cancelled' : 'completed';", "? 'completed' : 'completed';")],
  },
  {
    id: 'approved-run-is-cancelled',
    requirement: 'RUN-1',
    level: 'MUST',
    breaks: 'A run is cancelled after an approval.',
    edits: [edit(RUN, "? 'cancelled' : 'completed';", "? 'cancelled' : 'cancelled';")],
  },
  {
    id: 'run-waits-for-ever',
    requirement: 'RUN-1',
    level: 'MUST',
    breaks: 'A run waits, whatever was decided.',
    edits: [
      edit(RUN, 'if (reviews.some(isOpen))', 'if (reviews.some(isOpen) || reviews.length > 0)'),
    ],
  },
  {
    id: 'run-does-not-wait-for-all',
    requirement: 'RUN-1',
    level: 'SHOULD',
    breaks: 'A run goes on once one of its reviews is decided.',
    edits: [edit(RUN, 'reviews.some(isOpen)', 'reviews.every(isOpen)')],
  },
];
