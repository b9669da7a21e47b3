import type { GateRequest } from '../../contract/control-contract.ts';
import type { Exchange } from '../exchange.ts';

/** How binding the judged sentence is. */
export type JudgedLevel = 'MUST' | 'SHOULD';

/** What is said when a sentence turns out broken. */
export interface Claimed {
  /** One sentence that says what happened. */
  readonly sentence: string;
  readonly expected: string;
  readonly got: string;
  /** The one to few operations that prove it. */
  readonly witness: readonly Exchange[];
  /** All that happened to the review; by default what the trial recorded of it. */
  readonly history?: readonly Exchange[];
  /** The gate that opened the review; by default the trial's own. */
  readonly gate?: GateRequest | null;
  /** The plan that was carried out, where there was one. */
  readonly plan?: unknown;
  readonly rate?: { readonly failed: number; readonly tried: number };
  /** The seed that the check drew from; another than the run's in a later round of a soak. */
  readonly seed?: string;
}

/** A broken sentence, as a check found it. */
export interface Breakage extends Claimed {
  readonly requirement: string;
  readonly level: JudgedLevel;
  readonly check: string;
}

/** Why a check said nothing about a requirement. */
export interface Silence {
  readonly kind: 'skip' | 'not-testable' | 'inconclusive';
  readonly reason: string;
}

/** What a run knows of one requirement so far. */
export interface Account {
  readonly judgements: number;
  readonly checks: ReadonlySet<string>;
  readonly breakages: readonly { readonly breakage: Breakage; readonly occurrences: number }[];
  readonly silences: readonly Silence[];
}

/** Keeps every judgement of a run; the report is drawn from it. */
export interface Ledger {
  readonly judge: (
    judged: Omit<Breakage, keyof Claimed>,
    holds: boolean,
    claim: () => Claimed,
  ) => boolean;
  readonly stay: (requirement: string, silence: Silence) => void;
  readonly account: (requirement: string) => Account;
  readonly judgementCount: () => number;
  readonly breakageCount: () => number;
}

/** Findings of one kind are counted beyond this many, not kept. */
const KEPT_PER_REQUIREMENT_MAX = 10;

interface OpenAccount {
  judgements: number;
  readonly checks: Set<string>;
  readonly breakages: Map<string, { readonly breakage: Breakage; occurrences: number }>;
  readonly silences: Silence[];
}

/**
 * Starts an empty ledger.
 *
 * Shape: `isWanted` says which requirements the caller asked for; the others are not kept.
 */
export function createLedger(isWanted: (requirement: string) => boolean): Ledger {
  const accounts = new Map<string, OpenAccount>();
  let judgements = 0;
  let breakages = 0;
  const open = (requirement: string): OpenAccount => {
    const known = accounts.get(requirement);
    if (known !== undefined) return known;
    const fresh = { judgements: 0, checks: new Set<string>(), breakages: new Map(), silences: [] };
    accounts.set(requirement, fresh);
    return fresh;
  };
  return {
    judge: (judged, holds, claim) => {
      if (!isWanted(judged.requirement)) return holds;
      const account = open(judged.requirement);
      account.judgements += 1;
      account.checks.add(judged.check);
      judgements += 1;
      if (holds) return true;
      breakages += 1;
      record(account, { ...judged, ...claim() });
      return false;
    },
    stay: (requirement, silence) => {
      if (isWanted(requirement)) open(requirement).silences.push(silence);
    },
    account: (requirement) => {
      const account = open(requirement);
      return { ...account, breakages: [...account.breakages.values()] };
    },
    judgementCount: () => judgements,
    breakageCount: () => breakages,
  };
}

/** The same sentence broken in the same way is one finding, seen often, whoever sees it. */
function record(account: OpenAccount, breakage: Breakage): void {
  const kind = `${breakage.level}|${withoutData(breakage.sentence)}`;
  const known = account.breakages.get(kind);
  if (known !== undefined) known.occurrences += 1;
  else if (account.breakages.size < KEPT_PER_REQUIREMENT_MAX) {
    account.breakages.set(kind, { breakage, occurrences: 1 });
  }
}

/** Numbers and quoted texts differ from run to run; what is left is the kind. */
function withoutData(sentence: string): string {
  return sentence.replaceAll(/"[^"]*"|'[^']*'|\d+/g, '_');
}
