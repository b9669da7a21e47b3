import type { ChainModel, ChainOperation } from '../../../src/conformance/oracle/chain-history.ts';

/** A list that can be appended to until it is closed: as small as a review can get. */
export interface ListState {
  readonly values: string;
  readonly isClosed: boolean;
}

/** One letter to append, or null to close the list. */
export type ListWrite = string | null;
export type ListOperation = ChainOperation<ListWrite>;

export const EMPTY_LIST: ListState = { values: '', isClosed: false };

export const LIST_MODEL: ChainModel<ListState, ListWrite> = {
  apply(state, write) {
    if (state.isClosed) {
      const reason = 'the list was closed';
      return { kind: 'refused', reason, requirement: 'DEC-5', level: 'SHOULD' };
    }
    if (write === null) return { kind: 'applied', state: { ...state, isClosed: true } };
    return { kind: 'applied', state: { ...state, values: state.values + write } };
  },
  differs(state, document) {
    const expected = documentOf(state);
    return document === expected ? undefined : `expected ${expected}, got ${String(document)}`;
  },
  adopt(document) {
    if (typeof document !== 'string') return undefined;
    return { values: document.replace('.', ''), isClosed: document.endsWith('.') };
  },
};

/** What a list shows of itself: its letters, and a full stop when it is closed. */
export function documentOf({ values, isClosed }: ListState): string {
  return isClosed ? `${values}.` : values;
}
