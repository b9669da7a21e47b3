import { describe, expect, test } from 'vitest';
import { contentSha256, versionIdOf } from '../../src/contract/canonical-json.ts';
import { DOCUMENT as CONTROL_DOCUMENT } from '../../src/contract/generated/control-api-document.ts';
import { DOCUMENT as REVIEW_DOCUMENT } from '../../src/contract/generated/review-api-document.ts';
import {
  createSchemaCompiler,
  type Node,
  type OpenApiDocument,
} from '../../src/contract/validators.ts';
import { CONTROL_YAML, objectsIn, operationsOf, resolve, REVIEW_YAML } from './documents.ts';
import type { PlacedOperation, WrittenDocument } from './documents.ts';

const REVIEW_COMPILER = createSchemaCompiler([
  ['openapi.yaml', REVIEW_DOCUMENT as OpenApiDocument],
]);
const CONTROL_COMPILER = createSchemaCompiler([
  ['openapi.yaml', REVIEW_DOCUMENT as OpenApiDocument],
  ['control.yaml', CONTROL_DOCUMENT as OpenApiDocument],
]);

interface Example {
  readonly name: string;
  readonly schema: Node;
  readonly value: unknown;
}

/** A place of an operation where JSON goes in or out, with its examples. */
interface Body {
  readonly place: string;
  readonly examples: readonly Example[];
}

function bodiesOf(document: WrittenDocument, { node }: PlacedOperation): readonly Body[] {
  const request = node.requestBody && {
    place: `${node.operationId} request`,
    at: node.requestBody,
  };
  const replies = Object.entries(node.responses).map(([status, at]) => ({
    place: `${node.operationId} ${status}`,
    at,
  }));
  return [...(request ? [request] : []), ...replies].flatMap(({ place, at }) => {
    const content = (resolve(document, at)['content'] ?? {}) as Readonly<Record<string, Node>>;
    return Object.entries(content)
      .filter(([mediaType]) => mediaType.endsWith('json'))
      .map(([mediaType, media]) => ({
        place: `${place} ${mediaType}`,
        examples: examplesOf(document, media),
      }));
  });
}

/** The examples of a media type or a parameter. */
function examplesOf(document: WrittenDocument, holder: Node): readonly Example[] {
  const schema = holder['schema'] as Node;
  const named = Object.entries((holder['examples'] ?? {}) as Readonly<Record<string, Node>>);
  const examples = named.map(([name, node]) => ({
    name,
    schema,
    value: resolve(document, node)['value'],
  }));
  return 'example' in holder
    ? [...examples, { name: 'example', schema, value: holder['example'] }]
    : examples;
}

const REVIEW_BODIES = operationsOf(REVIEW_YAML).flatMap((each) => bodiesOf(REVIEW_YAML, each));
const CONTROL_BODIES = operationsOf(CONTROL_YAML).flatMap((each) => bodiesOf(CONTROL_YAML, each));

describe('the examples of openapi.yaml', () => {
  test('are there for every body of every operation', () => {
    expect(REVIEW_BODIES.length).toBeGreaterThan(70);
    expect(REVIEW_BODIES.some(({ place }) => place.startsWith('list_overlays 200'))).toBe(true);
    const bare = REVIEW_BODIES.filter(({ examples }) => examples.length === 0);
    expect(bare.map(({ place }) => place)).toEqual([]);
  });

  test.each(REVIEW_BODIES)('are valid: $place', ({ examples }) => {
    for (const { name, schema, value } of examples) {
      expect(value, name).toBeDefined();
      expect(REVIEW_COMPILER.compile(schema, 'body')(value), name).toEqual([]);
    }
  });

  test('are valid where they stand beside a parameter', () => {
    const parameters = [...objectsIn(REVIEW_YAML)].filter(
      ([, node]) => typeof node['in'] === 'string' && 'schema' in node && 'example' in node,
    );
    expect(parameters.length).toBeGreaterThan(8);
    for (const [place, node] of parameters) {
      for (const { schema, value } of examplesOf(REVIEW_YAML, node)) {
        expect(REVIEW_COMPILER.compile(schema, 'query')(value), place).toEqual([]);
      }
    }
  });

  test('all stand where something checks them', () => {
    const shared = Object.keys(REVIEW_YAML.components['examples'] ?? {});
    const text = JSON.stringify(REVIEW_YAML);
    for (const name of shared) expect(text).toContain(`#/components/examples/${name}"`);
    for (const [place, node] of objectsIn(REVIEW_YAML.components.schemas)) {
      if (place.endsWith('properties')) continue;
      expect(node, place).not.toHaveProperty('example');
      expect(node, place).not.toHaveProperty('examples');
    }
  });

  test('carry the hashes and ids that their snapshots have (REV-7, RES-2)', () => {
    const versions = [...objectsIn(REVIEW_YAML)].filter(
      ([, node]) => typeof node['snapshot'] === 'object',
    );
    const hashed = versions.filter(([, node]) => typeof node['content_sha256'] === 'string');
    const named = versions.filter(([, node]) => typeof node['id'] === 'string');
    expect([hashed.length > 5, named.length > 1]).toEqual([true, true]);
    for (const [place, { snapshot, content_sha256: hash }] of hashed) {
      expect(contentSha256(snapshot), place).toBe(hash);
    }
    for (const [place, { snapshot, id }] of named) expect(versionIdOf(snapshot), place).toBe(id);
  });

  test('of a request that is not valid are told apart', () => {
    const claim = operationsOf(REVIEW_YAML).find(({ node }) => node.operationId === 'claim_review');
    const [body] = claim ? bodiesOf(REVIEW_YAML, claim) : [];
    const [example] = body?.examples ?? [];
    const check = REVIEW_COMPILER.compile(example?.schema ?? {}, 'body');
    expect(check({ ...(example?.value as object), ttl_seconds: 5 })).toHaveLength(1);
    expect(check({ ...(example?.value as object), more: 5 })).toHaveLength(1);
  });
});

describe('the examples of control.yaml', () => {
  test('are there for every body that is sent', () => {
    const requests = CONTROL_BODIES.filter(({ place }) => place.includes(' request '));
    expect(requests.map(({ place }) => place.split(' ')[0]).toSorted()).toEqual(
      [
        'drive_agent',
        'fire_gate',
        'hold_runs',
        'import_state',
        'move_clock',
        'reopen_review',
        'set_faults',
      ].toSorted(),
    );
    expect(requests.filter(({ examples }) => examples.length === 0)).toEqual([]);
  });

  test.each(CONTROL_BODIES.filter(({ examples }) => examples.length > 0))(
    'are valid: $place',
    ({ examples }) => {
      for (const { name, schema, value } of examples) {
        expect(CONTROL_COMPILER.compile(schema, 'body')(value), name).toEqual([]);
      }
    },
  );
});
