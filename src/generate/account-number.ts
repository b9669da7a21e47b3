import type { Draw } from './draw.ts';

/** The part after country and check digits: letters first, then digits. Source: ISO 13616. */
const BASIC_LENGTHS: Readonly<Record<string, readonly [letters: number, digits: number]>> = {
  AE: [0, 19],
  AT: [0, 16],
  BE: [0, 12],
  CZ: [0, 20],
  DE: [0, 18],
  ES: [0, 20],
  FR: [0, 23],
  GB: [4, 14],
  IE: [4, 14],
  IL: [0, 19],
  IS: [0, 22],
  IT: [1, 22],
  NL: [4, 10],
  PL: [0, 24],
  SE: [0, 20],
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const PLAIN_DIGITS = 12;

/**
 * An account number: an IBAN with true check digits where the country has them, else plain digits.
 *
 * Source: ISO 13616, ISO 7064 mod 97-10.
 */
export function accountNumber(country: string, draw: Draw): string {
  const lengths = BASIC_LENGTHS[country];
  if (lengths === undefined) return digits(PLAIN_DIGITS, draw);
  const [letterCount, digitCount] = lengths;
  const letters = Array.from({ length: letterCount }, () => draw.pick([...LETTERS])).join('');
  const basic = letters + digits(digitCount, draw);
  const check = 98 - mod97(`${basic}${country}00`);
  return `${country}${String(check).padStart(2, '0')}${basic}`;
}

/** This many digits, the first of them not 0. */
export function digits(count: number, draw: Draw): string {
  return Array.from({ length: count }, (_, place) => draw.int(place === 0 ? 1 : 0, 9)).join('');
}

/** Whether an IBAN's check digits are true. Source: ISO 7064 mod 97-10. */
export function isIban(text: string): boolean {
  return /^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(text) && mod97(text.slice(4) + text.slice(0, 4)) === 1;
}

/** Letters count as 10 to 35. */
function mod97(text: string): number {
  let rest = 0;
  for (const character of text) {
    for (const digit of String(Number.parseInt(character, 36)))
      rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest;
}
