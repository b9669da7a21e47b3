import { describe, expect, test } from 'vitest';
import { schemaJudgeOf } from '../../src/contract/json-schema.ts';
import type { Review } from '../../src/domain/review.ts';
import { accountNumber, isIban } from '../../src/generate/account-number.ts';
import { misreadDay } from '../../src/generate/calendar.ts';
import { createDraw } from '../../src/generate/draw.ts';
import { BANK_STATEMENT } from '../../src/generate/documents/bank-statement.ts';
import { FRAMEWORK_CONTRACT } from '../../src/generate/documents/framework-contract.ts';
import { generateReviews } from '../../src/generate/generate-reviews.ts';
import { misreadCents } from '../../src/generate/money.ts';
import { pathText, repair, spoil, valueAt } from '../../src/generate/slip.ts';
import { DOCUMENTS } from '../../src/generate/subjects/draw-subject.ts';
import { RTL_VENDORS, UNICODE_VENDORS, VENDORS } from '../../src/generate/vendors.ts';
import { follow, parsePath } from '../../src/predicates/paths.ts';

const KINDS = [...DOCUMENTS.map(([kind]) => kind), FRAMEWORK_CONTRACT];
const VENDORS_OF_ALL_KINDS = [...VENDORS, ...UNICODE_VENDORS, ...RTL_VENDORS];

type Members = Readonly<Record<string, number>> & Readonly<Record<string, readonly Members[]>>;

const cents = (value: number | undefined) => Math.round((value ?? Number.NaN) * 100);
const total = (items: readonly Members[], name: string) =>
  items.reduce((sum, item) => sum + cents(item[name]), 0);

/** What must add up, by the members that a document has. */
function sumsOf(document: Members): readonly (readonly [number, number])[] {
  if ('net_amount' in document) {
    return [
      [total(document['line_items'] ?? [], 'amount'), cents(document['net_amount'])],
      [
        cents(document['net_amount']) + cents(document['tax_amount']),
        cents(document['total_amount']),
      ],
      ...(document['line_items'] ?? []).map((line): [number, number] => [
        cents(line['unit_price']) * (line['quantity'] ?? 0),
        cents(line['amount']),
      ]),
    ];
  }
  if ('shipping_amount' in document) {
    const items = total(document['items'] ?? [], 'amount');
    return [[items + cents(document['shipping_amount']), cents(document['total_amount'])]];
  }
  if ('subtotal_amount' in document) {
    const extra = cents(document['tax_amount']) + cents(document['tip_amount']);
    return [
      [total(document['items'] ?? [], 'amount'), cents(document['subtotal_amount'])],
      [cents(document['subtotal_amount']) + extra, cents(document['total_amount'])],
    ];
  }
  if ('closing_balance' in document) {
    const moved = total(document['transactions'] ?? [], 'amount');
    return [[cents(document['opening_balance']) + moved, cents(document['closing_balance'])]];
  }
  if ('total_weight_kg' in document) {
    return [[total(document['pieces'] ?? [], 'weight_kg'), cents(document['total_weight_kg'])]];
  }
  return [];
}

/** Days that must follow each other. */
const ORDERS = [
  ['invoice_date', 'due_date'],
  ['order_date', 'delivery_date'],
  ['date_of_birth', 'issued_on'],
  ['issued_on', 'expires_on'],
  ['period_start', 'period_end'],
] as const;

describe.each(KINDS)('$block', (kind) => {
  const judge = schemaJudgeOf(kind.schema);
  const documents = Array.from({ length: 60 }, (_, place) => {
    const vendor = VENDORS_OF_ALL_KINDS[place % VENDORS_OF_ALL_KINDS.length];
    if (vendor === undefined) throw new Error('no vendor');
    const draw = createDraw(`${kind.block}/${place}`);
    return kind.make({ draw, today: '2026-05-13', vendor });
  });

  test('keeps its own schema', () => {
    for (const { truth } of documents) {
      expect(judge(truth)).toEqual({ kind: 'valid' });
    }
  });

  test('adds up, with dates in order', () => {
    for (const { truth } of documents) {
      for (const [left, right] of sumsOf(truth as Members)) expect(left).toBe(right);
      for (const [earlier, later] of ORDERS) {
        expect(!(earlier in truth) || String(truth[earlier]) < String(truth[later])).toBe(true);
      }
    }
  });

  test('has slips that change what they say, break what they say, and can be taken back', () => {
    for (const { truth, slips } of documents) {
      for (const slip of slips) {
        const spoiled = spoil(truth, slip);
        expect(spoiled, pathText(slip.path)).not.toEqual(truth);
        expect(valueAt(truth, slip.path)).toEqual(slip.right);
        expect(repair(spoiled, slip)).toEqual(truth);
        const verdict = judge(spoiled);
        expect(slip.flavour !== 'invalid' || verdict.kind === 'invalid').toBe(true);
        expect(slip.flavour !== 'missing' || slip.wrong === null).toBe(true);
      }
      const paths = slips.map((slip) => pathText(slip.path));
      expect(new Set(paths).size).toBe(paths.length);
    }
  });
});

