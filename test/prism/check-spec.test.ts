import { describe, expect, test } from 'vitest';
import type { Node } from '../../src/contract/validators.ts';
import { checkSpec } from '../../src/prism/check-spec.ts';
import { judgeInput } from '../../src/prism/prism-judge.ts';
import { prismOperations } from '../../src/prism/spec-operations.ts';

/** A document whose one operation takes a body of this schema. */
function documentOf(schema: unknown, more: object = {}): Node {
  const content = { 'application/json': { schema } };
  return {
    openapi: '3.1.0',
    info: { title: 'Pets', version: '1' },
    paths: {
      '/pets': {
        post: { requestBody: { content }, responses: { 200: { description: 'Done.' } } },
      },
    },
    ...more,
  };
}

const PLACE = '#/paths/~1pets/post/requestBody/content/application~1json/schema';
const pet = (name: object) => ({ type: 'object', properties: { name } });

async function linesOf(document: unknown): Promise<string[]> {
  const { faults } = await checkSpec(document);
  return faults.map(({ kind, pointer, message }) => `${kind} ${pointer} ${message}`);
}

/** Whether Prism finds nothing wrong with a body that no schema here takes. */
async function isTakenByPrism(document: Node, body: unknown): Promise<boolean> {
  const [resource] = await prismOperations(document);
  const headers = { 'content-type': 'application/json', 'content-length': '9' };
  const element = { method: 'post', url: { path: '/pets' }, headers, body } as const;
  return resource !== undefined && judgeInput(resource, element).length === 0;
}

describe('what is no document to serve', () => {
  test.each<[string, unknown, string]>([
    ['a list', [], '#'],
    ['Swagger 2', { swagger: '2.0', paths: {} }, '#/swagger'],
    ['no version', { paths: {} }, '#/openapi'],
    ['3.2', documentOf({}, { openapi: '3.2.0' }), '#/openapi'],
    ['no path', documentOf({}, { paths: {} }), '#/paths'],
    ['a path without a slash', documentOf({}, { paths: { pets: {} } }), '#/paths/pets'],
    ['another file', documentOf({ $ref: './pet.yaml' }), `${PLACE}/$ref`],
    ['a missing part', documentOf({ $ref: '#/components/schemas/No' }), `${PLACE}/$ref`],
    [
      'a strange dialect',
      documentOf({}, { jsonSchemaDialect: 'http://a/b' }),
      '#/jsonSchemaDialect',
    ],
  ])('%s', async (_name, document, pointer) => {
    const lines = await linesOf(document);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`error ${pointer} `);
  });
});

describe('a schema by which Prism would judge nothing', () => {
  const OLD = { openapi: '3.0.3' };
  test.each<[string, Node, string, unknown]>([
    ['a bad expression', documentOf(pet({ pattern: '[' })), `${PLACE}/properties/name/pattern`, 5],
    [
      'a bad expression in a part',
      documentOf(
        { $ref: '#/components/schemas/Pet' },
        {
          components: {
            schemas: { Pet: pet({ $ref: '#/components/schemas/Name' }), Name: { pattern: '(' } },
          },
        },
      ),
      '#/components/schemas/Name/pattern',
      5,
    ],
    [
      'a value twice',
      documentOf(pet({ enum: ['a', 'a'] }), OLD),
      `${PLACE}/properties/name/enum`,
      5,
    ],
    [
      'null twice, once by nullable',
      documentOf(pet({ type: 'string', nullable: true, enum: ['a', null] }), OLD),
      `${PLACE}/properties/name/enum`,
      5,
    ],
    ['no such type', documentOf(pet({ type: 'strng' })), `${PLACE}/properties/name/type`, 5],
    [
      'a text for a number',
      documentOf(pet({ minLength: '1' })),
      `${PLACE}/properties/name/minLength`,
      5,
    ],
    [
      'an id used twice',
      documentOf(
        {
          type: 'object',
          properties: {
            a: { $ref: '#/components/schemas/P' },
            b: { $ref: '#/components/schemas/P' },
          },
        },
        { components: { schemas: { P: { $id: 'https://a/p', type: 'string' } } } },
      ),
      PLACE,
      5,
    ],
    ['a strange $schema', documentOf({ $schema: 'http://a/b', type: 'object' }), PLACE, 5],
  ])('%s', async (_name, document, pointer, body) => {
    const lines = await linesOf(document);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`error ${pointer} `);
    expect(await isTakenByPrism(document, body), 'Prism is silent about it').toBe(true);
  });

  test('all of them are told at once', async () => {
    const schema = { type: 'object', properties: { a: { pattern: '[' }, b: { type: 'no' } } };
    expect((await linesOf(documentOf(schema))).map((line) => line.split(' ')[1])).toEqual([
      `${PLACE}/properties/a/pattern`,
      `${PLACE}/properties/b/type`,
    ]);
  });

  test('a sound one is not told, and Prism refuses what breaks it', async () => {
    const document = documentOf(pet({ pattern: '^a', type: 'string' }));
    expect(await linesOf(document)).toEqual([]);
    expect(await isTakenByPrism(document, { name: 'b' })).toBe(false);
    expect(await isTakenByPrism(document, { name: 'a' })).toBe(true);
  });
});

