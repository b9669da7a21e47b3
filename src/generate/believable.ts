import type { Draw } from './draw.ts';
import { VENDORS } from './vendors.ts';
import { shiftDay } from './calendar.ts';

/** A value of a caller's schema, and where it stands. */
export interface FakedPart {
  /** The part of the schema that describes it. */
  readonly part: unknown;
  /** A JSON pointer. */
  readonly path: string;
  readonly draw: Draw;
}

const FIRST_NAMES = ['Dana', 'Lee', 'Amara', 'Jonas', 'Priya', 'Chloé', 'Yuki', 'Sofía', 'Omar'];
const SURNAMES = ['Rivera', 'Park', 'Okafor', 'Weber', 'Raman', 'Lambert', 'Tanaka', 'Haddad'];
const PHRASES = [
  'As agreed by phone',
  'Quarterly delivery',
  'Spare parts, north site',
  'See the attached list',
  'Second reminder',
  'Under the framework contract',
  'To be collected',
  'Returned in part',
];

/** What stands under such a name, the first that fits. */
const TEXTS: readonly (readonly [RegExp, (draw: Draw) => string])[] = [
  [/first.?name|given/i, (draw) => draw.pick(FIRST_NAMES)],
  [/sur.?name|last.?name|family/i, (draw) => draw.pick(SURNAMES)],
  [/vendor|supplier|company|merchant|carrier|buyer|organi[sz]ation|bank/i, vendorName],
  [/street|address/i, (draw) => `${draw.pick(VENDORS).street}, ${draw.pick(VENDORS).city}`],
  [/city|town/i, (draw) => draw.pick(VENDORS).city],
  [/country/i, (draw) => draw.pick(VENDORS).country],
  [/currency/i, (draw) => draw.pick(VENDORS).currency],
  [/name|author|owner|contact|person/i, personName],
  [/number|code|reference|\bid$|sku/i, (draw) => `${draw.int(10, 99)}-${draw.int(10_000, 99_999)}`],
  [/./, phrase],
];

function vendorName(draw: Draw): string {
  return draw.pick(VENDORS).name;
}

function personName(draw: Draw): string {
  return `${draw.pick(FIRST_NAMES)} ${draw.pick(SURNAMES)}`;
}

function phrase(draw: Draw): string {
  return draw.pick(PHRASES);
}

const FIXED = ['pattern', 'format', 'enum', 'const', 'contentEncoding', 'template', '$ref'];

/**
 * Makes a faked value one that somebody could have written, where the schema leaves it open: texts
 * by the name under which they stand, amounts with as many digits as they may have.
 */
export function believable(value: unknown, { part, path, draw }: FakedPart): unknown {
  if (typeof part !== 'object' || part === null) return value;
  const schema = part as Readonly<Record<string, unknown>>;
  if (typeof value === 'number') return believableNumber(value, schema);
  if (typeof value !== 'string' || FIXED.some((keyword) => keyword in schema)) return value;
  const name = path.split('/').findLast((step) => !/^\d*$/.test(step)) ?? '';
  const make = TEXTS.find(([names]) => names.test(name))?.[1] ?? phrase;
  const text = make(draw);
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  const { length } = [...text];
  return length >= Number(minLength) && length <= Number(maxLength) ? text : value;
}

/** How far to look for a number that the schema takes as a multiple. */
const NEIGHBOURS = 40;
const DECIMALS = 2;

function believableNumber(value: number, schema: Readonly<Record<string, unknown>>): number {
  const { multipleOf: step } = schema;
  if (Number.isInteger(value)) return value;
  if (typeof step !== 'number') return Number(value.toFixed(DECIMALS));
  const decimals = String(step).split('.')[1]?.length ?? 0;
  // In doubles 0.57 is no multiple of 0.01; a neighbour is.
  for (let offset = 0; offset < NEIGHBOURS; offset += 1) {
    const near = Number((value - offset * step).toFixed(decimals));
    if (Number.isInteger(near / step)) return near;
  }
  return value;
}

/** A day of the year before the scenarios. Shape: `2026-02-11`. */
export function believableDay(int: Draw['int']): string {
  return shiftDay('2026-05-12', -int(0, 364));
}
