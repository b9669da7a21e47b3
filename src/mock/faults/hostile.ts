import type { FaultRule } from '../../contract/control-contract.ts';

/**
 * A mild mix of everything that a network and colleagues do: what `--hostile` turns on.
 *
 * Each line of it is named in the help of the flag.
 */
export const HOSTILE_RULES: readonly FaultRule[] = [
  { fault: 'delay', delay_ms: { lognormal: { median: 120, sigma: 0.6 } } },
  { fault: 'error', status: 503, probability: 0.01 },
  { fault: 'error', status: 429, retry_after_s: 1, probability: 0.01 },
  { fault: 'drop_after', match: { method: 'POST' }, probability: 0.02 },
  // Four segments: the stamped writes of the overlay surface, and nothing else that is posted.
  {
    fault: 'lose_race',
    match: { method: 'POST', path: '/v1/workflows/reviews/*/*/*' },
    probability: 0.05,
  },
];
