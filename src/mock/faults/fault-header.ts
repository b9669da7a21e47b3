import type { FaultRule } from '../../contract/control-contract.ts';
import { fault, type FieldFault } from '../../contract/problems.ts';
import { OWN_SETTING_NAMES, readFault } from './fault-words.ts';

/** The header with which one request asks for a fault. */
export const FAULT_HEADER = 'x-review-fault';

/** What the header asks for, or what is wrong with it. */
export type FaultWish = { readonly rule: FaultRule } | { readonly fault: FieldFault };

/**
 * Reads the header: `drop_after`, `delay; ms=500`, `error; status=429; retry_after=2`.
 *
 * Source: spec/control.yaml set_faults.
 */
export function readFaultHeader(text: string): FaultWish {
  const [name = '', ...rest] = text.split(';').map((part) => part.trim());
  const settings = rest.map((part) => {
    const [key = '', ...values] = part.split('=');
    return [key.trim(), values.join('=').trim()] as const;
  });
  const reading = readFault({ name, settings }, OWN_SETTING_NAMES);
  if (reading.ok) return { rule: reading.rule };
  const { problem, known } = reading;
  const msg = known.length === 0 ? problem : `${problem}: there are ${known.join(', ')}`;
  return { fault: fault(['header', FAULT_HEADER], ['value_error', msg]) };
}
