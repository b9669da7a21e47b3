import { looseDay, misreadDay } from '../calendar.ts';
import type { Draw } from '../draw.ts';
import { amount, misreadCents, type Cents } from '../money.ts';
import type { Path, Slip } from '../slip.ts';

/** Where a field stands and what a reviewer calls it. */
export interface Field {
  readonly path: Path;
  readonly label: string;
}

/** An amount with two digits swapped. Units: cents. */
export function misreadAmount(field: Field, cents: Cents, draw: Draw): Slip {
  return {
    ...field,
    flavour: 'misread',
    wrong: amount(misreadCents(cents, draw)),
    right: amount(cents),
    why: draw.pick([
      'two digits were swapped',
      'it has to match the lines above',
      'the stamp covers a digit, the summary on the last page shows it',
    ]),
  };
}

/** A day with month and day swapped. */
export function misreadDate(field: Field, day: string, draw: Draw): Slip {
  const wrong = misreadDay(day, draw);
  const why = wrong.slice(0, 4) === day.slice(0, 4) ? 'day and month were swapped' : 'wrong year';
  return { ...field, flavour: 'misread', wrong, right: day, why };
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'I',
  '5': 'S',
  '8': 'B',
  B: '8',
  O: '0',
  S: '5',
};

/** A text with one character taken for another that looks like it. */
export function misreadText(field: Field, text: string, draw: Draw): Slip {
  const characters = [...text];
  const places = [...characters.keys()].filter((place) => LOOKALIKES[characters[place] ?? '']);
  const place = places.length > 0 ? draw.pick(places) : characters.length - 1;
  const taken = characters[place] ?? '';
  const lookalike = LOOKALIKES[taken];
  const wrong = characters.with(place, lookalike ?? '').join('');
  const why =
    lookalike === undefined
      ? 'the last character was cut off'
      : `${taken} was read as ${lookalike}`;
  return { ...field, flavour: 'misread', wrong, right: text, why };
}

/** Nothing where something stands. */
export function missed(field: Field, right: unknown, why: string): Slip {
  return { ...field, flavour: 'missing', wrong: null, right, why };
}

/** A day as it was printed, not as the schema wants it. */
export function looseDate(field: Field, day: string): Slip {
  const why = 'dates go in as year-month-day';
  return { ...field, flavour: 'invalid', wrong: looseDay(day), right: day, why };
}
