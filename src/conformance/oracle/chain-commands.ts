import type { Writer } from './chain-history.ts';

/** Where a command took effect. */
export interface CommandPlace<Write> {
  readonly rev: number;
  /** The number of its link. */
  readonly index: number;
  readonly writer: Writer<Write> | null;
}

/**
 * Where each command took effect, in one of the ways in which a history may have happened.
 *
 * What all open ways agree on is held once and shared. A long history with a question that stays
 * open would otherwise have to copy all of its commands at every link.
 */
export class Commands<Write> {
  readonly #shared: Map<string, CommandPlace<Write>>;
  readonly #own: ReadonlyMap<string, CommandPlace<Write>>;

  constructor(
    shared: Map<string, CommandPlace<Write>> = new Map(),
    own: ReadonlyMap<string, CommandPlace<Write>> = new Map(),
  ) {
    this.#shared = shared;
    this.#own = own;
  }

  /** The place of a command; undefined for one that has none, and for a write that names none. */
  get(commandId: string | undefined): CommandPlace<Write> | undefined {
    if (commandId === undefined) return undefined;
    return this.#own.get(commandId) ?? this.#shared.get(commandId);
  }

  /** Adds the place of a writer's command, unless it took effect before. */
  with(place: CommandPlace<Write>, isAgreed: boolean): Commands<Write> {
    const commandId = place.writer?.commandId;
    if (commandId === undefined || this.get(commandId) !== undefined) return this;
    if (!isAgreed) return new Commands(this.#shared, new Map([...this.#own, [commandId, place]]));
    this.#shared.set(commandId, place);
    return this;
  }
}
