import { digits } from '../account-number.ts';
import { shiftDay } from '../calendar.ts';
import { objectSchema, SCHEMAS, type DocumentKind, type DocumentSetting } from './document.ts';
import { looseDate, misreadDate, misreadText, missed } from './misreadings.ts';

const SCHEMA = objectSchema({
  document_type: { enum: ['passport', 'identity_card', 'driving_licence'] },
  document_number: { type: 'string', pattern: '^[A-Z0-9]{9}$' },
  issuing_country: { type: 'string', pattern: '^[A-Z]{2}$' },
  surname: SCHEMAS.textOrNull,
  given_names: SCHEMAS.text,
  date_of_birth: SCHEMAS.day,
  place_of_birth: SCHEMAS.textOrNull,
  issued_on: SCHEMAS.day,
  expires_on: SCHEMAS.day,
});

const PEOPLE = [
  ['Lindqvist', 'Astrid Maria', 'Göteborg', 'SE'],
  ['Moreau', 'Lucien', 'Lyon', 'FR'],
  ['Ferreira da Silva', 'Inês', 'Porto', 'PT'],
  ['Novák', 'Tomáš', 'Brno', 'CZ'],
  ['Adeyemi', 'Folake Grace', 'Leeds', 'GB'],
  ['Papadopoulos', 'Eleni', 'Patras', 'GR'],
  ['Schneider', 'Karl-Heinz', 'Kassel', 'DE'],
  ['Kaya', 'Deniz', 'Utrecht', 'NL'],
] as const;

const YEAR_DAYS = 365;

function make({ draw, today }: DocumentSetting) {
  const [surname, givenNames, place, country] = draw.pick(PEOPLE);
  const type = draw.pick(['passport', 'passport', 'identity_card', 'driving_licence'] as const);
  const issuedOn = shiftDay(today, -draw.int(30, 8 * YEAR_DAYS));
  const expiresOn = shiftDay(`${Number(issuedOn.slice(0, 4)) + 10}-01-01`, draw.int(1, 360));
  const bornOn = shiftDay(today, -draw.int(19 * YEAR_DAYS, 78 * YEAR_DAYS));
  const truth = {
    document_type: type,
    document_number: `${draw.pick(['C', 'L', 'P', 'X'])}${digits(8, draw)}`,
    issuing_country: country,
    surname,
    given_names: givenNames,
    date_of_birth: bornOn,
    place_of_birth: place,
    issued_on: issuedOn,
    expires_on: expiresOn,
  };
  const numberField = { path: ['document_number'], label: 'Document number' };
  return {
    truth,
    slips: [
      misreadText(numberField, truth.document_number, draw),
      missed({ path: ['surname'], label: 'Surname' }, surname, 'it can be read in the MRZ'),
      misreadDate({ path: ['date_of_birth'], label: 'Date of birth' }, bornOn, draw),
      looseDate({ path: ['expires_on'], label: 'Expiry date' }, expiresOn),
      misreadDate({ path: ['issued_on'], label: 'Date of issue' }, issuedOn, draw),
      missed(
        { path: ['place_of_birth'], label: 'Place of birth' },
        place,
        'the hologram covers it, the chip has it',
      ),
    ],
  };
}

/** A passport, an identity card or a driving licence. */
export const IDENTITY_DOCUMENT: DocumentKind = {
  block: 'extract_identity',
  workflow: 'customer_onboarding',
  schema: SCHEMA,
  watched: 'expires_on',
  make,
};
