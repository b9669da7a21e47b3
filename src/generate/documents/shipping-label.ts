import { digits } from '../account-number.ts';
import { shiftDay } from '../calendar.ts';
import { amount, price } from '../money.ts';
import { objectSchema, SCHEMAS, type DocumentKind, type DocumentSetting } from './document.ts';
import { looseDate, misreadAmount, misreadText, missed } from './misreadings.ts';

const PARTY = objectSchema({ name: SCHEMAS.textOrNull, address: SCHEMAS.text });

const SCHEMA = objectSchema({
  carrier: SCHEMAS.text,
  service: SCHEMAS.text,
  tracking_number: { type: 'string', pattern: '^[A-Z]{2}[0-9]{9}[A-Z]{2}$' },
  shipped_on: SCHEMAS.day,
  sender: PARTY,
  recipient: PARTY,
  pieces: {
    type: 'array',
    minItems: 1,
    items: objectSchema({ weight_kg: SCHEMAS.money, dimensions_cm: SCHEMAS.text }),
  },
  total_weight_kg: SCHEMAS.money,
  declared_value: SCHEMAS.money,
  currency: SCHEMAS.currency,
});

const CARRIERS = [
  ['PostNord', 'MyPack Home', 'SE'],
  ['Royal Mail', 'Special Delivery by 1pm', 'GB'],
  ['Correos', 'Paq Premium', 'ES'],
  ['Deutsche Post', 'Warenpost International', 'DE'],
] as const;

const RECIPIENTS = [
  ['Hanna Virtanen', 'Mannerheimintie 12 B, 00100 Helsinki'],
  ['Studio Pereira', 'Rua do Alecrim 70, 1200-018 Lisboa'],
  ['Dr. Ilse Brandt', 'Am Markt 3, 23552 Lübeck'],
  ['Workshop 11', '11 Canal Street, Manchester M1 3HE'],
] as const;

function make({ draw, today, vendor }: DocumentSetting) {
  const [carrier, service, country] = draw.pick(CARRIERS);
  const [recipient, address] = draw.pick(RECIPIENTS);
  // Weights add up in hundredths, like money.
  const weights = Array.from({ length: draw.int(1, 3) }, () => draw.int(40, 2_400));
  const weight = weights.reduce((sum, each) => sum + each, 0);
  const value = price(draw, 1_500, 90_000);
  const shippedOn = shiftDay(today, -draw.int(0, 4));
  const truth = {
    carrier,
    service,
    tracking_number: `${draw.pick(['RR', 'CP', 'LX'])}${digits(9, draw)}${country}`,
    shipped_on: shippedOn,
    sender: { name: vendor.name, address: `${vendor.street}, ${vendor.city}` },
    recipient: { name: recipient, address },
    pieces: weights.map((each) => ({
      weight_kg: amount(each),
      dimensions_cm: `${draw.int(20, 60)} × ${draw.int(15, 40)} × ${draw.int(5, 40)}`,
    })),
    total_weight_kg: amount(weight),
    declared_value: amount(value),
    currency: vendor.currency,
  };
  const tracking = { path: ['tracking_number'], label: 'Tracking number' };
  return {
    truth,
    slips: [
      misreadText(tracking, truth.tracking_number, draw),
      misreadAmount({ path: ['total_weight_kg'], label: 'Total weight' }, weight, draw),
      missed(
        { path: ['recipient', 'name'], label: 'Recipient' },
        recipient,
        'the tape covers half of it, the manifest has it',
      ),
      looseDate({ path: ['shipped_on'], label: 'Shipping date' }, shippedOn),
      missed(
        { path: ['sender', 'name'], label: 'Sender' },
        vendor.name,
        'it is on the return label',
      ),
      misreadAmount({ path: ['declared_value'], label: 'Declared value' }, value, draw),
    ],
  };
}

/** The label of a parcel. */
export const SHIPPING_LABEL: DocumentKind = {
  block: 'extract_label',
  workflow: 'returns_desk',
  schema: SCHEMA,
  watched: 'declared_value',
  make,
};
