import type { Commands } from './chain-commands.ts';
import type { ChainDialect, ChainModel, ChainViolation, Writer } from './chain-history.ts';
import type { ChainIndex } from './chain-index.ts';

/** One revision of a chain: who wrote it, and the state that it left. */
export interface Link<State, Write> {
  /** 0 for the start, then 1, 2, … */
  readonly index: number;
  readonly rev: number;
  /** Null for the start, and for a revision that none of our writes made. */
  readonly writer: Writer<Write> | null;
  /** Undefined where it is not known. */
  readonly state: State | undefined;
  readonly previous: Link<State, Write> | null;
}

/** One way in which a history may have happened, up to its last link. */
export interface Alternative<State, Write> {
  readonly last: Link<State, Write>;
  /** Where each command took effect. */
  readonly commands: Commands<Write>;
}

/** What a chain is built from. */
export interface ChainSetting<State, Write> {
  readonly index: ChainIndex<Write>;
  readonly model: ChainModel<State, Write>;
  readonly dialect: ChainDialect;
  readonly startRev: number;
}

/** A broken rule, put in words only if it is reported. */
export type Fault = () => ChainViolation;

/** Who may have written the next link, and what is wrong with that. */
export interface Proposal<Write> {
  readonly writer: Writer<Write> | null;
  readonly faults: readonly Fault[];
}

/** Lays a chain out as an array, its start first. */
export function linksOf<State, Write>(last: Link<State, Write>): readonly Link<State, Write>[] {
  const links: Link<State, Write>[] = [];
  for (let link: Link<State, Write> | null = last; link !== null; link = link.previous) {
    links.push(link);
  }
  return links.toReversed();
}
