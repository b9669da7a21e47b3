import type { Draw } from '../draw.ts';
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

/** What lies together in one envelope, in the order in which it usually does. */
const ENVELOPES = [
  ['cover_letter', 'invoice', 'delivery_note', 'payment_slip'],
  ['application_form', 'identity_document', 'proof_of_address'],
  ['claim_form', 'police_report', 'repair_estimate', 'photographs'],
  ['loan_agreement', 'repayment_schedule', 'payslip'],
] as const;

/** A stack of pages that a split block takes apart. */
export function splitSubject({ draw }: SubjectSetting): Subject {
  const envelope: readonly string[] = draw.pick(ENVELOPES);
  const names = draw.some(envelope, draw.int(2, envelope.length));
  const runs = pageRuns(draw, names.length);
  const documents = names.map((name, index) => ({ name, pages: runs[index] ?? [] }));
  return {
    blockType: 'split',
    block: 'split_envelope',
    workflow: 'mailroom_scans',
    truth: { documents },
    slips: [boundarySlip(documents, draw)],
    slipsMax: 1,
    probe: (facts) => probe(facts, documents.length),
  };
}

function boundarySlip(documents: readonly (PageItem & { readonly name: string })[], draw: Draw) {
  const [first, second] = documents;
  const page = second?.pages[0] ?? 1;
  return {
    path: ['documents'],
    label: 'Documents',
    flavour: 'misread',
    wrong: misplacedBoundary(documents),
    right: documents,
    why: 'the boundary was a page too late',
    note: draw.pick([
      `Page ${page} is the first of the ${words(second?.name)}, not the last of the ${words(first?.name)}.`,
      `Moved page ${page} to the ${words(second?.name)}: the letterhead changes there.`,
    ]),
  } as const;
}

function words(name = ''): string {
  return name.replaceAll('_', ' ');
}

function probe({ draw, snapshot }: OutputFacts, expectedCount: number): Probe {
  const documents = snapshot['documents'] as readonly PageItem[];
  const likelihoods = pageLikelihoods(documents, 'name', draw);
  return {
    evidence: {
      output: documents,
      json_schema: brokenSchema(documents),
      consensus: { likelihoods },
    },
    pair: ['boundary_confidence_lt', 'json_condition'],
    leaves: {
      ...pageLeaves(documents, likelihoods, expectedCount),
      json_condition: () => condition('data[0].name', 'is_equal_to', documents[0]?.['name']),
    },
  };
}
