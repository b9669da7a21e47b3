import { describe, expect, test } from 'vitest';
import { createParameterCheck } from '../../src/contract/parameters.ts';
import { createSchemaCompiler } from '../../src/contract/validators.ts';

const COMPILER = createSchemaCompiler([['none.yaml', { components: { schemas: {} } }]]);
const PARAMETERS = [
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200 } },
  { name: 'mine', in: 'query', schema: { type: 'boolean' } },
  { name: 'order', in: 'query', schema: { type: 'string', enum: ['asc', 'desc'] } },
  { name: 'review_id', in: 'query', required: true, schema: { type: 'string' } },
  { name: 'needed', in: 'query', required: true, schema: { type: 'integer' } },
  { name: 'run_id', in: 'path', required: true, schema: { type: 'string', minLength: 1 } },
];
const query = createParameterCheck(COMPILER, 'query', PARAMETERS);
const path = createParameterCheck(COMPILER, 'path', PARAMETERS);

function check(given: Readonly<Record<string, string>>) {
  return query((name) => ({ review_id: 'rev_1', needed: '0', ...given })[name]);
}

describe('a query (SCH-3)', () => {
  test('is read as text, integer or boolean', () => {
    expect(check({ limit: '50', mine: 'true', order: 'desc', review_id: '12' })).toEqual({
      values: { limit: 50, mine: true, order: 'desc', review_id: '12', needed: 0 },
      faults: [],
    });
  });

  test.each([
    ['1', 1],
    ['+7', 7],
    [' 7 ', 7],
    ['007', 7],
  ])('takes the integer %j', (text, value) => {
    expect(check({ limit: text })).toMatchObject({ values: { limit: value }, faults: [] });
  });

  test.each(['', ' ', 'x', '1.5', '1e2', '0x10', '1_0', '1 0', '9'.repeat(16)])(
    'cannot read the integer %j',
    (input) => {
      const { values, faults } = check({ limit: input });
      expect(values).not.toHaveProperty('limit');
      expect(faults).toEqual([
        {
          loc: ['query', 'limit'],
          type: 'int_parsing',
          msg: 'Input should be a valid integer, unable to parse string as an integer',
          input,
        },
      ]);
    },
  );

  test.each([
    ['0', 'greater_than_equal', { ge: 1 }],
    ['-1', 'greater_than_equal', { ge: 1 }],
    ['201', 'less_than_equal', { le: 200 }],
  ])('judges the integer %s: %s', (text, type, ctx) => {
    const input = Number(text);
    expect(check({ limit: text }).faults).toMatchObject([
      { loc: ['query', 'limit'], type, input, ctx },
    ]);
  });

  test('reads the words for true and false that FastAPI reads', () => {
    for (const word of ['true', 'TRUE', '1', 'yes', 'on', 't', 'y']) {
      expect(check({ mine: word })).toMatchObject({ values: { mine: true }, faults: [] });
    }
    for (const word of ['false', 'False', '0', 'no', 'off', 'f', 'n']) {
      expect(check({ mine: word })).toMatchObject({ values: { mine: false }, faults: [] });
    }
    expect(check({ mine: 'maybe' }).faults).toEqual([
      {
        loc: ['query', 'mine'],
        type: 'bool_parsing',
        msg: 'Input should be a valid boolean, unable to interpret input',
        input: 'maybe',
      },
    ]);
    expect(check({ mine: '' }).faults).toMatchObject([{ type: 'bool_parsing' }]);
  });

  test('names what is missing, once, and not what cannot be read', () => {
    const { faults } = query((name) => (name === 'needed' ? 'x' : undefined));
    expect(faults.map((fault) => [fault.loc, fault.type])).toEqual([
      [['query', 'needed'], 'int_parsing'],
      [['query', 'review_id'], 'missing'],
    ]);
  });

  test('names every fault', () => {
    const { faults } = check({ limit: '0', order: 'up', mine: '2' });
    expect(faults.map((fault) => fault.type)).toEqual(
      expect.arrayContaining(['greater_than_equal', 'literal_error', 'bool_parsing']),
    );
    expect(faults).toHaveLength(3);
  });

  test('sends back a long text cut', () => {
    expect(check({ limit: 'x'.repeat(5000) }).faults[0]?.input).toBe('x'.repeat(200));
  });

  test('ignores what it does not declare', () => {
    expect(check({ other: 'x' }).values).not.toHaveProperty('other');
  });
});

describe('a path', () => {
  test('has parameters of its own', () => {
    expect(path((name) => (name === 'run_id' ? '17' : 'other'))).toEqual({
      values: { run_id: '17' },
      faults: [],
    });
    expect(path(() => '').faults).toMatchObject([
      { loc: ['path', 'run_id'], type: 'string_too_short' },
    ]);
  });
});