describe('a set', () => {
  const set = [
    ...generateReviews({ count: 500, seed: 'content', mix: { block_type: { extract: 1 } } }),
  ];
  const reviews = set.map(({ review }) => review);
  const isEdited = ({ versions }: Review) => versions.length > 1;

  test('approves what adds up once it was edited', () => {
    const approved = reviews.filter((each) => each.status === 'approved' && isEdited(each));
    expect(approved.length).toBeGreaterThan(40);
    for (const { versions, effective_seq } of approved) {
      for (const [left, right] of sumsOf(
        (versions[effective_seq ?? 0]?.snapshot ?? {}) as Members,
      )) {
        expect(left).toBe(right);
      }
    }
  });

  test('has edits that change something, with notes that name what they changed', () => {
    const words = (value: unknown) => {
      if (typeof value === 'number' && !Number.isInteger(value)) return value.toFixed(2);
      return String(value).slice(0, 60);
    };
    let counted = 0;
    for (const { versions } of reviews) {
      for (const version of versions.slice(1)) {
        const parent = versions[version.parent_seq ?? 0]?.snapshot ?? {};
        const changed = Object.keys(version.snapshot).filter(
          (name) => JSON.stringify(parent[name]) !== JSON.stringify(version.snapshot[name]),
        );
        const isPlain =
          changed.length === 1 && typeof version.snapshot[changed[0] ?? ''] !== 'object';
        if (!isPlain || version.note === null) continue;
        counted += 1;
        expect(version.note).toContain(words(version.snapshot[changed[0] ?? '']));
      }
    }
    expect(counted).toBeGreaterThan(100);
  });

  test('has likelihoods that are low where something is wrong', () => {
    let counted = 0;
    for (const { gate, review } of set) {
      const { triggered_by: trigger } = review;
      if (trigger.kind !== 'field_confidence_lt') continue;
      const { likelihoods } = gate.evidence.consensus as { likelihoods: unknown };
      const [found] = follow(likelihoods, parsePath(trigger.path) ?? []);
      expect(found?.value).toBeLessThan(trigger.threshold);
      expect(found?.value).toBeLessThanOrEqual(0.74);
      counted += 1;
    }
    expect(counted).toBeGreaterThan(50);
  });
});

describe('small things', () => {
  test('account numbers have true check digits, and a wrong digit shows', () => {
    expect(isIban('GB82WEST12345698765432')).toBe(true);
    expect(isIban('GB82WEST12345698765431')).toBe(false);
    const draw = createDraw('iban');
    for (const country of ['DE', 'GB', 'NL', 'IT', 'PL', 'AE']) {
      expect(isIban(accountNumber(country, draw)), country).toBe(true);
    }
    expect(accountNumber('US', draw)).toMatch(/^\d{12}$/);
  });

  test('a misread amount or day is another one', () => {
    const draw = createDraw('misread');
    for (const value of [0, 1, 10, 11, 100, 505, 1111, 90_000, -1200]) {
      expect(misreadCents(value, draw)).not.toBe(value);
    }
    for (const day of ['2026-05-05', '2024-02-29', '2026-12-01', '2026-01-31']) {
      const misread = misreadDay(day, draw);
      expect(misread).not.toBe(day);
      expect(new Date(misread).toISOString().slice(0, 10)).toBe(misread);
    }
  });

  test('a statement can have a negative balance and still a condition that holds', () => {
    const mix = { block_type: { extract: 1 }, predicate: { json_condition: 1 } };
    expect([...generateReviews({ count: 200, seed: 'balance', mix })]).toHaveLength(200);
    expect(BANK_STATEMENT.watched).toBe('closing_balance');
  });
});
