import type { OperationId } from '../../contract/operations.ts';

/** What a rule does to the requests it meets, and what to call it. */
export const FAULT_KINDS = {
  delay: 'answers late',
  error: 'answers an error instead',
  drop_before: 'hangs up, and nothing is done',
  drop_after: 'does it, and the reply is lost',
  truncate: 'cuts the reply short',
  stale: 'says 409 without cause',
  lose_race: 'lets another actor write first',
} as const;

/** One kind of fault. */
export type FaultKind = keyof typeof FAULT_KINDS;

/** How long a delay takes. Units: milliseconds. */
export type Delay =
  | number
  | { readonly uniform: readonly [number, number] }
  | { readonly lognormal: { readonly median: number; readonly sigma: number } };

/** A rule as the control interface takes it. Source: contract section 10, faults. */
export interface FaultRule {
  readonly match?: {
    readonly operation?: string;
    readonly method?: string;
    readonly path?: string;
  };
  readonly fault: FaultKind;
  readonly status?: number;
  readonly retry_after_s?: number;
  readonly delay_ms?: Delay;
  readonly probability?: number;
  readonly times?: number;
  readonly seed?: number | string;
}

/** A rule as the control interface shows it. */
export interface ListedFaultRule extends FaultRule {
  readonly id: string;
  readonly hits: number;
  /** Null where it has no end. */
  readonly remaining?: number | null;
}

/** The operations that a rule can be for; a missing one does not compile. */
export const OPERATION_LABELS: Readonly<Record<OperationId, string>> = {
  get_overlay: 'get overlay',
  claim_review: 'claim',
  release_review: 'release',
  append_version: 'append version',
  submit_decision: 'decide (overlay)',
  list_overlays: 'list overlays',
  list_reviews: 'list reviews',
  get_review: 'get review',
  approve_review: 'approve (resource)',
  reject_review: 'reject (resource)',
  list_review_versions: 'list versions',
  create_review_version: 'create version',
  get_review_version: 'get version',
  get_agent_hil_review: 'get agent review',
  submit_hil_decision: 'decide (agent surface)',
  get_hil_decision: 'get decision (agent surface)',
};

/** The form that a rule is made with; every field is what was typed. */
export interface FaultForm {
  readonly fault: FaultKind;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly status: string;
  readonly retryAfterS: string;
  readonly delayKind: 'fixed' | 'uniform' | 'lognormal';
  readonly delayMs: string;
  readonly delayToMs: string;
  readonly sigma: string;
  readonly probability: string;
  readonly times: string;
  readonly seed: string;
}

/** The form as it is first shown: a conflict once. */
export const EMPTY_FAULT_FORM: FaultForm = {
  fault: 'stale',
  operation: '',
  method: '',
  path: '',
  status: '503',
  retryAfterS: '',
  delayKind: 'fixed',
  delayMs: '2000',
  delayToMs: '5000',
  sigma: '0.5',
  probability: '',
  times: '1',
  seed: '',
};

/** A rule, or what stands in its way. */
export type RuleReading =
  | { readonly ok: true; readonly rule: FaultRule }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Reads a rule out of the form; the mock has the last word on it. */
export function ruleOf(form: FaultForm): RuleReading {
  const faults: string[] = [];
  const number = (label: string, text: string, range: Range) => {
    if (text.trim() === '') return undefined;
    const value = Number(text);
    const isTaken = Number.isFinite(value) && value >= range.min && value <= range.max;
    if (isTaken && (range.isWhole !== true || Number.isInteger(value))) return value;
    faults.push(`${label} is ${rangeText(range)}.`);
    return undefined;
  };
  const rule = {
    ...matchOf(form),
    fault: form.fault,
    ...withoutUndefined({
      status:
        form.fault === 'error'
          ? number('The status', form.status, { min: 400, max: 599, isWhole: true })
          : undefined,
      retry_after_s:
        form.fault === 'error'
          ? number('Retry after', form.retryAfterS, { min: 0, max: 86_400, isWhole: true })
          : undefined,
      delay_ms: form.fault === 'delay' ? delayOf(form, number) : undefined,
      probability: number('The probability', form.probability, { min: 0, max: 1 }),
      times: number('How often', form.times, { min: 1, max: 1_000_000, isWhole: true }),
      seed: form.seed.trim() === '' ? undefined : seedOf(form.seed.trim()),
    }),
  };
  return faults.length === 0 ? { ok: true, rule } : { ok: false, faults };
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly isWhole?: boolean;
}

type ReadNumber = (label: string, text: string, range: Range) => number | undefined;

const DELAY_RANGE: Range = { min: 0, max: 600_000, isWhole: true };

function rangeText({ min, max, isWhole }: Range): string {
  return `${isWhole === true ? 'a whole number' : 'a number'} from ${min} to ${max}`;
}

function delayOf(form: FaultForm, number: ReadNumber): Delay {
  const from = number('The delay', form.delayMs, DELAY_RANGE) ?? 0;
  if (form.delayKind === 'fixed') return from;
  if (form.delayKind === 'uniform') {
    return { uniform: [from, number('The longest delay', form.delayToMs, DELAY_RANGE) ?? from] };
  }
  const sigma = number('Sigma', form.sigma, { min: 0, max: 10 }) ?? 0;
  return { lognormal: { median: from, sigma } };
}

function seedOf(text: string): number | string {
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

function matchOf({ operation, method, path }: FaultForm): Pick<FaultRule, 'match'> {
  const entries = Object.entries({ operation, method, path: path.trim() });
  const match = Object.fromEntries(entries.filter(([, value]) => value !== ''));
  return Object.keys(match).length === 0 ? {} : { match };
}

type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

function withoutUndefined<T extends object>(values: T): Partial<Defined<T>> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Defined<T>>;
}

/** A rule as it was given: what the mock counts is taken off. */
export function givenRule(listed: ListedFaultRule): FaultRule {
  const { id: _id, hits: _hits, remaining: _remaining, ...rule } = listed;
  return rule;
}

/** A rule in words: `claim: says 409 without cause, once`. */
export function ruleText({ match, ...rule }: FaultRule): string {
  const where = [match?.method, match?.operation, match?.path].filter(Boolean).join(' ');
  const chance = rule.probability === undefined ? '' : `, in ${rule.probability * 100}% of cases`;
  const times = rule.times === undefined ? '' : `, ${timesText(rule.times)}`;
  const how = [statusText(rule), delayText(rule.delay_ms)].filter(Boolean).join(', ');
  const what = `${FAULT_KINDS[rule.fault] ?? rule.fault}${how === '' ? '' : ` (${how})`}`;
  return `${where === '' ? 'every request' : where}: ${what}${chance}${times}`;
}

function timesText(times: number): string {
  return times === 1 ? 'once' : `${times} times`;
}

function statusText({ status, retry_after_s: seconds }: FaultRule): string {
  if (status === undefined) return '';
  return seconds === undefined ? String(status) : `${status}, retry after ${seconds} s`;
}

function delayText(delay: Delay | undefined): string {
  if (delay === undefined) return '';
  if (typeof delay === 'number') return `${delay} ms`;
  return 'uniform' in delay
    ? `${delay.uniform[0]} to ${delay.uniform[1]} ms`
    : `around ${delay.lognormal.median} ms, sigma ${delay.lognormal.sigma}`;
}
