import type { RequestPart } from './field-faults.ts';
import { fault, type FieldFault, type Wording } from './problems.ts';
import type { Node, SchemaCompiler } from './validators.ts';

/** The parameters of one request, read and judged. */
export interface ParameterResult {
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly faults: readonly FieldFault[];
}

/** Reads parameters as text and judges them. */
export type ParameterCheck = (read: (name: string) => string | undefined) => ParameterResult;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Node;
}

type Coerced = { readonly value: string | number | boolean } | { readonly fault: FieldFault };

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'yes', 'on', 't', 'y'].map((word) => [word, true] as const),
  ...['false', '0', 'no', 'off', 'f', 'n'].map((word) => [word, false] as const),
]);

/**
 * Compiles the parameters that stand in one part of the request.
 *
 * A query is text, so integers and booleans are read from it; a body is never coerced.
 *
 * Source: SCH-3.
 */
export function createParameterCheck(
  compiler: SchemaCompiler,
  part: RequestPart & ('path' | 'query'),
  parameters: readonly Node[],
): ParameterCheck {
  const mine = (parameters as unknown as readonly Parameter[]).filter((each) => each.in === part);
  const check = compiler.checkOf(
    {
      type: 'object',
      properties: Object.fromEntries(mine.map((each) => [each.name, each.schema])),
      required: mine.filter((each) => each.required === true).map((each) => each.name),
    },
    part,
  );
  return (read) => {
    const values: Record<string, string | number | boolean> = {};
    const unreadable: FieldFault[] = [];
    for (const { name, schema } of mine) {
      const text = read(name);
      if (text === undefined) continue;
      const coerced = coerce(text, schema, [part, name]);
      if ('fault' in coerced) unreadable.push(coerced.fault);
      else values[name] = coerced.value;
    }
    const faults = check(values);
    if (unreadable.length === 0) return { values, faults };
    const named = new Set(unreadable.map((each) => each.loc[1]));
    return {
      values,
      faults: [...unreadable, ...faults.filter((each) => !named.has(each.loc[1] ?? ''))],
    };
  };
}

const NOT_AN_INTEGER: Wording = [
  'int_parsing',
  'Input should be a valid integer, unable to parse string as an integer',
];
const NOT_A_BOOLEAN: Wording = [
  'bool_parsing',
  'Input should be a valid boolean, unable to interpret input',
];

function coerce(text: string, schema: Node, loc: FieldFault['loc']): Coerced {
  switch (schema['type']) {
    case 'integer':
      return /^[+-]?\d{1,15}$/.test(text.trim())
        ? { value: Number(text) }
        : { fault: unreadableFault(loc, NOT_AN_INTEGER, text) };
    case 'boolean': {
      const value = BOOLEANS.get(text.toLowerCase());
      return value === undefined ? { fault: unreadableFault(loc, NOT_A_BOOLEAN, text) } : { value };
    }
    default:
      return { value: text };
  }
}

function unreadableFault(loc: FieldFault['loc'], wording: Wording, text: string): FieldFault {
  return { ...fault(loc, wording), input: text.slice(0, 200) };
}
