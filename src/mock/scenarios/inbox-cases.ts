import type { JsonObject } from '../../contract/wire.ts';
import type { Gate } from '../../domain/gate.ts';

/** A kind of block in the inbox: what its gate sees, and what a reviewer would make of it. */
export interface Case {
  readonly workflow: string;
  readonly block: string;
  readonly gate: (place: number) => Gate;
  readonly corrected: (snapshot: JsonObject) => JsonObject;
}

const VENDORS = [
  'Acme Corp',
  'Northwind Traders',
  'Müller & Söhne GmbH',
  'Café Lumière',
  '株式会社青空',
  'שוק הכרמל בע"מ',
  'Contoso Freight',
  'O’Neill Office Supply',
];

const INVOICE_SCHEMA = {
  type: 'object',
  required: ['invoice_number', 'vendor_name', 'total_amount'],
  properties: {
    invoice_number: { type: 'string', pattern: '^INV-[0-9]+$' },
    vendor_name: { type: ['string', 'null'] },
    total_amount: { type: 'number', minimum: 0 },
  },
};

function invoice(place: number): JsonObject {
  const net = 40 + ((place * 137) % 960);
  return {
    invoice_number: `INV-${2026000 + place}`,
    vendor_name: VENDORS[place % VENDORS.length],
    currency: 'EUR',
    net_amount: net,
    tax_amount: net / 4,
    total_amount: net + net / 4 + (place % 3 === 0 ? 90 : 0),
  };
}

function likelihoods(total: number) {
  return { invoice_number: 0.99, vendor_name: 0.96, currency: 1, total_amount: total };
}

const invoices = (
  predicate: Gate['predicate'],
  change: (place: number) => JsonObject = () => ({}),
) => ({
  workflow: 'invoices',
  block: 'block_extract',
  gate: (place: number): Gate => ({
    blockType: 'extract',
    predicate,
    evidence: {
      output: { ...invoice(place), ...change(place) },
      json_schema: INVOICE_SCHEMA,
      consensus: { likelihoods: likelihoods(0.5 + (place % 4) / 20) },
    },
  }),
  corrected: (snapshot: JsonObject) => ({
    ...snapshot,
    invoice_number: 'INV-2026999',
    vendor_name: 'Northwind Traders',
  }),
});

const mail = (predicate: Gate['predicate']): Case => ({
  workflow: 'mailroom',
  block: 'block_classify',
  gate: (place) => ({
    blockType: 'classifier',
    predicate,
    evidence: {
      output: { category: ['invoice', 'receipt', 'contract'][place % 3], reasoning: 'Letterhead.' },
      consensus: { likelihoods: { invoice: 0.5, receipt: 0.4, contract: 0.45 } },
    },
  }),
  corrected: () => ({ category: 'credit_note' }),
});

const splits = (predicate: Gate['predicate']): Case => ({
  workflow: 'mailroom',
  block: 'block_split',
  gate: () => ({
    blockType: 'split',
    predicate,
    evidence: {
      output: [
        { name: 'invoice', pages: [1, 2] },
        { name: 'delivery_note', pages: [3] },
      ],
      consensus: {
        likelihoods: [
          { name: 'invoice', pages: [0.98, 0.7] },
          { name: 'delivery_note', pages: [0.91] },
        ],
      },
    },
  }),
  corrected: () => ({ documents: [{ name: 'invoice', pages: [1, 2, 3] }] }),
});

/** Every kind of predicate and every type of block. Source: PRD-3. */
export const CASES: readonly Case[] = [
  invoices({ kind: 'field_confidence_lt', path: 'total_amount', threshold: 0.8 }),
  invoices({ kind: 'any_required_field_null' }, () => ({ vendor_name: null })),
  mail({ kind: 'top_margin_lt', margin: 0.2 }),
  splits({ kind: 'any_split_pages_lt', min_pages: 2 }),
  {
    workflow: 'statements',
    block: 'block_rows',
    gate: (place) => ({
      blockType: 'for_each',
      predicate: { kind: 'any_pages_unassigned' },
      evidence: {
        output: [{ key: `account-${1000 + place}`, pages: [1, 2, 3] }],
        unassigned_pages: [4],
      },
    }),
    corrected: (snapshot) => ({ partitions: snapshot['partitions'] }),
  },
  {
    workflow: 'routing',
    block: 'block_route',
    gate: () => ({
      blockType: 'conditional',
      predicate: { kind: 'branch_in', branches: ['manual', 'fraud'] },
      evidence: { output: { branch: 'manual' } },
    }),
    corrected: () => ({ branch: 'automatic' }),
  },
  invoices({ kind: 'always' }),
  invoices({ kind: 'validation_failed' }, () => ({ invoice_number: 'unreadable' })),
  invoices({ kind: 'confidence_lt', threshold: 0.95 }),
  mail({ kind: 'category_in', categories: ['invoice', 'receipt', 'contract'] }),
  splits({ kind: 'split_count_neq', expected: 3 }),
  splits({ kind: 'boundary_confidence_lt', threshold: 0.75 }),
  invoices({
    kind: 'json_condition',
    condition: {
      sub_conditions: [{ path: 'total_amount', operator: 'is_greater_than', value: 0 }],
    },
  }),
  invoices({
    kind: 'any_of',
    predicates: [
      { kind: 'confidence_lt', threshold: 0.1 },
      { kind: 'field_confidence_lt', path: '$.total_amount', threshold: 0.7 },
    ],
  }),
  invoices({
    kind: 'all_of',
    predicates: [
      { kind: 'field_confidence_lt', path: 'total_amount', threshold: 0.7 },
      {
        kind: 'json_condition',
        condition: {
          sub_conditions: [{ path: 'currency', operator: 'is_equal_to', value: 'EUR' }],
        },
      },
    ],
  }),
];
