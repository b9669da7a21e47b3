/** JSON that was written before, and the value that it is the text of. */
export class JsonText {
  readonly text: string;
  readonly value: unknown;

  constructor(text: string, value: unknown) {
    this.text = text;
    this.value = value;
  }

  toJSON(): unknown {
    return this.value;
  }
}

/** Writes a value down. */
export function writeJson(value: unknown): JsonText {
  return new JsonText(JSON.stringify(value), value);
}

/** An object of which some members are written already. */
export function joinObject(members: Readonly<Record<string, unknown>>): JsonText {
  const pairs = Object.entries(members).map(
    ([name, member]) => `${JSON.stringify(name)}:${textOf(member)}`,
  );
  return new JsonText(`{${pairs.join(',')}}`, mapValues(members, valueOf));
}

/** An array of items that are written already. */
export function joinArray(items: readonly JsonText[]): JsonText {
  return new JsonText(`[${items.map(textOf).join(',')}]`, items.map(valueOf));
}

function textOf(member: unknown): string {
  return member instanceof JsonText ? member.text : JSON.stringify(member);
}

function valueOf(member: unknown): unknown {
  return member instanceof JsonText ? member.value : member;
}

function mapValues(
  members: Readonly<Record<string, unknown>>,
  change: (value: unknown) => unknown,
) {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, change(value)]));
}
