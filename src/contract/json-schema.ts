import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { compilePattern } from './pattern.ts';

/** What a value makes of a schema. */
export type SchemaVerdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid'; readonly message: string }
  /** The schema itself cannot be used. */
  | { readonly kind: 'no_schema'; readonly message: string };

/** Judges values by one schema, which it has read once. */
export type SchemaJudge = (value: unknown) => SchemaVerdict;

/**
 * Judges a value by a JSON Schema that somebody else wrote.
 *
 * Dialect 2020-12, formats checked, nothing coerced or filled in. Patterns run in linear time.
 *
 * Errors: none are thrown; a schema that does not compile, or recurses without end, is `no_schema`.
 * Source: PRD-3, `validation_failed`.
 */
export function judgeBySchema(schema: unknown, value: unknown): SchemaVerdict {
  return schemaJudgeOf(schema)(value);
}

/**
 * Reads a schema once, for who judges many values by it: reading takes ten milliseconds.
 *
 * Errors: none are thrown, as with `judgeBySchema`.
 * Source: PRD-3, `validation_failed`.
 */
export function schemaJudgeOf(schema: unknown): SchemaJudge {
  if (typeof schema !== 'boolean' && (typeof schema !== 'object' || schema === null)) {
    return () => ({ kind: 'no_schema', message: 'it is no object' });
  }
  try {
    const validate = createValidator().compile(schema);
    // Such a validator answers later, and throws where nobody listens.
    if ('$async' in validate) return () => ({ kind: 'no_schema', message: '$async is not taken' });
    return (value) => verdictOf(validate, value);
  } catch (error) {
    return () => ({ kind: 'no_schema', message: messageOf(error) });
  }
}

function verdictOf(validate: ValidateFunction, value: unknown): SchemaVerdict {
  try {
    if (validate(value)) return { kind: 'valid' };
    const [error] = validate.errors ?? [];
    const message = `${error?.instancePath || 'the output'} ${error?.message ?? 'is not valid'}`;
    return { kind: 'invalid', message };
  } catch (error) {
    return { kind: 'no_schema', message: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A new one each time: schemas of strangers may share an `$id`. */
function createValidator(): Ajv2020 {
  const validator = new Ajv2020({
    strict: false,
    // What an object inherits is not in the JSON it came from.
    ownProperties: true,
    logger: false,
    code: { regExp: Object.assign(regExpOf, { code: 'undefined' }) },
  });
  addFormats.default(validator);
  return validator;
}

/** The validator tells one pattern from another by what `toString` says. */
function regExpOf(source: string) {
  const result = compilePattern(source);
  if (!result.ok) throw new Error(result.message);
  return { test: result.pattern, toString: () => source };
}
