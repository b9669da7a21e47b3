import type { Check } from '../contract/validators.ts';

/** JSON that is written already; the value that it is the text of is there for who asks. */
export class JsonText {
  readonly text: string;
  /** The check that it has passed. */
  passed: Check | undefined;
  readonly #read: () => unknown;

  constructor(text: string, read: () => unknown) {
    this.text = text;
    this.#read = read;
  }

  get value(): unknown {
    return this.#read();
  }

  toJSON(): unknown {
    return this.value;
  }
}

/** Members of an object by name, some of them written already. */
export type Members = Readonly<Record<string, unknown>>;

/** Writes a value down. */
export function writeJson(value: unknown): JsonText {
  return new JsonText(JSON.stringify(value), () => value);
}

/** An object of which some members are written already. */
export function joinObject(members: Members): JsonText {
  let text = '';
  for (const name of Object.keys(members)) {
    text += `${text && ','}${JSON.stringify(name)}:${textOf(members[name])}`;
  }
  return new JsonText(`{${text}}`, () => membersValue(members));
}

/** An array of items that are written already. */
export function joinArray(items: readonly JsonText[]): JsonText {
  return new JsonText(`[${items.map(textOf).join(',')}]`, () => items.map(valueOf));
}

function membersValue(members: Members): object {
  return Object.fromEntries(Object.entries(members).map(([name, each]) => [name, valueOf(each)]));
}

function textOf(member: unknown): string {
  return member instanceof JsonText ? member.text : JSON.stringify(member);
}

function valueOf(member: unknown): unknown {
  return member instanceof JsonText ? member.value : member;
}
