/** An element as it was read. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Texts with their entities resolved, and elements, in order. */
  readonly children: readonly (Element | string)[];
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

/** How HTML differs from XML, as far as our pages use it. */
const VOID = new Set(['meta', 'input', 'br']);
const RAW = new Set(['script', 'style']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const TAG = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*(\/?)>/y;
const SKIPPED = /<\?xml [^?]*\?>|<!doctype html>|<!--(?:(?!--)[^])*-->/y;
/** What XML 1.0 can hold. */
const ALLOWED = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;

/**
 * Reads markup strictly, as no browser does: whatever is not well formed is refused.
 *
 * Errors: throws an Error that shows the place.
 */
export function readMarkup(text: string, kind: 'xml' | 'html' = 'xml'): Element {
  if (!ALLOWED.test(text)) throw new Error('a character that XML cannot hold');
  const root: OpenElement = { name: '#root', attributes: {}, children: [] };
  const open = [root];
  let at = 0;
  const fail = (what: string): never => {
    throw new Error(`${what} at ${JSON.stringify(text.slice(at, at + 60))}`);
  };
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    const within = open.at(-1) ?? root;
    const end = RAW.has(within.name)
      ? text.indexOf(`</${within.name}>`, at)
      : text.indexOf('<', at);
    if (end !== at) {
      const words = text.slice(at, end === -1 ? text.length : end);
      within.children.push(RAW.has(within.name) ? words : resolve(words));
      at += words.length;
      continue;
    }
    const skipped = match(SKIPPED);
    if (skipped !== null) {
      at += skipped[0].length;
      continue;
    }
    const tag = match(TAG) ?? fail('no tag');
    const [whole, isEnd, name = '', attributes = '', isEmpty] = tag;
    if (isEnd !== '') {
      if (within.name !== name) fail(`</${name}> inside <${within.name}>`);
      open.pop();
    } else {
      const element = { name, attributes: readAttributes(attributes, kind), children: [] };
      within.children.push(element);
      const isVoid = kind === 'html' && VOID.has(name);
      if (isEmpty === '' && !isVoid) open.push(element);
    }
    at += whole.length;
  }
  if (open.length > 1) fail(`<${open.at(-1)?.name}> is never closed`);
  return root;
}

/** All elements within one, itself left out. */
export function elementsIn(element: Element): readonly Element[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [child, ...elementsIn(child)],
  );
}

/** All elements of a name within one. */
export function elementsNamed(name: string, element: Element): readonly Element[] {
  return elementsIn(element).filter((each) => each.name === name);
}

/** The text within an element. */
export function textOf({ children }: Element): string {
  return children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

function readAttributes(text: string, kind: 'xml' | 'html'): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value] of text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)) {
    if (Object.hasOwn(attributes, name)) throw new Error(`attribute ${name} is there twice`);
    if (value === undefined && kind === 'xml') throw new Error(`attribute ${name} has no value`);
    attributes[name] = resolve(value ?? '');
  }
  return attributes;
}

function resolve(text: string): string {
  return text.replace(/&([^;]{0,8};)?/g, (entity, body: string | undefined) => {
    const name = body?.slice(0, -1) ?? '';
    const code = /^#(\d+)$/.exec(name)?.[1];
    const character = code === undefined ? ENTITIES[name] : String.fromCodePoint(Number(code));
    if (character === undefined) throw new Error(`${entity} is no entity`);
    return character;
  });
}
