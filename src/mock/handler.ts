import type { Actor } from '../contract/wire.ts';
import type { Policies } from '../domain/policies.ts';
import type { Reply } from './reply.ts';
import type { World } from './world.ts';

/** A request that has passed every check of its shape. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  /** Integers and booleans are read; what was not sent is missing. */
  readonly query: Readonly<Record<string, string | number | boolean>>;
  readonly body: unknown;
  readonly actor: Actor;
  readonly world: World;
  readonly policies: Policies;
}

/** Answers one operation. */
export type Handler = (call: Call) => Promise<Reply>;
