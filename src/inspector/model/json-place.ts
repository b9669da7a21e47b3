/** The first place at which a text is no JSON, and what is wanted there. */
export interface JsonPlace {
  readonly offset: number;
  readonly wanted: string;
}

// Control characters must be escaped in JSON: what excludes them has to name them.
/* oxlint-disable no-control-regex */
const SPACE = /[\t\n\r ]*/y;
const SCALAR =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true(?!\w)|false(?!\w)|null(?!\w)/y;
const NAME = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
/* oxlint-enable no-control-regex */

/**
 * Finds where a text stops being JSON. Browsers each word it in their own way, and not every one
 * of them says where.
 *
 * Shape: undefined when the text is JSON.
 * Source: RFC 8259.
 */
export function jsonFault(text: string): JsonPlace | undefined {
  const open: ('{' | '[')[] = [];
  let at = skip(text, 0);
  let wants: 'value' | 'name' | 'next' = 'value';
  // `[` and `{` may be closed at once; after a comma something must follow.
  let mayClose = false;
  for (;;) {
    const letter = text[at];
    const inside = open.at(-1);
    if (wants === 'next' && inside === undefined) {
      return letter === undefined ? undefined : { offset: at, wanted: 'the end of the text' };
    }
    const isClosing = letter === (inside === '{' ? '}' : ']') && inside !== undefined;
    if (isClosing && (wants === 'next' || mayClose)) {
      open.pop();
      wants = 'next';
      at = skip(text, at + 1);
    } else if (wants === 'next') {
      if (letter !== ',') return { offset: at, wanted: `a comma or ${inside === '{' ? '}' : ']'}` };
      wants = inside === '{' ? 'name' : 'value';
      mayClose = false;
      at = skip(text, at + 1);
    } else if (wants === 'name') {
      const end = skip(text, matchEnd(NAME, text, at));
      if (end === -1) return { offset: at, wanted: 'a name in double quotes' };
      if (text[end] !== ':') return { offset: end, wanted: 'a colon' };
      wants = 'value';
      mayClose = false;
      at = skip(text, end + 1);
    } else if (letter === '{' || letter === '[') {
      open.push(letter);
      wants = letter === '{' ? 'name' : 'value';
      mayClose = true;
      at = skip(text, at + 1);
    } else {
      const end = matchEnd(SCALAR, text, at);
      if (end === -1) return { offset: at, wanted: 'a value' };
      wants = 'next';
      at = skip(text, end);
    }
  }
}

function skip(text: string, at: number): number {
  return at === -1 ? -1 : matchEnd(SPACE, text, at);
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  const own = new RegExp(pattern.source, pattern.flags);
  own.lastIndex = at;
  const match = own.exec(text);
  return match === null ? -1 : at + match[0].length;
}
