import type {
  Accepted,
  ChainOperation,
  Conflict,
  Observation,
  Refused,
  Unknown,
} from './chain-history.ts';

/** The operations of a history in buckets, so that each link finds its own without a search. */
export interface ChainIndex<Write> {
  /** Whatever showed a revision, by that revision. */
  readonly shownAt: ReadonlyMap<number, readonly Observation<Write>[]>;
  readonly acceptedFrom: ReadonlyMap<number, readonly Accepted<Write>[]>;
  readonly unknownFrom: ReadonlyMap<number, readonly Unknown<Write>[]>;
  readonly turnedDownFrom: ReadonlyMap<number, readonly (Conflict<Write> | Refused<Write>)[]>;
  readonly conflicts: readonly Conflict<Write>[];
  /** Where each 409 stands among the operations. */
  readonly placeOf: ReadonlyMap<ChainOperation<unknown>, number>;
  /** The first operation that was told a command had succeeded, at its highest revision. */
  readonly commandAt: ReadonlyMap<string, Accepted<Write>>;
  /** The revisions that are known to have existed, ascending. */
  readonly revs: readonly number[];
  readonly operations: readonly ChainOperation<Write>[];
  /** What could not be placed, in words; such a history is never said to hold. */
  readonly oddity: string | undefined;
}

/**
 * Sorts a history into buckets, setting aside what cannot be placed.
 *
 * A write whose answer shows no usable revision has still happened for all we know, so it goes on
 * as one without an answer; a read of that kind says nothing.
 */
export function indexChain<Write>(operations: readonly ChainOperation<Write>[]): ChainIndex<Write> {
  const shownAt = new Map<number, Observation<Write>[]>();
  const acceptedFrom = new Map<number, Accepted<Write>[]>();
  const unknownFrom = new Map<number, Unknown<Write>[]>();
  const turnedDownFrom = new Map<number, (Conflict<Write> | Refused<Write>)[]>();
  const conflicts: Conflict<Write>[] = [];
  const placeOf = new Map<ChainOperation<unknown>, number>();
  const commandAt = new Map<string, Accepted<Write>>();
  const revs = new Set<number>();
  let oddity: string | undefined;
  for (const [place, each] of operations.entries()) {
    oddity ??= oddityOf(each);
    const operation = placeable(each);
    if (operation !== undefined) noteRevs(revs, operation);
    switch (operation?.kind) {
      case 'accepted':
        push(shownAt, operation.rev, operation);
        push(acceptedFrom, operation.stamp, operation);
        noteCommand(commandAt, operation);
        break;
      case 'read':
      case 'repeat':
        push(shownAt, operation.rev, operation);
        break;
      case 'unknown':
        push(unknownFrom, operation.stamp, operation);
        break;
      case 'conflict':
        conflicts.push(operation);
        placeOf.set(operation, place);
        push(turnedDownFrom, operation.stamp, operation);
        break;
      case 'refused':
        push(turnedDownFrom, operation.stamp, operation);
        break;
      case undefined:
        break;
    }
  }
  const buckets = { shownAt, acceptedFrom, unknownFrom, turnedDownFrom, conflicts, commandAt };
  return { ...buckets, placeOf, revs: ascending(revs), operations, oddity };
}

function push<Value>(buckets: Map<number, Value[]>, key: number, value: Value): void {
  const bucket = buckets.get(key);
  if (bucket === undefined) buckets.set(key, [value]);
  else bucket.push(value);
}

function noteCommand<Write>(
  commandAt: Map<string, Accepted<Write>>,
  operation: Accepted<Write>,
): void {
  if (operation.commandId === undefined) return;
  const known = commandAt.get(operation.commandId);
  if (known === undefined || known.rev < operation.rev) {
    commandAt.set(operation.commandId, operation);
  }
}

function isRev(value: number): boolean {
  return Number.isSafeInteger(value);
}

function oddityOf<Write>(operation: ChainOperation<Write>): string | undefined {
  const { id, invokedAt, returnedAt } = operation;
  const isBackwards = returnedAt !== null && returnedAt < invokedAt;
  if (!Number.isFinite(invokedAt) || isBackwards || Number.isNaN(returnedAt)) {
    return `#${id} returned before it was sent, or at no instant at all`;
  }
  if ('rev' in operation && !isRev(operation.rev)) {
    return `#${id} was answered rev ${String(operation.rev)}, which is no integer`;
  }
  return undefined;
}

function placeable<Write>(operation: ChainOperation<Write>): ChainOperation<Write> | undefined {
  if (!('rev' in operation) || isRev(operation.rev)) return operation;
  if (operation.kind !== 'accepted') return undefined;
  const { id, client, invokedAt, stamp, commandId, write } = operation;
  const sent = { id, client, invokedAt, returnedAt: null, stamp, write };
  return { kind: 'unknown', ...sent, ...(commandId === undefined ? {} : { commandId }) };
}

/** A stamp that was accepted and led on to a higher revision was itself a revision once. */
function noteRevs<Write>(revs: Set<number>, operation: ChainOperation<Write>): void {
  if (!('rev' in operation)) return;
  revs.add(operation.rev);
  if (operation.kind !== 'accepted') return;
  if (isRev(operation.stamp) && operation.stamp < operation.rev) revs.add(operation.stamp);
}

function ascending(known: ReadonlySet<number>): readonly number[] {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const rev of known) {
    min = Math.min(min, rev);
    max = Math.max(max, rev);
  }
  // Nearly always the revisions are dense, and then counting needs no sort.
  if (max - min > 2 * known.size) return [...known].toSorted((left, right) => left - right);
  const revs: number[] = [];
  for (let rev = min; rev <= max; rev += 1) if (known.has(rev)) revs.push(rev);
  return revs;
}
