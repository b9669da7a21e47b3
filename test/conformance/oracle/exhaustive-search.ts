import {
  returnOf,
  type ChainHistory,
  type ChainModel,
  type ChainOperation,
} from '../../../src/conformance/oracle/chain-history.ts';

/** Where one object stands between two operations. */
interface Standing<State> {
  readonly rev: number;
  readonly state: State;
  readonly commands: readonly string[];
}

/**
 * Whether some order of the operations that agrees with real time is legal, found by trying them
 * all. It takes exponential time and no thought, which is what makes it worth comparing with.
 *
 * A write without an answer may come anywhere after its call, or nowhere.
 */
export function isLinearizable<State, Write>(
  { start, operations }: ChainHistory<State, Write>,
  model: ChainModel<State, Write>,
): boolean {
  if (start.state === undefined) throw new Error('the search needs to know where it starts');
  const tried = new Set<string>();
  return search(0, { rev: start.rev, state: start.state, commands: [] });

  function search(done: number, standing: Standing<State>): boolean {
    const left = operations.filter((_, place) => (done & (1 << place)) === 0);
    if (left.every(({ kind }) => kind === 'unknown')) return true;
    const key = JSON.stringify([done, standing]);
    if (tried.has(key)) return false;
    tried.add(key);
    const firstReturn = Math.min(...left.map(returnOf));
    return operations.some((each, place) => {
      if ((done & (1 << place)) !== 0 || each.invokedAt > firstReturn) return false;
      const next = play(standing, each, model);
      return next !== undefined && search(done | (1 << place), next);
    });
  }
}

/** Where the object stands after an operation, or undefined when it would not have answered so. */
function play<State, Write>(
  standing: Standing<State>,
  operation: ChainOperation<Write>,
  model: ChainModel<State, Write>,
): Standing<State> | undefined {
  const { rev, state, commands } = standing;
  const isRepeated =
    'commandId' in operation &&
    operation.commandId !== undefined &&
    commands.includes(operation.commandId);
  const shows = (current: Standing<State>): boolean =>
    'rev' in operation &&
    operation.rev === current.rev &&
    (operation.document === undefined ||
      model.differs(current.state, operation.document) === undefined);
  switch (operation.kind) {
    case 'read':
      return shows(standing) ? standing : undefined;
    case 'repeat':
      return isRepeated && shows(standing) ? standing : undefined;
    case 'refused':
      return standing;
    case 'conflict': {
      const isDue =
        operation.stamp !== rev || model.apply(state, operation.write).kind === 'refused';
      return isDue && !isRepeated ? standing : undefined;
    }
    case 'accepted':
    case 'unknown': {
      if (isRepeated) return operation.kind === 'unknown' || shows(standing) ? standing : undefined;
      if (operation.stamp !== rev) return undefined;
      const outcome = model.apply(state, operation.write);
      if (outcome.kind === 'refused') return undefined;
      const { commandId } = operation;
      const next = {
        rev: rev + 1,
        state: outcome.state,
        commands: commandId === undefined ? commands : [...commands, commandId],
      };
      return operation.kind === 'unknown' || shows(next) ? next : undefined;
    }
  }
}
