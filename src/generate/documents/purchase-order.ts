import { digits } from '../account-number.ts';
import { shiftDay } from '../calendar.ts';
import { amount } from '../money.ts';
import { objectSchema, SCHEMAS, type DocumentKind, type DocumentSetting } from './document.ts';
import { lineItems, printedLine, sumOf } from './line-items.ts';
import { looseDate, misreadAmount, misreadDate, misreadText, missed } from './misreadings.ts';

const SCHEMA = objectSchema({
  order_number: { type: 'string', pattern: '^PO-[0-9]{6}$' },
  order_date: SCHEMAS.day,
  delivery_date: SCHEMAS.day,
  buyer_name: SCHEMAS.text,
  ship_to: SCHEMAS.textOrNull,
  supplier_name: SCHEMAS.textOrNull,
  currency: SCHEMAS.currency,
  items: {
    type: 'array',
    minItems: 1,
    items: objectSchema({
      sku: SCHEMAS.text,
      description: SCHEMAS.text,
      quantity: SCHEMAS.count,
      unit_price: SCHEMAS.money,
      amount: SCHEMAS.money,
    }),
  },
  shipping_amount: SCHEMAS.money,
  total_amount: SCHEMAS.money,
});

const BUYERS = ['Halden Manufacturing', 'Brightwater Clinics', 'Lumen Hotels', 'City of Ashford'];
const WAREHOUSES = [
  'Warehouse 2, Gate 14, 4020 Linz',
  'Unit 7, Riverside Park, Leeds LS9 0PS',
  'Dock C, Polígono Sur 12, 41013 Sevilla',
];

function make({ draw, today, vendor }: DocumentSetting) {
  const orderDate = shiftDay(today, -draw.int(0, 9));
  const deliveryDate = shiftDay(orderDate, draw.int(5, 40));
  const lines = lineItems(vendor, draw, 4);
  const shipping = draw.pick([0, 0, 1_500, 2_900, 4_500]);
  const total = sumOf(lines) + shipping;
  const truth = {
    order_number: `PO-${digits(6, draw)}`,
    order_date: orderDate,
    delivery_date: deliveryDate,
    buyer_name: draw.pick(BUYERS),
    ship_to: draw.pick(WAREHOUSES),
    supplier_name: vendor.name,
    currency: vendor.currency,
    items: lines.map((line) => ({ sku: `SKU-${digits(5, draw)}`, ...printedLine(line) })),
    shipping_amount: amount(shipping),
    total_amount: amount(total),
  };
  const [first] = truth.items;
  const skuField = { path: ['items', 0, 'sku'], label: 'Article number of line 1' };
  const why = 'it is in the letterhead';
  return {
    truth,
    slips: [
      misreadAmount({ path: ['total_amount'], label: 'Order total' }, total, draw),
      missed({ path: ['supplier_name'], label: 'Supplier' }, vendor.name, why),
      misreadDate({ path: ['delivery_date'], label: 'Delivery date' }, deliveryDate, draw),
      misreadText(skuField, first?.sku ?? '', draw),
      looseDate({ path: ['order_date'], label: 'Order date' }, orderDate),
      missed(
        { path: ['ship_to'], label: 'Delivery address' },
        truth.ship_to,
        'it is in the box “Deliver to”',
      ),
    ],
  };
}

/** A buyer's order to a supplier. */
export const PURCHASE_ORDER: DocumentKind = {
  block: 'extract_order',
  workflow: 'procurement',
  schema: SCHEMA,
  watched: 'total_amount',
  make,
};
