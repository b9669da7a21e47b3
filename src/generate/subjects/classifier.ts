import type { JsonObject } from '../../contract/wire.ts';
import type { Draw } from '../draw.ts';
import {
  condition,
  thresholdAbove,
  type OutputFacts,
  type Probe,
  type Subject,
  type SubjectSetting,
} from './subject.ts';

/** Categories, how a model explains them, and what tells a reviewer. */
const CATEGORIES = {
  invoice: ['Has an invoice number and an amount due.', 'it asks for payment and bears a number'],
  credit_note: ['Refers to an earlier invoice.', 'the amount is credited, not charged'],
  receipt: ['A till receipt with a card slip.', 'it is paid already'],
  contract: ['Numbered clauses and signatures.', 'page 4 is the signature page'],
  purchase_order: ['Lists goods with delivery dates.', 'it orders goods and comes from a buyer'],
  delivery_note: ['Lists goods without prices.', 'there are no prices on it'],
  payment_reminder: ['Mentions an overdue amount.', 'it repeats an invoice that is overdue'],
  bank_statement: ['Opening and closing balance.', 'it lists bookings of an account'],
} as const;

type Category = keyof typeof CATEGORIES;

const NAMES = Object.keys(CATEGORIES) as readonly Category[];

/** The block's schema before its owner added a category. */
const SCHEMAS_WITHOUT = Object.fromEntries(
  NAMES.map((name) => [name, schemaOf(NAMES.filter((each) => each !== name))]),
) as Record<string, JsonObject>;

function schemaOf(names: readonly string[]): JsonObject {
  return {
    type: 'object',
    required: ['category'],
    properties: { category: { enum: names }, reasoning: { type: 'string' } },
  };
}

/** A letter that a classifier sorts. */
export function classifierSubject({ draw }: SubjectSetting): Subject {
  const [right = 'invoice', wrong = 'receipt'] = shuffledPair(draw);
  return {
    blockType: 'classifier',
    block: 'classify_mail',
    workflow: 'mailroom',
    truth: { category: right },
    slips: [
      {
        path: ['category'],
        label: 'Category',
        flavour: 'misread',
        wrong,
        right,
        why: CATEGORIES[right][1],
      },
    ],
    slipsMax: 1,
    probe: (facts) => probe(facts, right === facts.snapshot['category'] ? wrong : right),
  };
}

function shuffledPair(draw: Draw): readonly Category[] {
  const pair = draw.some(NAMES, 2);
  return draw.chance(50) ? pair : pair.toReversed();
}

function probe({ draw, snapshot, slips }: OutputFacts, runnerUp: Category): Probe {
  const category = snapshot['category'] as Category;
  // Percentages that add up to 100: the winner, the one it was nearly, and the rest.
  const winner = slips.length > 0 ? draw.int(38, 55) : draw.int(44, 68);
  const second = draw.int(Math.floor((100 - winner) / 2), Math.min(winner - 1, 100 - winner));
  const others = NAMES.filter((name) => name !== category && name !== runnerUp);
  const [third, fourth] = draw.some(others, 2);
  const rest = 100 - winner - second;
  const shares: readonly (readonly [string, number])[] = [
    [category, winner],
    [runnerUp, second],
    [third ?? '', Math.ceil(rest / 2)],
    [fourth ?? '', Math.floor(rest / 2)],
  ];
  const likelihoods = Object.fromEntries(shares.map(([name, share]) => [name, share / 100]));
  return {
    evidence: {
      output: { category, reasoning: CATEGORIES[category][0] },
      json_schema: SCHEMAS_WITHOUT[category],
      consensus: { likelihoods },
    },
    pair: ['category_in', 'top_margin_lt'],
    leaves: {
      always: () => ({ kind: 'always' }),
      validation_failed: () => ({ kind: 'validation_failed' }),
      confidence_lt: () => ({ kind: 'confidence_lt', threshold: thresholdAbove(winner / 100) }),
      top_margin_lt: () => ({ kind: 'top_margin_lt', margin: marginAbove(winner - second) }),
      category_in: () => ({
        kind: 'category_in',
        categories: NAMES.filter((name) => name === category || name === 'contract'),
      }),
      json_condition: () => condition(`likelihoods.${runnerUp}`, 'is_greater_than', 0.1),
    },
  };
}

const MARGINS = [5, 10, 15, 20, 25, 30, 40, 50, 60];

/** Units: percent in, 0 to 1 out. */
function marginAbove(lead: number): number {
  return (MARGINS.find((each) => each > lead) ?? 100) / 100;
}
