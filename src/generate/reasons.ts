import type { BlockType } from '../contract/wire.ts';

/** Why reviewers reject, by what they look at. */
export const REASONS: Readonly<Record<BlockType, readonly string[]>> = {
  extract: [
    'The scan is cut off below the line items; the totals cannot be verified.',
    'Duplicate: the same document was processed last week.',
    'The bank details differ from those on file; passed on to the fraud desk.',
    'Wrong document: this is a payment reminder.',
    'Page 2 of 3 is missing.',
  ],
  classifier: [
    'Two documents in one file; has to be split first.',
    'Advertising, nothing to process.',
    'Addressed to another company.',
  ],
  split: [
    'Pages 3 and 4 belong to another customer.',
    'The pages were scanned upside down and out of order.',
    'The first page is missing.',
  ],
  for_each: [
    'Half of the pages are from last month’s batch.',
    'The numbers in the footers are not readable; scan again.',
  ],
  conditional: [
    'The case was withdrawn by the customer.',
    'No branch fits: the amount is in dispute.',
  ],
};

const LONG_NOTE_PARAGRAPHS = [
  'Compared the scan with the paper original, line by line, because the first reading did not add up.',
  'The vendor prints the total twice: once below the lines, once on the payment slip at the end. The slip is the binding one according to the terms on the reverse side.',
  'Called the vendor’s accounts department (Ms. Ivanova, extension 4411), who confirmed the figures and will send a corrected copy for the files.',
  'The handwritten remark in the margin refers to a delivery that was returned in March and has no bearing on this document.',
  'Whoever looks at this next: please do not take the figure from the cover sheet, it is from a draft.',
];

/** Long enough that no layout was made for it, and still something that somebody could have written. */
export function longNote(note: string): string {
  const paragraphs = Array.from({ length: 6 }, (_, index) =>
    LONG_NOTE_PARAGRAPHS.map((each, place) => `${index + 1}.${place + 1} ${each}`).join('\n'),
  );
  return [note, ...paragraphs].join('\n\n');
}
