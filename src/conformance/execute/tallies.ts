import { countText } from '../report/quantities.ts';

/** Sums up the shares that the checks of a phase report. */
export interface Tallies {
  readonly add: (name: string, part: number, whole: number) => void;
  /** Each share in words, by its name. */
  readonly measures: () => Readonly<Record<string, string>>;
}

const PERCENT = 100;

/** Starts with no share at all. */
export function createTallies(): Tallies {
  const sums = new Map<string, { part: number; whole: number }>();
  return {
    add: (name, part, whole) => {
      const sum = sums.get(name) ?? { part: 0, whole: 0 };
      sums.set(name, { part: sum.part + part, whole: sum.whole + whole });
    },
    measures: () =>
      Object.fromEntries(
        [...sums].map(([name, { part, whole }]) => [name, shareText(part, whole)]),
      ),
  };
}

function shareText(part: number, whole: number): string {
  const percent = whole === 0 ? '' : ` (${((part / whole) * PERCENT).toFixed(1)} %)`;
  return `${countText(part)} of ${countText(whole)}${percent}`;
}
