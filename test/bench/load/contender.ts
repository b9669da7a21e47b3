import type { Operation, Traffic } from './operations.ts';
import type { Launch } from './server-process.ts';

/** A server that takes part, by the name it has in the table. */
export interface Contender {
  readonly name: string;
  /** As its users start it, with nothing or little in it: for cold start and idle memory. */
  readonly cold: Launch;
  /** With the reviews that the load is aimed at. */
  readonly loaded: Launch;
  readonly traffic: Traffic;
  /** Whether writes use its reviews up, so that it must be taken back to its start. */
  readonly canReset: boolean;
}

/** The server that all others are compared with. */
export const BARE = 'bare node:http';

/** Why a contender does not do an operation. */
export interface Absence {
  readonly contender: string;
  readonly operation: Operation;
  readonly why: string;
}
