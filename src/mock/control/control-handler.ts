import type { ControlSchema } from '../../contract/control-contract.ts';
import type { ReviewContract } from '../../contract/review-contract.ts';
import type { Check } from '../../contract/validators.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import type { Worlds } from '../worlds.ts';

/** A control request that has passed every check of its shape. */
export interface ControlCall {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly worlds: Worlds;
  readonly world: World;
  /** Undefined for the default namespace. */
  readonly namespace: string | undefined;
  readonly schemas: Readonly<Record<ControlSchema, Check>>;
  readonly contract: ReviewContract;
}

/** Answers one operation of the control interface. */
export type ControlHandler = (call: ControlCall) => Promise<Reply>;

/** One operation of the control interface. Source: spec/control.yaml. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Under `/__control`, with `:name` placeholders. */
  readonly pattern: string;
  /** The schema of the body; undefined where none is read. */
  readonly schema?: ControlSchema;
  /** Whether the body may be left out. */
  readonly isBodyOptional?: boolean;
  /** Whether it replaces the world, and so does not care what is due in it. */
  readonly isFresh?: boolean;
  readonly handle: ControlHandler;
}
