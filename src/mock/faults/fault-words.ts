import type { FaultRule } from '../../contract/control-contract.ts';
import { FAULT_KINDS, ruleFaults, type FaultKind } from './fault-rule.ts';

/** A fault as somebody wrote it: its name and its settings, in the order in which they stand. */
export interface FaultWords {
  readonly name: string;
  readonly settings: readonly (readonly [name: string, value: string])[];
}

/** What came of reading it. */
export type FaultReading =
  | { readonly ok: true; readonly rule: FaultRule }
  | {
      readonly ok: false;
      /** A sentence without its full stop. */
      readonly problem: string;
      /** The word that is not known, where one is not. */
      readonly word?: string;
      /** What could have stood there. */
      readonly known: readonly string[];
    };

/** The settings that one fault has of its own, and those that say which requests it hits. */
export type SettingName =
  | 'ms'
  | 'median'
  | 'sigma'
  | 'status'
  | 'retry_after'
  | 'probability'
  | 'times'
  | 'seed'
  | 'method'
  | 'path';

interface Setting {
  /** Undefined for every fault. */
  readonly of?: FaultKind;
  /** Undefined when the value cannot be taken. */
  readonly read: (value: string, rule: FaultRule) => Partial<FaultRule> | undefined;
  /** What the value is. */
  readonly says: string;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const DELAY_MAX_MS = 600_000;
const SIGMA_MAX = 5;
const RETRY_AFTER_MAX_S = 86_400;
const TIMES_MAX = 1_000_000_000;
const DEFAULT_SIGMA = 0.5;

const SETTINGS: Readonly<Record<SettingName, Setting>> = {
  ms: {
    of: 'delay',
    says: `milliseconds up to ${DELAY_MAX_MS}, such as 500, or a range such as 200-800`,
    read: (value) => {
      const [, least, most] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(value) ?? [];
      if (least === undefined || Math.max(Number(least), Number(most ?? 0)) > DELAY_MAX_MS) {
        return undefined;
      }
      return most === undefined
        ? { delay_ms: Number(least) }
        : { delay_ms: { uniform: [Number(least), Number(most)] } };
    },
  },
  median: {
    of: 'delay',
    says: `milliseconds up to ${DELAY_MAX_MS}`,
    read: (value, { delay_ms: delay }) => {
      const median = integer(value, [0, DELAY_MAX_MS]);
      return median === undefined
        ? undefined
        : { delay_ms: { lognormal: { sigma: DEFAULT_SIGMA, ...lognormalOf(delay), median } } };
    },
  },
  sigma: {
    of: 'delay',
    says: `a number from 0 to ${SIGMA_MAX}; it comes with median`,
    read: (value, { delay_ms: delay }) => {
      const sigma = number(value, [0, SIGMA_MAX]);
      const lognormal = lognormalOf(delay);
      return sigma === undefined || lognormal === undefined
        ? undefined
        : { delay_ms: { lognormal: { ...lognormal, sigma } } };
    },
  },
  status: {
    of: 'error',
    says: 'a whole number from 400 to 599',
    read: (value) => member('status', integer(value, [400, 599])),
  },
  retry_after: {
    of: 'error',
    says: `seconds up to ${RETRY_AFTER_MAX_S}`,
    read: (value) => member('retry_after_s', integer(value, [0, RETRY_AFTER_MAX_S])),
  },
  probability: {
    says: 'a number from 0 to 1',
    read: (value) => member('probability', number(value, [0, 1])),
  },
  times: {
    says: 'a whole number, 1 or more',
    read: (value) => member('times', integer(value, [1, TIMES_MAX])),
  },
  seed: { says: 'any text', read: (value) => (value === '' ? undefined : { seed: value }) },
  method: {
    says: METHODS.join(', '),
    read: (value, { match }) => {
      const method = METHODS.find((each) => each === value.toUpperCase());
      return method && { match: { ...match, method } };
    },
  },
  path: {
    says: 'a path that begins with / or *; * stands for any characters',
    read: (value, { match }) =>
      /^[/*]/.test(value) ? { match: { ...match, path: value } } : undefined,
  },
};

/** Every setting. */
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

/** The settings of a fault itself, which a single request can ask for. */
export const OWN_SETTING_NAMES: readonly SettingName[] = SETTING_NAMES.filter(
  (name) => SETTINGS[name].of !== undefined,
);

/**
 * Reads a fault from its words, as the flag and the header have them.
 *
 * Shape: the words, and the settings that may stand there → a rule, or what is wrong with them.
 */
export function readFault(
  { name, settings }: FaultWords,
  allowed: readonly SettingName[],
): FaultReading {
  const kind = FAULT_KINDS.find((each) => each === name);
  if (kind === undefined) return unknown(`There is no fault '${name}'`, name, FAULT_KINDS);
  const known = allowed.filter((each) => (SETTINGS[each].of ?? kind) === kind);
  const rule: FaultRule = { fault: kind };
  for (const [key, value] of settings) {
    const settingName = known.find((each) => each === key);
    if (settingName === undefined) return unknown(`${kind} has no setting '${key}'`, key, known);
    const { read, says } = SETTINGS[settingName];
    const part = read(value, rule);
    if (part === undefined) return { ok: false, problem: `${key} is ${says}`, known: [] };
    Object.assign(rule, part);
  }
  return checked(rule);
}

function checked(rule: FaultRule): FaultReading {
  if (rule.fault === 'delay' && rule.delay_ms === undefined) {
    const problem = 'A delay says how long, such as ms=500, ms=200-800 or median=200';
    return { ok: false, problem, known: [] };
  }
  const [first] = ruleFaults([rule], []);
  return first === undefined ? { ok: true, rule } : { ok: false, problem: first.msg, known: [] };
}

function unknown(problem: string, word: string, known: readonly string[]): FaultReading {
  return { ok: false, problem, word, known };
}

type Range = readonly [least: number, most: number];

function integer(text: string, range: Range): number | undefined {
  return /^\d{1,10}$/.test(text) ? within(Number(text), range) : undefined;
}

function number(text: string, range: Range): number | undefined {
  return /^\d*\.?\d+$/.test(text) ? within(Number(text), range) : undefined;
}

function within(value: number, [least, most]: Range): number | undefined {
  return value >= least && value <= most ? value : undefined;
}

function member<Name extends keyof FaultRule>(name: Name, value: FaultRule[Name] | undefined) {
  return value === undefined ? undefined : ({ [name]: value } as Partial<FaultRule>);
}

function lognormalOf(delay: FaultRule['delay_ms']) {
  return typeof delay === 'object' && 'lognormal' in delay ? delay.lognormal : undefined;
}
