import type { IPrismDiagnostic } from '@stoplight/prism-core';
import { fault, type FieldFault, type FieldLocation } from '../contract/problems.ts';

/** Prism's severities are numbers; everything beyond an error is only told. */
const SEVERITY_OF_ERROR = 0;

/** The type that FastAPI's clients know, by the keyword that was broken. */
const TYPES: Readonly<Record<string, string>> = {
  required: 'missing',
  additionalProperties: 'extra_forbidden',
  unevaluatedProperties: 'extra_forbidden',
  enum: 'literal_error',
  const: 'literal_error',
  minimum: 'greater_than_equal',
  exclusiveMinimum: 'greater_than',
  maximum: 'less_than_equal',
  exclusiveMaximum: 'less_than',
  multipleOf: 'multiple_of',
  minLength: 'string_too_short',
  maxLength: 'string_too_long',
  minItems: 'too_short',
  maxItems: 'too_long',
  minProperties: 'too_short',
  maxProperties: 'too_long',
  pattern: 'string_pattern_mismatch',
};

const TYPES_OF_JSON: Readonly<Record<string, string>> = {
  string: 'string_type',
  integer: 'int_type',
  number: 'float_type',
  boolean: 'bool_type',
  object: 'dict_type',
  array: 'list_type',
  null: 'none_required',
};

/** The errors among what Prism found, in its own sentences. */
export function errorsAmong(diagnostics: readonly IPrismDiagnostic[]): readonly IPrismDiagnostic[] {
  return diagnostics.filter(({ severity }) => Number(severity) === SEVERITY_OF_ERROR);
}

/**
 * Says what Prism found in the shape of the review API's own errors.
 *
 * Prism writes the names of parameters in small letters; `names` has them as the document does.
 *
 * Source: ERR-1, SCH-3.
 */
export function faultsOfDiagnostics(
  diagnostics: readonly IPrismDiagnostic[],
  names: readonly string[],
): readonly FieldFault[] {
  return errorsAmong(diagnostics).map(({ path = [], code, message }) => {
    const named = namedIn(String(code), message);
    const loc = locationOf(named === undefined ? path : [...path, named], names);
    return fault(loc, [typeOf(String(code), message), message]);
  });
}

/** What is missing, or too much, is named in the sentence alone. */
function namedIn(code: string, message: string): string | undefined {
  if (code === 'required') return /required property '(.*)'$/.exec(message)?.[1];
  if (code === 'additionalProperties') return /found '(.*)'$/.exec(message)?.[1];
  return undefined;
}

function locationOf(path: readonly string[], names: readonly string[]): FieldLocation {
  const [part = 'body', ...steps] = path;
  if (part !== 'body') {
    const [name = '', ...rest] = steps;
    const written = names.find((each) => each.toLowerCase() === name) ?? name;
    return [part, written, ...rest];
  }
  const read = steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return [part, ...read.map((step) => (/^(0|[1-9]\d*)$/.test(step) ? Number(step) : step))];
}

function typeOf(code: string, message: string): string {
  if (code !== 'type') return TYPES[code] ?? 'value_error';
  const [, wanted = ''] = /must be (\w+)/.exec(message) ?? [];
  return TYPES_OF_JSON[wanted] ?? 'value_error';
}