describe('a keyword that Prism passes over', () => {
  const SCHEMAS: readonly (readonly [string, object, unknown])[] = [
    ['prefixItems', { type: 'array', prefixItems: [{ type: 'integer' }] }, ['x']],
    ['unevaluatedProperties', { type: 'object', unevaluatedProperties: false }, { x: 1 }],
    ['dependentRequired', { type: 'object', dependentRequired: { a: ['b'] } }, { a: 1 }],
    ['minContains', { type: 'array', contains: { const: 1 }, minContains: 2 }, [1]],
  ];

  test.each(SCHEMAS)('%s in draft-07 is a warning', async (keyword, schema, body) => {
    const dialect = { jsonSchemaDialect: 'http://json-schema.org/draft-07/schema#' };
    const document = documentOf(schema, dialect);
    expect(await linesOf(document)).toEqual([
      `warning ${PLACE}/${keyword} ${keyword} is passed over: here Prism reads draft-07`,
    ]);
    expect(await isTakenByPrism(document, body)).toBe(true);
  });

  test.each(SCHEMAS)('%s without a dialect is judged by', async (_keyword, schema, body) => {
    for (const dialect of [
      {},
      { jsonSchemaDialect: 'https://spec.openapis.org/oas/3.1/dialect/base' },
    ]) {
      const document = documentOf(schema, dialect);
      expect(await linesOf(document)).toEqual([]);
      expect(await isTakenByPrism(document, body)).toBe(false);
    }
  });

  test('a discriminator is a warning', async () => {
    const branch = { type: 'object', properties: { kind: { const: 'a' } }, required: ['kind'] };
    const document = documentOf({ oneOf: [branch], discriminator: { propertyName: 'kind' } });
    expect(await linesOf(document)).toEqual([
      expect.stringContaining(`warning ${PLACE}/discriminator `),
    ]);
  });

  test('what closes a branch of allOf is a warning', async () => {
    const closed = { type: 'object', properties: { a: {} }, additionalProperties: false };
    const open = { type: 'object', properties: { b: {} } };
    const document = documentOf({ allOf: [closed, open] });
    expect(await linesOf(document)).toEqual([
      expect.stringContaining(`warning ${PLACE}/allOf/0/additionalProperties `),
    ]);
    expect(await isTakenByPrism(document, { b: 1 })).toBe(true);
    expect(await isTakenByPrism(document, { z: 1 })).toBe(false);
  });

  test('a union with two ways back is a warning, and bounds the depth of bodies', async () => {
    const list = { type: 'array', items: { $ref: '#/components/schemas/P' } };
    const branch = (kind: string) => ({
      type: 'object',
      required: ['kind', 'of'],
      properties: { kind: { const: kind }, of: list },
    });
    const leaf = { type: 'object', required: ['kind'], properties: { kind: { const: 'leaf' } } };
    const P = { oneOf: [branch('any'), branch('all'), leaf] };
    const document = documentOf(
      { $ref: '#/components/schemas/P' },
      { components: { schemas: { P } } },
    );
    const { operations, faults } = await checkSpec(document);
    expect(faults).toMatchObject([{ kind: 'warning', pointer: '#/components/schemas/P' }]);
    expect(operations[0]?.depthMax).toBe(13);
    const once = { oneOf: [branch('any'), leaf] };
    const single = documentOf(
      { $ref: '#/components/schemas/P' },
      { components: { schemas: { P: once } } },
    );
    expect((await checkSpec(single)).operations[0]?.depthMax).toBeUndefined();
  });
});
