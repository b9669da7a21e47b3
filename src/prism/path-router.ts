/** What is found at a path: the value of each method, and the ids in the path. */
export interface RouteMatch<Value> {
  readonly values: ReadonlyMap<string, Value>;
  /** By name; undefined where the text does not decode. */
  readonly params: Readonly<Record<string, string | undefined>>;
}

/** A router that was given its routes. */
export interface PathRouter<Value> {
  readonly add: (method: string, template: string, value: Value) => void;
  /** The routes of a path, with the methods it answers. */
  readonly find: (path: string) => RouteMatch<Value> | undefined;
}

/** A step of a path: a text, or a pattern that reads ids out of it. */
interface Branch<Value> {
  readonly texts: Map<string, Branch<Value>>;
  /** In order of how much of them is text. */
  readonly patterns: Pattern<Value>[];
  readonly values: Map<string, Value>;
  /** Of the template that ends here. */
  names: readonly string[];
}

interface Pattern<Value> {
  readonly source: string;
  readonly expression: RegExp;
  readonly textLength: number;
  readonly next: Branch<Value>;
}

/**
 * Routes by path templates in time that does not grow with their number; Prism's own sorts all of
 * them for every request.
 *
 * A text beats a pattern, a pattern with more text beats one with less, and where one way ends in
 * nothing the next is tried. A step may be text and ids mixed: `/files/{name}.{ext}`.
 *
 * Source: OpenAPI 3.1, Paths Object: concrete before templated.
 */
export function createPathRouter<Value>(): PathRouter<Value> {
  const root = branch<Value>();
  return {
    add: (method, template, value) => {
      const steps = stepsIn(template);
      const end = steps.reduce(grown, root);
      end.values.set(method, value);
      end.names = steps.flatMap((step) =>
        [...step.matchAll(PLACEHOLDER)].map(([, name]) => name ?? ''),
      );
    },
    find: (path) => search(root, stepsIn(path), []),
  };
}

const PLACEHOLDER = /\{([^{}]+)\}/g;

function branch<Value>(): Branch<Value> {
  return { texts: new Map(), patterns: [], values: new Map(), names: [] };
}

function stepsIn(path: string): readonly string[] {
  return path.split('/').slice(1);
}

function grown<Value>(from: Branch<Value>, step: string): Branch<Value> {
  return step.includes('{') ? patternOf(from, step).next : textOf(from, step);
}

function textOf<Value>({ texts }: Branch<Value>, step: string): Branch<Value> {
  const key = decoded(step) ?? step;
  const next = texts.get(key) ?? branch<Value>();
  texts.set(key, next);
  return next;
}

function patternOf<Value>({ patterns }: Branch<Value>, step: string): Pattern<Value> {
  const parts = step.split(PLACEHOLDER);
  // Every second part is the name of a placeholder, which does not matter for what it matches.
  const texts = parts.filter((_part, index) => index % 2 === 0);
  const source = texts
    .map((text) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`))
    .join('([^/]+?)');
  const known = patterns.find((each) => each.source === source);
  if (known !== undefined) return known;
  const textLength = texts.join('').length;
  const made = { source, expression: new RegExp(`^${source}$`), textLength, next: branch<Value>() };
  patterns.push(made);
  patterns.sort((left, right) => right.textLength - left.textLength);
  return made;
}

function search<Value>(
  from: Branch<Value>,
  steps: readonly string[],
  read: readonly string[],
): RouteMatch<Value> | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return from.values.size === 0 ? undefined : matchAt(from, read);
  const text = from.texts.get(decoded(step) ?? step);
  const found = text && search(text, rest, read);
  if (found !== undefined) return found;
  for (const { expression, next } of from.patterns) {
    const match = expression.exec(step);
    const deeper = match && search(next, rest, [...read, ...match.slice(1)]);
    if (deeper) return deeper;
  }
  return undefined;
}

function matchAt<Value>(
  { values, names }: Branch<Value>,
  read: readonly string[],
): RouteMatch<Value> {
  const params = Object.fromEntries(names.map((name, index) => [name, decoded(read[index] ?? '')]));
  return { values, params };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
