import { canonicalJson } from '../../contract/canonical-json.ts';
import type { Exchange } from '../exchange.ts';
import { lineOf, shown, statusOf } from '../reply.ts';
import { Inconclusive } from '../rig.ts';
import type { Claimed, JudgedLevel, Ledger } from './ledger.ts';

/** Says whether sentences of one level hold. Each method hands back whether it does. */
export interface Judge {
  /** The general form; the words are made only when it does not hold. */
  readonly holds: (requirement: string, holds: boolean, claim: () => Claimed) => boolean;
  /**
   * The reply has one of these statuses.
   *
   * Shape: `when` ends the sentence "claim_review answered 200 …", such as "to a stale stamp".
   * Errors: throws Inconclusive when no reply came at all.
   */
  readonly status: (
    requirement: string,
    exchange: Exchange,
    expected: { readonly is: number | readonly number[]; readonly when: string },
  ) => boolean;
  /**
   * Two JSON values are the same; the order of members does not count.
   *
   * Shape: `what` is the subject of the sentence "`what` is … instead of …".
   */
  readonly equal: (
    requirement: string,
    witness: Exchange | readonly Exchange[],
    compared: { readonly what: string; readonly got: unknown; readonly expected: unknown },
  ) => boolean;
}

/** Makes the judge of one level for one check. */
export function createJudge(ledger: Ledger, level: JudgedLevel, check: string): Judge {
  const holds: Judge['holds'] = (requirement, isTrue, claim) =>
    ledger.judge({ requirement, level, check }, isTrue, claim);
  return {
    holds,
    status: (requirement, exchange, { is, when }) => {
      const status = statusOf(exchange);
      if (status === undefined) throw new Inconclusive(lineOf(exchange));
      const allowed = typeof is === 'number' ? [is] : is;
      const operation = exchange.operation ?? exchange.request.method;
      return holds(requirement, allowed.includes(status), () => ({
        sentence: `${operation} answered ${status} ${when}`,
        expected: allowed.join(' or '),
        got: lineOf(exchange),
        witness: [exchange],
      }));
    },
    equal: (requirement, witness, { what, got, expected }) =>
      holds(requirement, isSameJson(got, expected), () => ({
        sentence: `${what} is ${shown(got)} instead of ${shown(expected)}`,
        expected: shown(expected),
        got: shown(got),
        witness: Array.isArray(witness) ? witness : [witness as Exchange],
      })),
  };
}

/** Whether two JSON values are the same; undefined is only ever the same as undefined. */
export function isSameJson(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return left === right;
  return canonicalJson(left) === canonicalJson(right);
}
