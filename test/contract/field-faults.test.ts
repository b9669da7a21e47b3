import { describe, expect, test } from 'vitest';
import { FAULTS_MAX, type FieldFault } from '../../src/contract/problems.ts';
import { createSchemaCompiler, type Node } from '../../src/contract/validators.ts';

const COMPILER = createSchemaCompiler([
  [
    'tags.yaml',
    {
      components: {
        schemas: {
          Union: {
            oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }],
            discriminator: { propertyName: 'kind' },
          },
          A: branch('a', { n: { type: 'integer' } }),
          B: branch('b', {}),
        },
      },
    },
  ],
]);

function branch(tag: string, properties: object): Node {
  const kind = { type: 'string', const: tag };
  return { type: 'object', required: ['kind'], properties: { kind, ...properties } };
}

function faultsOf(schema: Node, value: unknown): readonly FieldFault[] {
  return COMPILER.checkOf(schema, 'body')(value);
}

/** The faults of one property. */
function faultsIn(schema: Node, value: unknown): readonly FieldFault[] {
  return faultsOf({ type: 'object', properties: { x: schema } }, { x: value });
}

const X = ['body', 'x'];
const UNION = { $ref: '#/components/schemas/Union' };

describe('a field fault is worded as pydantic words it (ERR-1, SCH-3)', () => {
  test('missing', () => {
    expect(faultsOf({ type: 'object', required: ['a', 'b'] }, { b: 1 })).toEqual([
      { loc: ['body', 'a'], msg: 'Field required', type: 'missing' },
    ]);
  });

  test('extra_forbidden', () => {
    const closed = { type: 'object', properties: { a: {} }, additionalProperties: false };
    expect(faultsOf(closed, { a: 1, more: 2 })).toEqual([
      { loc: ['body', 'more'], msg: 'Extra inputs are not permitted', type: 'extra_forbidden' },
    ]);
  });

  test.each([
    ['string', 5, 'string_type', 'Input should be a valid string'],
    ['integer', '5', 'int_type', 'Input should be a valid integer'],
    ['integer', null, 'int_type', 'Input should be a valid integer'],
    ['number', '0.5', 'float_type', 'Input should be a valid number'],
    ['boolean', 'true', 'bool_type', 'Input should be a valid boolean'],
    ['object', 'text', 'dict_type', 'Input should be a valid dictionary'],
    ['array', 'text', 'list_type', 'Input should be a valid list'],
    ['null', 1, 'none_required', 'Input should be None'],
    [
      'integer',
      1.5,
      'int_from_float',
      'Input should be a valid integer, got a number with a fractional part',
    ],
  ])('a value that is no %s: %j is %s', (wanted, value, type, msg) => {
    expect(faultsIn({ type: wanted }, value)).toEqual([{ loc: X, msg, type, input: value }]);
  });

  test('an integer written with a fraction of zero is an integer', () => {
    expect(faultsIn({ type: 'integer' }, JSON.parse('3.0'))).toEqual([]);
  });

  test('the type beside null, in either order', () => {
    const nullable = { type: ['null', 'string'] };
    expect(faultsIn(nullable, 5)[0]?.type).toBe('string_type');
    expect(faultsIn({ type: ['integer', 'null'] }, 1.5)[0]?.type).toBe('int_from_float');
    expect(faultsIn(nullable, null)).toEqual([]);
  });

  test.each([
    [{ type: 'integer', minimum: 30 }, 29, 'greater_than_equal', 'than or equal to 30', { ge: 30 }],
    [{ type: 'number', maximum: 0.5 }, 1, 'less_than_equal', 'than or equal to 0.5', { le: 0.5 }],
    [
      { type: 'string', minLength: 1 },
      '',
      'string_too_short',
      'String should have at least 1 character',
      { min_length: 1 },
    ],
    [
      { type: 'string', maxLength: 2 },
      'abc',
      'string_too_long',
      'String should have at most 2 characters',
      { max_length: 2 },
    ],
    [
      { type: 'string', pattern: '^rvr_[A-Z2-7]{26}$' },
      'rvr_1',
      'string_pattern_mismatch',
      "String should match pattern '^rvr_[A-Z2-7]{26}$'",
      { pattern: '^rvr_[A-Z2-7]{26}$' },
    ],
    [
      { type: 'string', enum: ['asc', 'desc'] },
      'up',
      'literal_error',
      "Input should be 'asc' or 'desc'",
      { expected: "'asc' or 'desc'" },
    ],
    [
      { type: 'string', enum: ['a', 'b', 'c'] },
      'd',
      'literal_error',
      "Input should be 'a', 'b' or 'c'",
      { expected: "'a', 'b' or 'c'" },
    ],
    [{ const: 1 }, 2, 'literal_error', 'Input should be 1', { expected: '1' }],
  ])('%j and %j: %s', (...[schema, value, type, words, ctx]) => {
    const [fault, ...others] = faultsIn(schema, value);
    expect(others).toEqual([]);
    expect(fault).toEqual({ loc: X, msg: expect.stringContaining(words), type, input: value, ctx });
  });

  test.each([
    [{ type: 'array', minItems: 1 }, [], 'too_short', 'List should have at least 1 item'],
    [{ type: 'array', maxItems: 2 }, [1, 2, 3], 'too_long', 'List should have at most 2 items'],
    [
      { type: 'object', minProperties: 1 },
      {},
      'too_short',
      'Dictionary should have at least 1 item',
    ],
    [
      { type: 'object', maxProperties: 1 },
      { a: 1, b: 2 },
      'too_long',
      'Dictionary should have at most 1 item',
    ],
  ])('%j and %j: %s', (schema, value, type, msg) => {
    const limit = Object.values(schema)[1];
    const ctx = type === 'too_short' ? { min_length: limit } : { max_length: limit };
    expect(faultsIn(schema, value)).toEqual([{ loc: X, msg, type, ctx }]);
  });

  test('datetime_parsing', () => {
    const dateTime = { type: 'string', format: 'date-time' };
    const fault = {
      loc: X,
      type: 'datetime_parsing',
      msg: 'Input should be a valid datetime with an offset',
    };
    for (const input of ['2026-05-13', '2026-05-13T09:05:00', '2026-02-30T00:00:00Z', 'now']) {
      expect(faultsIn(dateTime, input)).toEqual([{ ...fault, input }]);
    }
    expect(faultsIn(dateTime, '2026-05-13T09:05:00.000Z')).toEqual([]);
    expect(faultsIn(dateTime, '2026-05-13T09:05:00+02:00')).toEqual([]);
    expect(faultsIn({ type: 'string', format: 'uuid' }, 'x')).toEqual([
      { loc: X, type: 'value_error', msg: 'Input should be a valid uuid', input: 'x' },
    ]);
  });

  // TIME-1 asks for RFC 3339, whose offset has a colon and both its parts; the
  // checks of `date-time` take the forms of ISO 8601 too.
  test.each(['2026-05-13T09:05:00+0200', '2026-05-13T09:05:00+02'])(
    'datetime_parsing of an offset that is not RFC 3339: %s',
    (text) => {
      expect(faultsIn({ type: 'string', format: 'date-time' }, text)).toHaveLength(1);
    },
  );

  test('union_tag_not_found', () => {
    const fault = {
      loc: X,
      type: 'union_tag_not_found',
      msg: "Unable to extract tag using discriminator 'kind'",
    };
    expect(faultsIn(UNION, {})).toEqual([fault]);
    expect(faultsIn(UNION, { kind: 5 })).toEqual([fault]);
  });

  test('union_tag_invalid', () => {
    expect(faultsIn(UNION, { kind: 'c' })).toEqual([
      {
        loc: X,
        type: 'union_tag_invalid',
        msg: "Input tag 'c' found using 'kind' is not one of the expected tags",
        ctx: { discriminator: 'kind', tag: 'c' },
      },
    ]);
  });

  test('of a tagged union: only the branch that the tag names, and no object is one', () => {
    expect(faultsIn(UNION, { kind: 'b', n: 'any' })).toEqual([]);
    expect(faultsIn(UNION, { kind: 'a', n: 'x' })).toMatchObject([
      { loc: ['body', 'x', 'n'], type: 'int_type' },
    ]);
    expect(faultsIn(UNION, [])).toMatchObject([{ loc: X, type: 'dict_type' }]);
  });

  test('value_error, for a keyword that pydantic has no words for', () => {
    expect(faultsIn({ not: {} }, 1)).toEqual([
      { loc: ['body'], type: 'value_error', msg: 'Input is not valid' },
    ]);
  });
});

