/** Why the rules would not have carried out a write; the requirement is the one that accepting it breaks. */
export interface ModelRefusal {
  readonly kind: 'refused';
  readonly reason: string;
  readonly requirement: string;
  readonly level: 'MUST' | 'SHOULD';
}

/**
 * The sequential rules that a chain is replayed by.
 *
 * The check itself knows revisions, stamps and time; all that is said of content comes from here.
 *
 * Shape: `apply` never edits its state. `differs` says in words where a document departs from a
 * state, or undefined. `adopt` reads a state off a document, so that a check can go on behind a
 * write that nobody of us made.
 */
export interface ChainModel<State, Write> {
  apply(
    state: State,
    write: Write,
  ): { readonly kind: 'applied'; readonly state: State } | ModelRefusal;
  differs(state: State, document: unknown): string | undefined;
  adopt?(document: unknown): State | undefined;
}

/** Who sent an operation and when; `returnedAt` is null when no answer came. Units: ticks of one clock. */
interface Sent {
  readonly id: number;
  readonly client: string;
  readonly invokedAt: number;
  readonly returnedAt: number | null;
}

/** What every write carries; `commandId` names a command that must not take effect twice. */
interface Written<Write> extends Sent {
  readonly stamp: number;
  readonly commandId?: string;
  readonly write: Write;
}

/**
 * A write that was told it succeeded. With a `commandId` it may turn out to be a repeat that was
 * answered like the first.
 */
export interface Accepted<Write> extends Written<Write> {
  readonly kind: 'accepted';
  readonly rev: number;
  /** What the answer showed; undefined when it showed nothing. */
  readonly document?: unknown;
}

/** A write with no answer that could be relied on: it took effect at its stamp, or not at all. */
export interface Unknown<Write> extends Written<Write> {
  readonly kind: 'unknown';
}

/** A write that was answered 409: the stamp was not the current one, or the rules refused. */
export interface Conflict<Write> extends Written<Write> {
  readonly kind: 'conflict';
}

/** A write that was refused for a reason of its own; it must not have changed anything. */
export interface Refused<Write> extends Written<Write> {
  readonly kind: 'refused';
}

/** A command that was told it had been carried out before. */
export interface Repeat extends Sent {
  readonly kind: 'repeat';
  readonly commandId: string;
  readonly rev: number;
  readonly document?: unknown;
}

/** A read that was answered. */
export interface Read extends Sent {
  readonly kind: 'read';
  readonly rev: number;
  readonly document?: unknown;
}

/** What may have written a link of the chain. */
export type Writer<Write> = Accepted<Write> | Unknown<Write>;
/** What showed a revision. */
export type Observation<Write> = Accepted<Write> | Repeat | Read;
/** One operation on one object, as a client saw it. */
export type ChainOperation<Write> =
  Accepted<Write> | Unknown<Write> | Conflict<Write> | Refused<Write> | Repeat | Read;

/** The permitted readings that change what a chain must look like. */
export interface ChainDialect {
  /** Whether each write moves the revision by exactly one. */
  readonly isStepOne: boolean;
  /** Whether a contended write may get 409 although nothing overtook it. */
  readonly mayFailSpuriously: boolean;
  /** Whether others than our clients write to the object. */
  readonly hasForeignWriters: boolean;
}

/** What the contract promises. Source: REV-6, CAS-1. */
export const STRICT_DIALECT: ChainDialect = {
  isStepOne: true,
  mayFailSpuriously: false,
  hasForeignWriters: false,
};

/** All operations on one object, and where it stood before them. */
export interface ChainHistory<State, Write> {
  readonly start: { readonly rev: number; readonly state: State | undefined };
  readonly operations: readonly ChainOperation<Write>[];
  readonly dialect: ChainDialect;
}

/** The ways in which a history can fail to be a chain. */
export type ChainRule =
  | 'STEP'
  | 'DUP'
  | 'LOST-UPDATE'
  | 'TORN-READ'
  | 'PHANTOM-REV'
  | 'ILLEGAL-ACCEPT'
  | 'RESPONSE-MISMATCH'
  | 'CMD-TWICE'
  | 'REPLAY-OLD'
  | 'REPLAY-OF-NOTHING'
  | 'REPLAY-REFUSED'
  | 'CONFLICT-WITHOUT-WITNESS'
  | 'REAL-TIME'
  | 'REV-BACK'
  | 'STALE-READ';

/** One broken rule, proved by one to three operations. */
export interface ChainViolation {
  readonly rule: ChainRule;
  /** The contract's requirement that it breaks. */
  readonly requirement: string;
  readonly level: 'MUST' | 'SHOULD';
  /** The ids of the operations that prove it, in the order the sentence names them. */
  readonly witness: readonly number[];
  readonly sentence: string;
}

/**
 * Whether a history is one that a correct object could have produced.
 *
 * `violated` is proof and needs no second run. `unknown` is no pass.
 */
export type ChainVerdict =
  | {
      readonly kind: 'holds';
      /** How many writes the chain has. */
      readonly length: number;
      /** How many of them had no answer, and are known to have happened by what came after. */
      readonly settled: number;
      /** How many documents were compared with the model. */
      readonly documents: number;
    }
  | { readonly kind: 'violated'; readonly violations: readonly ChainViolation[] }
  | { readonly kind: 'unknown'; readonly reason: string };

/** When an operation was over; an operation without an answer never is. */
export function returnOf(operation: { readonly returnedAt: number | null }): number {
  return operation.returnedAt ?? Number.POSITIVE_INFINITY;
}

/** Whether there was an instant at which both were under way. */
export function areConcurrent(
  left: { readonly invokedAt: number; readonly returnedAt: number | null },
  right: { readonly invokedAt: number; readonly returnedAt: number | null },
): boolean {
  return left.invokedAt < returnOf(right) && right.invokedAt < returnOf(left);
}
