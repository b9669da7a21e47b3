import { digits } from '../account-number.ts';
import {
  brokenSchema,
  misplacedBoundary,
  pageLeaves,
  pageLikelihoods,
  pageRuns,
  type PageItem,
} from './page-lists.ts';
import {
  condition,
  type OutputFacts,
  type Probe,
  type Subject,
  type SubjectSetting,
} from './subject.ts';

/** What pages are grouped by. */
const KEYS = [
  ['account', 6],
  ['order', 5],
  ['policy', 7],
  ['shipment', 8],
] as const;

/** A stack of pages that a for_each block groups by a key, to go through one group at a time. */
export function forEachSubject({ draw }: SubjectSetting): Subject {
  const [name, length] = draw.pick(KEYS);
  const runs = pageRuns(draw, draw.int(2, 5));
  const partitions = runs.map((pages) => ({ key: `${name}-${digits(length, draw)}`, pages }));
  const [first, second] = partitions;
  const last = partitions.at(-1);
  const stray = (last?.pages.at(-1) ?? 0) + 1;
  const complete = [
    ...partitions.slice(0, -1),
    { key: last?.key ?? '', pages: [...(last?.pages ?? []), stray] },
  ];
  return {
    blockType: 'for_each',
    block: `each_${name}`,
    workflow: 'batch_statements',
    truth: { partitions: complete },
    slips: [
      {
        path: [],
        label: 'Groups',
        flavour: 'missing',
        wrong: { partitions, unassigned_pages: [stray] },
        right: { partitions: complete },
        why: 'a page was left over',
        note: `Page ${stray} belongs to ${last?.key}: the number is in its footer.`,
      },
      {
        path: ['partitions'],
        label: 'Groups',
        flavour: 'misread',
        wrong: misplacedBoundary(complete),
        right: complete,
        why: 'the boundary was a page too late',
        note: `Page ${second?.pages[0]} starts ${second?.key}; it was filed under ${first?.key}.`,
      },
    ],
    slipsMax: 1,
    probe: (facts) => probe(facts, complete.length),
  };
}

function probe({ draw, snapshot }: OutputFacts, expectedCount: number): Probe {
  const partitions = snapshot['partitions'] as readonly PageItem[];
  const unassigned = snapshot['unassigned_pages'];
  const likelihoods = pageLikelihoods(partitions, 'key', draw);
  const first = String(partitions[0]?.['key']);
  const evidence = {
    output: partitions,
    json_schema: brokenSchema(partitions),
    consensus: { likelihoods },
  };
  return {
    evidence: unassigned === undefined ? evidence : { ...evidence, unassigned_pages: unassigned },
    pair: ['boundary_confidence_lt', 'json_condition'],
    leaves: {
      ...pageLeaves(partitions, likelihoods, expectedCount),
      any_pages_unassigned: () => ({ kind: 'any_pages_unassigned' }),
      json_condition: () =>
        condition('data[0].key', 'starts_with', first.slice(0, first.indexOf('-') + 2)),
    },
  };
}
