import type { BlockType, Predicate } from '../../contract/wire.ts';
import type { JudgedLevel } from '../execute/ledger.ts';
import type { ReadingName } from '../dialect.ts';
import type { GateSpec } from '../subject.ts';

/** A JSON object that is written down in a table. */
export type Json = Readonly<Record<string, unknown>>;

/** A gate whose verdict is known because of how it was built. */
export interface GateCase {
  /** What is special about it, in a few words that can stand in a sentence. */
  readonly name: string;
  readonly blockType: BlockType;
  readonly predicate: Predicate;
  readonly evidence: Json;
  readonly fires: boolean;
  /** What fired; the predicate itself when absent. */
  readonly triggeredBy?: Predicate;
  /** Readings under which the verdict is the known one; elsewhere the case is left out. */
  readonly readings?: Readonly<Partial<Record<ReadingName, string>>>;
  /** Whose sentence is broken by the other verdict. */
  readonly requirement: string;
  readonly level: JudgedLevel;
}

/** A case without what its table has in common. */
export type CaseRow = readonly [
  name: string,
  predicate: Json,
  evidence: Json,
  fires: boolean,
  extra?: Partial<GateCase>,
];

/** Makes the cases of one block type, all for one sentence. */
export function casesOf(
  common: Pick<GateCase, 'blockType' | 'requirement' | 'level'>,
  rows: readonly CaseRow[],
): readonly GateCase[] {
  return rows.map(([name, predicate, evidence, fires, extra]) => ({
    ...common,
    name,
    predicate: predicate as unknown as Predicate,
    evidence,
    fires,
    ...extra,
  }));
}

/** The gate of a case, without names. */
export function gateOf({ blockType, predicate, evidence }: GateCase): GateSpec {
  return { block_type: blockType, predicate, evidence } as unknown as GateSpec;
}

/** An extract result with likelihoods. */
export function extracted(likelihoods: unknown, output: Json = { total: 505 }): Json {
  return { output, consensus: { likelihoods } };
}

/** A classifier result with likelihoods, votes or both. */
export function classified(consensus: Json, category = 'invoice'): Json {
  return { output: { category }, consensus };
}

/** A split result: items with their pages, and the likelihoods of those pages. */
export function splitInto(
  pages: readonly (readonly number[])[],
  likelihoods?: readonly (readonly number[])[],
): Json {
  return itemsOf('name', pages, likelihoods);
}

/** A for_each result; `unassigned` are the pages that no item has. */
export function partitioned(
  pages: readonly (readonly number[])[],
  { likelihoods, unassigned }: { likelihoods?: number[][]; unassigned?: number[] } = {},
): Json {
  return {
    ...itemsOf('key', pages, likelihoods),
    ...(unassigned === undefined ? {} : { unassigned_pages: unassigned }),
  };
}

function itemsOf(
  name: 'name' | 'key',
  pages: readonly (readonly number[])[],
  likelihoods?: readonly (readonly number[])[],
): Json {
  const named = (all: readonly (readonly number[])[]) =>
    all.map((each, index) => ({ [name]: `part ${index + 1}`, pages: each }));
  return {
    output: named(pages),
    ...(likelihoods === undefined ? {} : { consensus: { likelihoods: named(likelihoods) } }),
  };
}
