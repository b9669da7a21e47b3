import { isObject } from './evidence.ts';

/** One step of a path: a member's name, a place in a list, or everything. */
export type PathStep =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'wildcard' };

/** What a path leads to: a value, or nothing. */
export type Found = { readonly value: unknown } | undefined;

const STEP =
  /\.?(?:\[\s*(?<index>\d+)\s*\]|\[\s*(?<quoted>"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")\s*\]|\[\s*'(?<single>[^']*)'\s*\]|(?<any>\[\*\]|\*(?=[.[]|$))|(?<name>[^.[\]]+))/uy;

/**
 * Reads a path: `$.a.b`, `a.b`, `a[0]`, `a[*]`, `a.*`, `a["any name"]`.
 *
 * Shape: undefined when the text is no path.
 * Source: PRD-3; spec/decisions/predicate-readings.md.
 */
export function parsePath(text: string): readonly PathStep[] | undefined {
  const steps: PathStep[] = [];
  STEP.lastIndex = text.startsWith('$') && /^\$([.[]|$)/.test(text) ? 1 : 0;
  while (STEP.lastIndex < text.length) {
    const isFirst = steps.length === 0 && STEP.lastIndex === 0;
    const start = STEP.lastIndex;
    const groups = STEP.exec(text)?.groups;
    const dotted = text[start] === '.';
    if (groups === undefined || (isFirst && dotted)) return undefined;
    const step = stepOf(groups);
    if (step.kind === 'name' && groups['name'] !== undefined && !isFirst && !dotted)
      return undefined;
    steps.push(step);
  }
  return steps;
}

function stepOf(groups: Readonly<Record<string, string | undefined>>): PathStep {
  const { index, quoted, single, any, name } = groups;
  if (index !== undefined) return { kind: 'index', index: Number(index) };
  if (any !== undefined) return { kind: 'wildcard' };
  if (quoted !== undefined) return { kind: 'name', name: JSON.parse(quoted) as string };
  return { kind: 'name', name: single ?? name ?? '' };
}

/**
 * Follows a path. A wildcard leads to every item, each of which may then lead nowhere.
 *
 * Shape: one entry per place the path leads to; none when a wildcard finds no item.
 * Source: PRD-3; spec/decisions/predicate-readings.md.
 */
export function follow(root: unknown, steps: readonly PathStep[]): readonly Found[] {
  let found: readonly Found[] = [{ value: root }];
  for (const step of steps) found = found.flatMap((each) => next(each, step));
  return found;
}

function next(found: Found, step: PathStep): readonly Found[] {
  const value = found?.value;
  switch (step.kind) {
    case 'name':
      return [
        isObject(value) && Object.hasOwn(value, step.name)
          ? { value: value[step.name] }
          : undefined,
      ];
    case 'index':
      return [
        Array.isArray(value) && step.index < value.length
          ? { value: value[step.index] }
          : undefined,
      ];
    case 'wildcard':
      return typeof value === 'object' && value !== null
        ? Object.values(value).map((item: unknown) => ({ value: item }))
        : [];
  }
}
