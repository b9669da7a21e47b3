import type { FaultRule } from '../../contract/control-contract.ts';
import { fault, type FieldFault, type FieldLocation } from '../../contract/problems.ts';

/** What can go wrong on purpose. Source: spec/control.yaml FaultKind. */
export type FaultKind = FaultRule['fault'];

/** What each fault does, in the order in which help lists them. */
export const FAULTS: Readonly<Record<FaultKind, string>> = {
  delay: 'waits before the request is handled',
  error: 'answers a status, 503 by default, and applies nothing',
  drop_before: 'ends the connection before anything is applied',
  drop_after: 'applies the request, then ends the connection without a reply',
  truncate: 'applies the request, sends half of the reply, then ends the connection',
  stale: 'answers a write with the 409 of a stale stamp, without cause',
  lose_race: 'lets a rival really write first, so that the 409 has a cause',
};

/** Their names. */
export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[];

/** The status of an `error` that names none. */
export const DEFAULT_ERROR_STATUS = 503;

/** Members that only one kind of fault has. */
const OWN_MEMBERS = {
  delay_ms: 'delay',
  status: 'error',
  retry_after_s: 'error',
} as const satisfies Partial<Record<keyof FaultRule, FaultKind>>;

/**
 * Finds what is wrong with rules of the right shape: a delay without a length, a member that its
 * fault does not have, a range that ends before it begins.
 *
 * Shape: rules and where they stand → faults.
 * Source: spec/control.yaml FaultRule.
 */
export function ruleFaults(
  rules: readonly FaultRule[],
  place: FieldLocation,
): readonly FieldFault[] {
  return rules.flatMap((rule, index) => faultsOf(rule, [...place, index]));
}

function faultsOf(rule: FaultRule, loc: FieldLocation): readonly FieldFault[] {
  const faults = Object.entries(OWN_MEMBERS)
    .filter(([name, kind]) => rule[name as keyof FaultRule] !== undefined && rule.fault !== kind)
    .map(([name, kind]) => fault([...loc, name], ['value_error', `Only ${kind} has ${name}`]));
  if (rule.fault === 'delay' && rule.delay_ms === undefined) {
    const msg = 'Field required: a delay says how long';
    faults.push(fault([...loc, 'delay_ms'], ['missing', msg]));
  }
  const range = rangeOf(rule);
  if (range !== undefined && range[0] > range[1]) {
    const msg = `The least, ${range[0]}, is more than the most, ${range[1]}`;
    faults.push(fault([...loc, 'delay_ms', 'uniform'], ['value_error', msg]));
  }
  return faults;
}

/** The least and the most of a uniform delay. Units: milliseconds. */
export function rangeOf({ delay_ms: delay }: FaultRule): readonly [number, number] | undefined {
  if (typeof delay !== 'object' || !('uniform' in delay)) return undefined;
  const [least = 0, most = least] = delay.uniform;
  return [least, most];
}
