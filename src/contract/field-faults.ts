import type { ErrorObject } from 'ajv/dist/2020.js';
import {
  fault,
  FAULTS_MAX,
  type FieldFault,
  type FieldLocation,
  type Wording,
} from './problems.ts';

/** Longer inputs are not sent back. */
const INPUT_LENGTH_MAX = 200;

/** The parts of a request that a `loc` can start with. */
export type RequestPart = 'body' | 'query' | 'path' | 'header';

type Params = Readonly<Record<string, unknown>>;
type WordingOf = (params: Params, data: unknown) => Wording;

/** What a value of the wrong JSON type is called, by the type that was wanted. */
const TYPE_FAULTS: Readonly<Record<string, Wording>> = {
  string: ['string_type', 'Input should be a valid string'],
  integer: ['int_type', 'Input should be a valid integer'],
  number: ['float_type', 'Input should be a valid number'],
  boolean: ['bool_type', 'Input should be a valid boolean'],
  object: ['dict_type', 'Input should be a valid dictionary'],
  array: ['list_type', 'Input should be a valid list'],
  null: ['none_required', 'Input should be None'],
};

/** One row per JSON Schema keyword: the words and the type that FastAPI's clients know. */
const WORDINGS: Readonly<Record<string, WordingOf>> = {
  required: () => ['missing', 'Field required'],
  additionalProperties: () => ['extra_forbidden', 'Extra inputs are not permitted'],
  minProperties: ({ limit }) => [
    'too_short',
    `Dictionary should have at least ${count(limit, 'item')}`,
    { min_length: limit },
  ],
  maxProperties: ({ limit }) => [
    'too_long',
    `Dictionary should have at most ${count(limit, 'item')}`,
    { max_length: limit },
  ],
  type: (params, data) => typeWording(params['type'], data),
  enum: (params) => literalWording(params['allowedValues']),
  const: (params) => literalWording([params['allowedValue']]),
  minimum: ({ limit }) => [
    'greater_than_equal',
    `Input should be greater than or equal to ${limit}`,
    { ge: limit },
  ],
  maximum: ({ limit }) => [
    'less_than_equal',
    `Input should be less than or equal to ${limit}`,
    { le: limit },
  ],
  minLength: ({ limit }) => [
    'string_too_short',
    `String should have at least ${count(limit, 'character')}`,
    { min_length: limit },
  ],
  maxLength: ({ limit }) => [
    'string_too_long',
    `String should have at most ${count(limit, 'character')}`,
    { max_length: limit },
  ],
  minItems: ({ limit }) => [
    'too_short',
    `List should have at least ${count(limit, 'item')}`,
    { min_length: limit },
  ],
  maxItems: ({ limit }) => [
    'too_long',
    `List should have at most ${count(limit, 'item')}`,
    { max_length: limit },
  ],
  pattern: ({ pattern }) => [
    'string_pattern_mismatch',
    `String should match pattern '${String(pattern)}'`,
    { pattern },
  ],
  format: ({ format }) =>
    format === 'date-time'
      ? ['datetime_parsing', 'Input should be a valid datetime with an offset']
      : ['value_error', `Input should be a valid ${String(format)}`],
  discriminator: ({ error, tag, tagValue }) =>
    error === 'tag'
      ? ['union_tag_not_found', `Unable to extract tag using discriminator '${String(tag)}'`]
      : [
          'union_tag_invalid',
          `Input tag ${quote(tagValue)} found using '${String(tag)}' is not one of the expected tags`,
          { discriminator: tag, tag: String(tagValue).slice(0, INPUT_LENGTH_MAX) },
        ],
};

/**
 * Turns the validator's errors into field faults in pydantic's vocabulary.
 *
 * Source: ERR-1, SCH-3; LIM-1 for the cap.
 */
export function faultsOfErrors(
  part: RequestPart,
  errors: readonly ErrorObject[],
): readonly FieldFault[] {
  const faults: FieldFault[] = [];
  for (const error of errors) {
    if (faults.length === FAULTS_MAX) break;
    const wording = WORDINGS[error.keyword];
    if (wording !== undefined) faults.push(faultOf(part, error, wording));
  }
  return faults.length > 0 ? faults : [fault([part], ['value_error', 'Input is not valid'])];
}

function faultOf(part: RequestPart, error: ErrorObject, wordingOf: WordingOf): FieldFault {
  const params = error.params as Params;
  const named = params['missingProperty'] ?? params['additionalProperty'];
  const pointer = locationOf(error.instancePath);
  const loc: FieldLocation =
    typeof named === 'string' ? [part, ...pointer, named] : [part, ...pointer];
  const made = fault(loc, wordingOf(params, error.data));
  return isEchoable(error) ? { ...made, input: error.data } : made;
}

/** Small scalars help their reader; whole objects and long texts do not. */
function isEchoable({ keyword, data }: ErrorObject): boolean {
  if (keyword === 'required') return false;
  if (typeof data === 'string') return data.length <= INPUT_LENGTH_MAX;
  return data === null || typeof data === 'number' || typeof data === 'boolean';
}

function locationOf(pointer: string): FieldLocation {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^(0|[1-9]\d*)$/.test(step) ? Number(step) : step));
}

function typeWording(wanted: unknown, data: unknown): Wording {
  const names = Array.isArray(wanted) ? wanted : [wanted];
  const name = String(names.find((each) => each !== 'null') ?? 'null');
  if (name === 'integer' && typeof data === 'number') {
    return [
      'int_from_float',
      'Input should be a valid integer, got a number with a fractional part',
    ];
  }
  return TYPE_FAULTS[name] ?? ['value_error', `Input should be a valid ${name}`];
}

function literalWording(allowed: unknown): Wording {
  const names = (Array.isArray(allowed) ? allowed : []).map(quote);
  const expected =
    names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  return ['literal_error', `Input should be ${expected}`, { expected }];
}

function quote(value: unknown): string {
  return typeof value === 'string' ? `'${value.slice(0, INPUT_LENGTH_MAX)}'` : String(value);
}

function count(limit: unknown, noun: string): string {
  return limit === 1 ? `1 ${noun}` : `${String(limit)} ${noun}s`;
}
