/** JSON that is written already; the value that it is the text of is there for who asks. */
export class JsonText {
  readonly text: string;
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

/** Writes a value down. */
export function writeJson(value: unknown): JsonText {
  return new JsonText(JSON.stringify(value), () => value);
}

/** An object of which some members are written already. */
export function joinObject(members: Readonly<Record<string, unknown>>): JsonText {
  const pairs = Object.entries(members);
  const texts = pairs.map(([name, member]) => `${JSON.stringify(name)}:${textOf(member)}`);
  return new JsonText(`{${texts.join(',')}}`, () =>
    Object.fromEntries(pairs.map(([name, member]) => [name, valueOf(member)])),
  );
}

/** An array of items that are written already. */
export function joinArray(items: readonly JsonText[]): JsonText {
  return new JsonText(`[${items.map(textOf).join(',')}]`, () => items.map(valueOf));
}

function textOf(member: unknown): string {
  return member instanceof JsonText ? member.text : JSON.stringify(member);
}

function valueOf(member: unknown): unknown {
  return member instanceof JsonText ? member.value : member;
}
