import { accountNumber } from '../account-number.ts';
import { shiftDay } from '../calendar.ts';
import { amount, price } from '../money.ts';
import { objectSchema, SCHEMAS, type DocumentKind, type DocumentSetting } from './document.ts';
import { looseDate, misreadAmount, misreadDate, misreadText, missed } from './misreadings.ts';

const SCHEMA = objectSchema({
  bank_name: SCHEMAS.text,
  account_holder: SCHEMAS.textOrNull,
  account_number: SCHEMAS.text,
  currency: SCHEMAS.currency,
  period_start: SCHEMAS.day,
  period_end: SCHEMAS.day,
  opening_balance: SCHEMAS.money,
  transactions: {
    type: 'array',
    items: objectSchema({
      booked_on: SCHEMAS.day,
      description: SCHEMAS.textOrNull,
      amount: SCHEMAS.money,
    }),
  },
  closing_balance: SCHEMAS.money,
});

const BANKS = ['Hanseatic Bank', 'First Harbour Bank', 'Banque du Rhône', 'Sparbanken Väst'];
const MONTH_DAYS = 28;

/** What goes in and out of an account. Units: cents; negative is out. */
const BOOKINGS = [
  ['Card terminal, takings of the week', 84_000, 310_000],
  ['Standing order, warehouse rent', -245_000, -178_000],
  ['Payroll', -430_000, -210_000],
  ['Refund, rail tickets', 2_900, 11_900],
  ['Direct debit, electricity', -44_900, -15_400],
  ['Transfer to savings', -50_000, -10_000],
  ['Invoice 4471 paid', 32_000, 180_000],
] as const;

function make({ draw, today, vendor }: DocumentSetting) {
  const end = shiftDay(today, -draw.int(2, 10));
  const start = shiftDay(end, -MONTH_DAYS);
  const days = Array.from({ length: draw.int(2, 6) }, () => draw.int(0, MONTH_DAYS));
  const bookings = days
    .toSorted((a, b) => a - b)
    .map((day) => {
      const [description, from, to] = draw.pick(BOOKINGS);
      const cents = from < 0 ? -price(draw, -to, -from) : price(draw, from, to);
      return { bookedOn: shiftDay(start, day), description, cents };
    });
  const opening = price(draw, 40_000, 900_000);
  const closing = bookings.reduce((sum, each) => sum + each.cents, opening);
  const truth = {
    bank_name: draw.pick(BANKS),
    account_holder: vendor.name,
    account_number: accountNumber(vendor.country, draw),
    currency: vendor.currency,
    period_start: start,
    period_end: end,
    opening_balance: amount(opening),
    transactions: bookings.map(({ bookedOn, description, cents }) => ({
      booked_on: bookedOn,
      description,
      amount: amount(cents),
    })),
    closing_balance: amount(closing),
  };
  const firstCents = bookings[0]?.cents ?? 0;
  return {
    truth,
    slips: [
      misreadAmount({ path: ['closing_balance'], label: 'Closing balance' }, closing, draw),
      misreadAmount(
        { path: ['transactions', 0, 'amount'], label: 'Amount of the first booking' },
        firstCents,
        draw,
      ),
      missed(
        { path: ['account_holder'], label: 'Account holder' },
        vendor.name,
        'it is in the address window',
      ),
      misreadText(
        { path: ['account_number'], label: 'Account number' },
        truth.account_number,
        draw,
      ),
      looseDate({ path: ['period_end'], label: 'End of the period' }, end),
      misreadDate({ path: ['period_start'], label: 'Start of the period' }, start, draw),
    ],
  };
}

/** A month of an account: an opening balance, bookings, and what they come to. */
export const BANK_STATEMENT: DocumentKind = {
  block: 'extract_statement',
  workflow: 'account_reconciliation',
  schema: SCHEMA,
  watched: 'closing_balance',
  make,
};
