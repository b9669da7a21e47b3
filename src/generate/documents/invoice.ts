import { accountNumber, digits } from '../account-number.ts';
import { shiftDay } from '../calendar.ts';
import { amount, shareOf } from '../money.ts';
import { objectSchema, SCHEMAS, type DocumentKind, type DocumentSetting } from './document.ts';
import { lineItems, printedLine, sumOf } from './line-items.ts';
import { looseDate, misreadAmount, misreadDate, misreadText, missed } from './misreadings.ts';

const SCHEMA = objectSchema(
  {
    invoice_number: { type: 'string', pattern: '^[A-Z]{2,3}-[0-9]{4}-[0-9]{5}$' },
    invoice_date: SCHEMAS.day,
    due_date: SCHEMAS.day,
    purchase_order_number: SCHEMAS.textOrNull,
    vendor_name: SCHEMAS.textOrNull,
    vendor_address: SCHEMAS.text,
    vendor_tax_id: SCHEMAS.textOrNull,
    account_number: SCHEMAS.text,
    currency: SCHEMAS.currency,
    line_items: {
      type: 'array',
      minItems: 1,
      items: objectSchema({
        description: SCHEMAS.text,
        quantity: SCHEMAS.count,
        unit_price: SCHEMAS.money,
        amount: SCHEMAS.money,
      }),
    },
    net_amount: SCHEMAS.money,
    tax_rate: SCHEMAS.money,
    tax_amount: SCHEMAS.money,
    total_amount: SCHEMAS.money,
  },
  ['purchase_order_number'],
);

const TERMS_DAYS = [14, 30, 30, 30, 45, 60];

function make({ draw, today, vendor }: DocumentSetting) {
  const invoiceDate = shiftDay(today, -draw.int(1, 12));
  const dueDate = shiftDay(invoiceDate, draw.pick(TERMS_DAYS));
  const lines = lineItems(vendor, draw, 4);
  const net = sumOf(lines);
  const tax = shareOf(net, vendor.taxRate);
  const number = `${draw.pick(['INV', 'RE', 'FA'])}-${invoiceDate.slice(0, 4)}-${digits(5, draw)}`;
  const truth = {
    invoice_number: number,
    invoice_date: invoiceDate,
    due_date: dueDate,
    purchase_order_number: draw.chance(60) ? `PO-${digits(6, draw)}` : null,
    vendor_name: vendor.name,
    vendor_address: `${vendor.street}, ${vendor.city}`,
    vendor_tax_id: `${vendor.country}${digits(9, draw)}`,
    account_number: accountNumber(vendor.country, draw),
    currency: vendor.currency,
    line_items: lines.map(printedLine),
    net_amount: amount(net),
    tax_rate: vendor.taxRate,
    tax_amount: amount(tax),
    total_amount: amount(net + tax),
  };
  const account = { path: ['account_number'], label: 'Account number' };
  const dueField = { path: ['due_date'], label: 'Due date' };
  const numberField = { path: ['invoice_number'], label: 'Invoice number' };
  return {
    truth,
    slips: [
      misreadAmount({ path: ['total_amount'], label: 'Total' }, net + tax, draw),
      missed({ path: ['vendor_name'], label: 'Vendor' }, vendor.name, 'it is in the letterhead'),
      misreadDate(dueField, dueDate, draw),
      misreadText(account, truth.account_number, draw),
      looseDate({ path: ['invoice_date'], label: 'Invoice date' }, invoiceDate),
      missed(
        { path: ['vendor_tax_id'], label: 'Tax id' },
        truth.vendor_tax_id,
        'it is in the small print at the foot of page 1',
      ),
      {
        ...numberField,
        flavour: 'invalid',
        wrong: number.replaceAll('-', ' '),
        right: number,
        why: 'the dashes were lost',
      },
      misreadAmount({ path: ['tax_amount'], label: 'Tax' }, tax, draw),
    ],
  } as const;
}

/** An invoice of a vendor, with lines, tax and a total. */
export const INVOICE: DocumentKind = {
  block: 'extract_invoice',
  workflow: 'accounts_payable',
  schema: SCHEMA,
  watched: 'total_amount',
  make,
};
