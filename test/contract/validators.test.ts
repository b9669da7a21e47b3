import { describe, expect, test } from 'vitest';
import { createControlContract } from '../../src/contract/control-contract.ts';
import { createReviewContract } from '../../src/contract/review-contract.ts';
import { createSchemaCompiler, type Node } from '../../src/contract/validators.ts';
import { CONTROL_YAML, REVIEW_YAML } from './documents.ts';

const REVIEW = createReviewContract();
const CONTROL = createControlContract();

/** Of JSON this long only the first fault is looked for. */
const LARGE = 200_000;

function compileDocument(schemas: Readonly<Record<string, Node>>) {
  return createSchemaCompiler([['made-up.yaml', { components: { schemas } }]]);
}

describe('a schema that does not compile is named when it is first used', () => {
  test.each<readonly [string, Node, RegExp]>([
    ['a bad pattern', { type: 'string', pattern: '(' }, /regular expression/i],
    ['an unknown format', { type: 'string', format: 'moment' }, /unknown format "moment"/],
    ['a dangling $ref', { $ref: '#/components/schemas/Gone' }, /can't resolve reference/],
    ['an unknown keyword', { type: 'string', maxLenght: 3 }, /unknown keyword: "maxLenght"/],
    ['a keyword of another type', { type: 'string', minimum: 3 }, /minimum/],
    ['an unknown type', { type: 'text' }, /type/],
    [
      'a tag without branches',
      {
        type: 'object',
        discriminator: { propertyName: 'kind' },
        oneOf: [{ type: 'object', properties: { kind: { type: 'string' } } }],
      },
      /discriminator/,
    ],
  ])('%s', (_, schema, words) => {
    const nested = { type: 'object', properties: { list: { type: 'array', items: schema } } };
    for (const broken of [schema, nested]) {
      const { Fine, Broken } = compileDocument({
        Fine: { type: 'string' },
        Broken: broken,
      }).schemas;
      expect(Fine?.('fine')).toEqual([]);
      const compile = () => Broken?.({});
      expect(compile).toThrow(/^made-up\.yaml#\/components\/schemas\/Broken does not compile: /);
      expect(compile).toThrow(words);
    }
  });

  test('also where it stands outside of the components', () => {
    const { checkOf } = compileDocument({});
    expect(() => checkOf({ $ref: '#/components/schemas/Gone' }, 'body')({})).toThrow(/Gone/);
    expect(() => checkOf({ type: 'string', format: 'moment' }, 'body')({})).toThrow(/moment/);
  });

  test('and no document at all is a defect', () => {
    expect(() => createSchemaCompiler([])).toThrow('no document to compile');
  });
});

describe('a compiler', () => {
  const compiler = createSchemaCompiler([
    ['base.yaml', { components: { schemas: { Name: { type: 'string', minLength: 2 } } } }],
    [
      'last.yaml',
      {
        components: {
          schemas: {
            Box: {
              type: 'object',
              properties: { n: { $ref: './base.yaml#/components/schemas/Name' } },
            },
            Name: { type: 'integer' },
          },
          parameters: { First: { $ref: '#/components/parameters/Second' }, Second: { name: 'x' } },
        },
      },
    ],
  ]);

  test('compiles the schemas of the last document, which may refer to the others', () => {
    expect(Object.keys(compiler.schemas)).toEqual(['Box', 'Name']);
    expect(compiler.schemas['Box']?.({ n: 'x' })).toMatchObject([{ type: 'string_too_short' }]);
    expect(compiler.schemas['Name']?.('x')).toMatchObject([{ type: 'int_type' }]);
  });

  test('reads a reference from outside against the last document', () => {
    const check = compiler.checkOf(
      { type: 'array', items: { $ref: '#/components/schemas/Name' } },
      'query',
    );
    expect(check([1, 'x'])).toMatchObject([{ loc: ['query', 1], type: 'int_type' }]);
    const far = compiler.checkOf({ $ref: './base.yaml#/components/schemas/Name' }, 'body');
    expect(far('xy')).toEqual([]);
  });

  test('follows a local reference to its end', () => {
    expect(compiler.resolve({ $ref: '#/components/parameters/First' })).toEqual({ name: 'x' });
    expect(compiler.resolve({ name: 'y' })).toEqual({ name: 'y' });
    expect(() => compiler.resolve({ $ref: '#/components/parameters/Third' })).toThrow(/Third/);
    expect(() => compiler.resolve({ $ref: '#/elsewhere' })).toThrow(/elsewhere/);
  });

  test('answers the same for the same value, whatever it judged in between', () => {
    const check = compiler.checkOf({ $ref: '#/components/schemas/Name' }, 'body');
    const first = check('x');
    expect(check(1)).toEqual([]);
    expect(check('x')).toEqual(first);
    expect(first).toHaveLength(1);
  });
});

describe('the schemas of both documents', () => {
  test('compile, each under its name', () => {
    expect(Object.keys(REVIEW.schemas)).toEqual(Object.keys(REVIEW_YAML.components.schemas));
    const control = [...Object.keys(CONTROL_YAML.components.schemas), 'ProposedDecision'];
    expect(Object.keys(CONTROL)).toEqual(control);
    for (const check of [...Object.values(REVIEW.schemas), ...Object.values(CONTROL)]) {
      expect(Array.isArray(check(undefined))).toBe(true);
      expect(check(undefined, LARGE).length).toBeGreaterThan(0);
    }
  });

  test('compile where they stand at an operation', () => {
    for (const { path, query, body, responses } of Object.values(REVIEW.operations)) {
      expect(path(() => 'x').faults).toBeInstanceOf(Array);
      expect(query(() => undefined).faults).toBeInstanceOf(Array);
      expect(body?.(null)).not.toEqual([]);
      expect(responses.size).toBeGreaterThan(1);
      for (const check of responses.values()) expect(check(null).length).toBeGreaterThan(0);
    }
  });
});

type Json = Record<string, unknown>;

/** Any of any of … `depth` of them around a leaf. */
function nestedPredicate(depth: number, leaf: Json): Json {
  let predicate = leaf;
  for (let level = 0; level < depth; level += 1) {
    predicate = { kind: level % 2 ? 'all_of' : 'any_of', predicates: [predicate] };
  }
  return predicate;
}

/** A bad leaf that counts how often it is looked at. */
function countingLeaf(): { readonly leaf: Json; readonly readCount: () => number } {
  let reads = 0;
  const leaf = {
    kind: 'confidence_lt',
    get threshold() {
      reads += 1;
      return 'high';
    },
  };
  return { leaf, readCount: () => reads };
}

function placeOfLeaf(depth: number): readonly (string | number)[] {
  return Array.from({ length: depth }).flatMap(() => ['predicates', 0]);
}

describe('a hostile predicate (LIM-1)', () => {
  test.each([14, 60])('nested %i deep with a bad leaf has one fault, found at once', (depth) => {
    const { leaf, readCount } = countingLeaf();
    const faults = REVIEW.schemas['ReviewPredicate']?.(nestedPredicate(depth, leaf)) ?? [];
    expect(faults).toEqual([
      {
        loc: ['body', ...placeOfLeaf(depth), 'threshold'],
        type: 'float_type',
        msg: 'Input should be a valid number',
        input: 'high',
      },
    ]);
    expect(readCount()).toBeLessThan(20);
  });

  test('in a gate too', () => {
    const { leaf, readCount } = countingLeaf();
    const gate = {
      block_type: 'extract',
      evidence: { output: {} },
      predicate: nestedPredicate(60, leaf),
    };
    expect(CONTROL.GateRequest(gate)).toMatchObject([
      { loc: ['body', 'predicate', ...placeOfLeaf(60), 'threshold'], type: 'float_type' },
    ]);
    expect(readCount()).toBeLessThan(20);
  });

  test('with a leaf of no kind, or of an unknown one, says so where it stands', () => {
    for (const [leaf, type] of [
      [{}, 'union_tag_not_found'],
      [{ kind: 'sometimes' }, 'union_tag_invalid'],
      ['always', 'dict_type'],
      [null, 'dict_type'],
    ] as const) {
      const faults = REVIEW.schemas['ReviewPredicate']?.(nestedPredicate(14, leaf as Json)) ?? [];
      expect(faults[0]).toMatchObject({ loc: ['body', ...placeOfLeaf(14)], type });
      expect(faults.length).toBeLessThanOrEqual(2);
    }
  });

  test('as wide as it likes has at most twenty faults', () => {
    const predicates = Array.from({ length: 5000 }, () => ({
      kind: 'confidence_lt',
      threshold: 2,
    }));
    const faults = REVIEW.schemas['ReviewPredicate']?.({ kind: 'any_of', predicates }) ?? [];
    expect(faults).toHaveLength(20);
    expect(faults.at(-1)?.loc).toEqual(['body', 'predicates', 19, 'threshold']);
  });

  test('that is fine is taken', () => {
    const leaf = { kind: 'confidence_lt', threshold: 0.5 };
    expect(REVIEW.schemas['ReviewPredicate']?.(nestedPredicate(60, leaf))).toEqual([]);
  });
});