describe('the place of a fault', () => {
  test('is the way through keys and indexes', () => {
    const items = { type: 'array', items: { type: 'integer' } };
    const schema = { type: 'object', properties: { 'a/b~c': items } };
    const [fault] = faultsOf(schema, { 'a/b~c': [1, 2, 'x'] });
    expect(fault?.loc).toEqual(['body', 'a/b~c', 2]);
  });

  test('ends with the property that is missing or too many', () => {
    const item = { type: 'object', required: ['a'], additionalProperties: false };
    const schema = { type: 'array', items: { ...item, properties: { a: {} } } };
    const faults = faultsOf(schema, [{ a: 1 }, { b: 1 }]);
    expect(faults.map((fault) => [fault.loc, fault.type])).toEqual([
      [['body', 1, 'a'], 'missing'],
      [['body', 1, 'b'], 'extra_forbidden'],
    ]);
  });

  test('begins with the part of the request', () => {
    for (const part of ['body', 'query', 'path', 'header'] as const) {
      expect(COMPILER.checkOf({ type: 'string' }, part)(1)).toMatchObject([{ loc: [part] }]);
    }
  });
});

describe('a reply to a hostile body stays small (LIM-1)', () => {
  test('names at most twenty faults', () => {
    expect(FAULTS_MAX).toBe(20);
    const integers = { type: 'array', items: { type: 'integer' } };
    const faults = faultsIn(integers, Array(500).fill('x'));
    expect(faults).toHaveLength(FAULTS_MAX);
    expect(faults.map((fault) => fault.loc[2])).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(faultsIn(integers, Array(20).fill('x'))).toHaveLength(20);
    expect(faultsIn(integers, Array(19).fill('x'))).toHaveLength(19);
  });

  test('sends back a short text, not a long one', () => {
    const wanted = { type: 'integer' };
    expect(faultsIn(wanted, 'x'.repeat(200))[0]).toHaveProperty('input', 'x'.repeat(200));
    expect(faultsIn(wanted, 'x'.repeat(201))[0]).not.toHaveProperty('input');
  });

  test('sends back no object and no list', () => {
    expect(faultsIn({ type: 'integer' }, { a: 1 })[0]).not.toHaveProperty('input');
    expect(faultsIn({ type: 'integer' }, [1])[0]).not.toHaveProperty('input');
    expect(faultsIn({ type: 'integer' }, false)[0]).toHaveProperty('input', false);
    expect(faultsIn({ type: 'object', required: ['a'] }, {})[0]).not.toHaveProperty('input');
  });

  test('cuts a long tag', () => {
    const [fault] = faultsIn(UNION, { kind: 'k'.repeat(100_000) });
    expect(fault?.msg.length).toBeLessThan(400);
    expect(fault?.ctx?.['tag']).toBe('k'.repeat(200));
  });
});
