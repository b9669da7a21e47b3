import type { Check } from './check.ts';
import type { DialectEntry, PhaseResult, Report } from './report/report.ts';

/** What happens in a run, as it happens; a display is a listener to these. */
export type RunEvent =
  | { readonly kind: 'started'; readonly target: string; readonly seed: string }
  | { readonly kind: 'probed'; readonly dialect: readonly DialectEntry[] }
  | { readonly kind: 'phase-started'; readonly name: string; readonly checks: number }
  | {
      readonly kind: 'check-ended';
      readonly check: Check;
      readonly phase: string;
      readonly done: number;
      readonly checks: number;
      readonly requests: number;
      readonly findings: number;
    }
  | { readonly kind: 'phase-ended'; readonly phase: PhaseResult }
  | { readonly kind: 'ended'; readonly report: Report };

/** Hears of each event of a run. */
export type RunListener = (event: RunEvent) => void;
