import type { JsonObject } from '../../contract/wire.ts';
import {
  condition,
  type OutputFacts,
  type Probe,
  type Subject,
  type SubjectSetting,
} from './subject.ts';

/** Where a conditional block can send a run, and why a reviewer would. */
const BRANCHES = {
  auto_approve: 'amount and vendor are within the rules',
  manual_check: 'the amount is above the limit for automatic approval',
  fraud_desk: 'the account number was changed last week',
  request_documents: 'the proof of address is missing',
} as const;

type Branch = keyof typeof BRANCHES;

const NAMES = Object.keys(BRANCHES) as readonly Branch[];

/** The block's schema before its owner added a branch. */
const SCHEMAS_WITHOUT = Object.fromEntries(
  NAMES.map((name) => [
    name,
    { type: 'object', properties: { branch: { enum: NAMES.filter((each) => each !== name) } } },
  ]),
) as Record<string, JsonObject>;

/** A fork in a run. */
export function conditionalSubject({ draw }: SubjectSetting): Subject {
  const right = draw.pick(NAMES);
  return {
    blockType: 'conditional',
    block: 'route_case',
    workflow: 'claims_routing',
    truth: { branch: right },
    slips: [
      {
        path: ['branch'],
        label: 'Branch',
        flavour: 'misread',
        wrong: draw.pick(NAMES.filter((each) => each !== right)),
        right,
        why: BRANCHES[right],
      },
    ],
    slipsMax: 1,
    probe,
  };
}

function probe({ snapshot }: OutputFacts): Probe {
  const branch = snapshot['branch'] as Branch;
  return {
    evidence: { output: { branch }, json_schema: SCHEMAS_WITHOUT[branch] },
    pair: ['branch_in', 'json_condition'],
    leaves: {
      always: () => ({ kind: 'always' }),
      validation_failed: () => ({ kind: 'validation_failed' }),
      branch_in: () => ({
        kind: 'branch_in',
        branches: NAMES.filter((each) => each === branch || each === 'fraud_desk'),
      }),
      json_condition: () => condition('branch', 'is_equal_to', branch),
    },
  };
}
