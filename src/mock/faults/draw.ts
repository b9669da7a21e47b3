import { contentSha256 } from '../../contract/canonical-json.ts';
import type { FaultRule } from '../../contract/control-contract.ts';
import { rangeOf } from './fault-rule.ts';

/** As many hex digits of a hash as a double holds exactly. */
const DIGITS = 13;
const RANGE = 16 ** DIGITS;

/** The longest that a delay takes, however unlikely its draw. */
const DELAY_MAX_MS = 600_000;

/**
 * The draw at a place of a seed's sequence, from 0 up to but not 1.
 *
 * A function of its arguments alone: what other rules drew, and how many requests other worlds
 * had, changes nothing.
 */
export function drawAt(seed: string, place: string): number {
  return Number.parseInt(contentSha256(`${seed}/${place}`).slice(0, DIGITS), 16) / RANGE;
}

/** Whether the n-th request that a rule matches is hit. */
export function isHit(rule: FaultRule, seed: string, index: number): boolean {
  const { probability = 1 } = rule;
  return probability >= 1 || drawAt(seed, String(index)) < probability;
}

/** How long the n-th request that a rule matches waits. Units: milliseconds. */
export function delayOf(rule: FaultRule, seed: string, index: number): number {
  const { delay_ms: delay = 0 } = rule;
  if (typeof delay === 'number') return delay;
  const draw = drawAt(seed, `${index}/delay`);
  const range = rangeOf(rule);
  if (range) return Math.round(range[0] + draw * (range[1] - range[0]));
  if (!('lognormal' in delay)) return 0;
  const { median, sigma } = delay.lognormal;
  const ms = median * Math.exp(sigma * normalOf(draw, drawAt(seed, `${index}/angle`)));
  return Math.min(Math.round(ms), DELAY_MAX_MS);
}

/** Two even draws make a normal one. Source: Box and Muller, 1958. */
function normalOf(draw: number, angle: number): number {
  return Math.sqrt(-2 * Math.log(1 - draw)) * Math.cos(2 * Math.PI * angle);
}
