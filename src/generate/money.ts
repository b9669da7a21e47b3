import type { Draw } from './draw.ts';

/** Money is counted in cents, whole numbers, so that totals add up. Units: cents. */
export type Cents = number;

/** An amount as documents carry it. Units: cents in, the currency's unit out. */
export function amount(cents: Cents): number {
  return cents / 100;
}

/** A share of an amount, rounded to the cent. Units: percent. */
export function shareOf(cents: Cents, percent: number): Cents {
  return Math.round((cents * percent) / 100);
}

/** A price that a shop would ask: mostly round, or just below. Units: cents. */
export function price(draw: Draw, from: Cents, to: Cents): Cents {
  const whole = Math.floor(draw.int(from, to) / 100) * 100;
  return whole + draw.pick([0, 0, 50, 90, 95, 99, 25]);
}

/** The same amount with two of its digits the other way round, or a digit lost. Units: cents. */
export function misreadCents(cents: Cents, draw: Draw): Cents {
  const digits = String(Math.abs(cents));
  const places = Array.from(digits.slice(1), (_, place) => place).filter(
    (place) => digits[place] !== digits[place + 1],
  );
  const place = places.length > 0 ? draw.pick(places) : -1;
  const swapped =
    digits.slice(0, place) +
    (digits[place + 1] ?? '') +
    (digits[place] ?? '') +
    digits.slice(place + 2);
  // A swap to the front of the text must not begin with a zero.
  const isSwapped = place >= 0 && !swapped.startsWith('0');
  const misread = isSwapped ? Number(swapped) : Math.abs(cents) * 10 + 10;
  return cents < 0 ? -misread : misread;
}
