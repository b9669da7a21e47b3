import { digits } from '../account-number.ts';
import { shiftDay } from '../calendar.ts';
import { amount, shareOf } from '../money.ts';
import { objectSchema, SCHEMAS, type DocumentKind, type DocumentSetting } from './document.ts';
import { lineItems, sumOf } from './line-items.ts';
import { misreadAmount, misreadText, missed } from './misreadings.ts';

const SCHEMA = objectSchema(
  {
    merchant_name: SCHEMAS.textOrNull,
    merchant_address: SCHEMAS.text,
    purchased_at: SCHEMAS.instant,
    items: {
      type: 'array',
      minItems: 1,
      items: objectSchema({
        description: SCHEMAS.text,
        quantity: SCHEMAS.count,
        amount: SCHEMAS.money,
      }),
    },
    subtotal_amount: SCHEMAS.money,
    tax_amount: SCHEMAS.money,
    tip_amount: SCHEMAS.money,
    total_amount: SCHEMAS.money,
    currency: SCHEMAS.currency,
    payment_method: { enum: ['card', 'cash', 'mobile'] },
    card_last_four: { type: ['string', 'null'], pattern: '^[0-9]{4}$' },
    expense_category: SCHEMAS.textOrNull,
  },
  ['card_last_four'],
);

const CATEGORIES = ['meals', 'office supplies', 'client entertainment', 'travel'];

function make({ draw, today, vendor }: DocumentSetting) {
  const day = shiftDay(today, -draw.int(1, 20));
  const clock = `${two(draw.int(8, 21))}:${two(draw.int(0, 59))}:${two(draw.int(0, 59))}`;
  const lines = lineItems(vendor, draw, 4);
  const subtotal = sumOf(lines);
  const tax = shareOf(subtotal, vendor.taxRate);
  const tip = draw.pick([0, 0, 200, 350, 500]);
  const total = subtotal + tax + tip;
  const method = draw.pick(['card', 'card', 'mobile', 'cash']);
  const lastFour = digits(4, draw);
  const truth = {
    merchant_name: vendor.name,
    merchant_address: `${vendor.street}, ${vendor.city}`,
    purchased_at: `${day}T${clock}Z`,
    items: lines.map(({ description, quantity, lineCents }) => ({
      description,
      quantity,
      amount: amount(lineCents),
    })),
    subtotal_amount: amount(subtotal),
    tax_amount: amount(tax),
    tip_amount: amount(tip),
    total_amount: amount(total),
    currency: vendor.currency,
    payment_method: method,
    card_last_four: method === 'card' ? lastFour : null,
    expense_category: draw.pick(CATEGORIES),
  };
  const at = { path: ['purchased_at'], label: 'Time of purchase' };
  return {
    truth,
    slips: [
      misreadAmount({ path: ['total_amount'], label: 'Total' }, total, draw),
      missed({ path: ['merchant_name'], label: 'Merchant' }, vendor.name, 'the logo spells it out'),
      {
        ...at,
        flavour: 'invalid',
        wrong: `${day} ${clock.slice(0, 5)}`,
        right: truth.purchased_at,
        why: 'time and zone belong to it',
      },
      misreadText({ path: ['merchant_address'], label: 'Address' }, truth.merchant_address, draw),
      missed(
        { path: ['expense_category'], label: 'Category' },
        truth.expense_category,
        'written by hand on the back',
      ),
    ],
  } as const;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** A till receipt of an expense claim. */
export const RECEIPT: DocumentKind = {
  block: 'extract_receipt',
  workflow: 'expense_claims',
  schema: SCHEMA,
  watched: 'total_amount',
  make,
};
