import type { Draw } from '../draw.ts';
import { amount, price, type Cents } from '../money.ts';
import { TRADES, type Vendor } from '../vendors.ts';

/** One line of an order, counted in cents. */
export interface LineItem {
  readonly description: string;
  readonly quantity: number;
  readonly unitCents: Cents;
  readonly lineCents: Cents;
}

/** Lines that this vendor would sell, each thing once. */
export function lineItems(vendor: Vendor, draw: Draw, linesMax: number): readonly LineItem[] {
  const trade = TRADES[vendor.trade];
  const lines = draw.some<(typeof trade)[number]>(trade, draw.int(1, linesMax));
  return lines.map(([description, from, to]) => {
    const unitCents = price(draw, from, to);
    const quantity = draw.pick([1, 1, 2, 3, 4, 5, 6, 8, 10, 12, 20]);
    return { description, quantity, unitCents, lineCents: unitCents * quantity };
  });
}

/** A line as an invoice or an order prints it. */
export function printedLine({ description, quantity, unitCents, lineCents }: LineItem) {
  return { description, quantity, unit_price: amount(unitCents), amount: amount(lineCents) };
}

/** What the lines come to. */
export function sumOf(lines: readonly LineItem[]): Cents {
  return lines.reduce((sum, line) => sum + line.lineCents, 0);
}
