import { describe, expect, test } from 'vitest';
import { OPERATION_IDS, OPERATIONS } from '../../src/contract/operations.ts';
import type { Node } from '../../src/contract/validators.ts';
import { SUCCESS_SCHEMAS } from '../../src/conformance/reply.ts';
import {
  CONTROL_YAML,
  objectsIn,
  operationsOf,
  resolve,
  REVIEW_YAML,
  type OperationNode,
  type WrittenDocument,
} from './documents.ts';

const NODES = new Map(operationsOf(REVIEW_YAML).map(({ node }) => [node.operationId, node]));
const { schemas } = REVIEW_YAML.components;

function nodeOf(operationId: string): OperationNode {
  const node = NODES.get(operationId);
  if (node === undefined) throw new Error(`no operation ${operationId}`);
  return node;
}

/** The name of the schema of a body. */
function bodySchemaName(node: Node): string {
  const { content } = resolve(REVIEW_YAML, node) as {
    content: Record<string, { schema: { $ref: string } }>;
  };
  return content['application/json']?.schema.$ref.split('/').at(-1) ?? 'none';
}

function parametersOf(operationId: string): ReadonlyMap<string, Node> {
  const parameters = (nodeOf(operationId).parameters ?? []).map((each) =>
    resolve(REVIEW_YAML, each),
  );
  return new Map(parameters.map((each) => [String(each['name']), each]));
}

function queriesOf(operationId: string): readonly unknown[] {
  return [...parametersOf(operationId).values()]
    .filter((each) => each['in'] === 'query')
    .map((each) => each['name']);
}

function propertiesOf(schemaName: string): Readonly<Record<string, Node>> {
  return (schemas[schemaName]?.['properties'] ?? {}) as Readonly<Record<string, Node>>;
}

describe('the document of the review API', () => {
  test('answers with the schemas of the contract', () => {
    const answers = OPERATION_IDS.map((operationId) => {
      const status = OPERATIONS[operationId].successStatus;
      return [operationId, bodySchemaName(nodeOf(operationId).responses[status] ?? {})];
    });
    expect(Object.fromEntries(answers)).toEqual(SUCCESS_SCHEMAS);
  });

  test('documents 401 and 422 everywhere, 413 and 415 where there is a body (ERR-1, LIM-1)', () => {
    for (const [operationId, { responses, requestBody }] of NODES) {
      const statuses = Object.keys(responses);
      expect(statuses, operationId).toEqual(expect.arrayContaining(['401', '422']));
      const wanted = requestBody === undefined ? [] : ['413', '415'];
      expect(statuses.filter((status) => ['413', '415'].includes(status))).toEqual(wanted);
    }
  });

  test('documents 409 for every write, and 404 wherever something is named', () => {
    for (const operationId of OPERATION_IDS) {
      const statuses = Object.keys(nodeOf(operationId).responses);
      expect(statuses.includes('409'), operationId).toBe(OPERATIONS[operationId].method === 'POST');
      expect(statuses.includes('404'), operationId).toBe(operationId !== 'list_overlays');
    }
  });

  test('has one shape for 422 and one for every other error (ERR-1)', () => {
    for (const { responses } of NODES.values()) {
      for (const [status, response] of Object.entries(responses)) {
        if (status < '400') continue;
        const wanted = status === '422' ? 'HTTPValidationError' : 'ErrorDetail';
        expect(bodySchemaName(response)).toBe(wanted);
      }
    }
    expect(schemas['ErrorDetail']?.['required']).toEqual(['detail']);
    expect(schemas['ValidationError']?.['required']).toEqual(['loc', 'msg', 'type']);
  });

  test('takes the key in two headers, and in the query on the agent surface alone (AUTH-1)', () => {
    for (const operationId of OPERATION_IDS) {
      const names = (nodeOf(operationId).security ?? []).flatMap((each) => Object.keys(each));
      const isAgent = OPERATIONS[operationId].surface === 'agent';
      expect(names, operationId).toEqual(
        isAgent ? ['HTTPBearer', 'ApiKey', 'AccessToken'] : ['HTTPBearer', 'ApiKey'],
      );
    }
  });

  test('closes every body that is sent, and none that is answered (SCH-2)', () => {
    const sent = [...NODES.values()].flatMap(({ requestBody }) =>
      requestBody === undefined ? [] : [bodySchemaName(requestBody)],
    );
    expect(sent).toHaveLength(8);
    const closed = Object.keys(schemas).filter(
      (name) => schemas[name]?.['additionalProperties'] === false,
    );
    expect(closed.toSorted()).toEqual(sent.toSorted());
  });

  test('has the parameters of each path, required', () => {
    for (const operationId of OPERATION_IDS) {
      const { path } = OPERATIONS[operationId];
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const inPath = [...parametersOf(operationId).values()].filter(
        (each) => each['in'] === 'path',
      );
      expect(inPath.map((each) => each['name'])).toEqual(named);
      expect(inPath.every((each) => each['required'] === true)).toBe(true);
    }
  });

  test('has the queries of the contract (LST-1, LST-2, LST-3, QUE-1, RES-3)', () => {
    const filters = ['workflow_id', 'run_id', 'block_id', 'step_id', 'iteration_key'];
    expect(queriesOf('list_reviews').toSorted()).toEqual(
      [...filters, 'decision_status', 'before', 'after', 'limit', 'order'].toSorted(),
    );
    expect(queriesOf('list_overlays').toSorted()).toEqual(
      ['workflow_id', 'status', 'mine', 'limit'].toSorted(),
    );
    expect(queriesOf('list_review_versions')).toEqual(['review_id', 'before', 'after', 'limit']);
    const others = OPERATION_IDS.filter((each) => !each.startsWith('list_'));
    expect(others.flatMap(queriesOf)).toEqual([]);
  });

  test.each([
    ['list_reviews', 'limit', { minimum: 1, maximum: 200, default: 50 }],
    ['list_overlays', 'limit', { minimum: 1, maximum: 200, default: 50 }],
    ['list_review_versions', 'limit', { minimum: 1, maximum: 200, default: 50 }],
    ['list_reviews', 'order', { enum: ['asc', 'desc'], default: 'asc' }],
    [
      'list_reviews',
      'decision_status',
      { enum: ['pending', 'approved', 'rejected', 'decided', 'all'], default: 'pending' },
    ],
    [
      'list_overlays',
      'status',
      { enum: ['awaiting_review', 'approved', 'rejected'], default: 'awaiting_review' },
    ],
    ['list_overlays', 'mine', { type: 'boolean', default: false }],
  ])('limits %s %s', (operationId, name, limits) => {
    expect(parametersOf(operationId).get(name)?.['schema']).toMatchObject(limits);
  });

  test.each([
    ['ClaimRequest', ['version_stamp']],
    ['ReleaseRequest', ['version_stamp']],
    ['AppendVersionRequest', ['version_stamp']],
    ['SubmitDecisionRequest', ['verdict', 'version_stamp']],
    ['CreateReviewVersionRequest', ['review_id', 'parent_id', 'snapshot']],
    ['ApproveReviewRequest', ['version_id']],
    ['RejectReviewRequest', ['version_id', 'reason']],
    ['SubmitHILDecisionRequest', ['block_id', 'approved']],
  ])('requires of %s: %j', (name, required) => {
    expect(schemas[name]?.['required']).toEqual(required);
  });

  test('has the ranges of the contract (CAS-1, CLM-1, VER-1, RES-2)', () => {
    expect(propertiesOf('ClaimRequest')['ttl_seconds']).toMatchObject({
      type: 'integer',
      minimum: 30,
      maximum: 86_400,
      default: 900,
    });
    expect(schemas['VersionStamp']).toMatchObject({ type: 'integer', minimum: 0 });
    expect(propertiesOf('AppendVersionRequest')['origin']).toMatchObject({
      enum: ['agent_edit', 'human_edit'],
      default: 'human_edit',
    });
    expect(schemas['VersionId']?.['pattern']).toBe('^rvr_[A-Z2-7]{26}$');
    expect(propertiesOf('WorkflowReview')['block_type']?.['enum']).not.toContain('conditional');
  });

  test('has the fifteen kinds of predicate', () => {
    const discriminator = schemas['ReviewPredicate']?.['discriminator'];
    const { mapping } = discriminator as { mapping: object };
    expect(Object.keys(mapping).toSorted()).toEqual(
      [
        'always',
        'validation_failed',
        'confidence_lt',
        'field_confidence_lt',
        'any_required_field_null',
        'category_in',
        'top_margin_lt',
        'split_count_neq',
        'any_split_pages_lt',
        'boundary_confidence_lt',
        'any_pages_unassigned',
        'json_condition',
        'branch_in',
        'any_of',
        'all_of',
      ].toSorted(),
    );
  });
});

describe.each([
  ['openapi.yaml', REVIEW_YAML],
  ['control.yaml', CONTROL_YAML],
])('%s', (_, document) => {
  test('refers to nothing that is not there', () => {
    for (const [place, { $ref: ref }] of objectsIn(document)) {
      if (typeof ref !== 'string') continue;
      const [file, pointer = ''] = ref.split('#');
      const target: WrittenDocument = file === '' ? document : REVIEW_YAML;
      expect(['', './openapi.yaml'], place).toContain(file);
      expect(() => resolve(target, { $ref: `#${pointer}` }), `${place} → ${ref}`).not.toThrow();
    }
  });

  test('tells tagged unions apart by a mapping that agrees with their branches', () => {
    const unions = [...objectsIn(document)].filter(([, object]) => 'discriminator' in object);
    expect(unions.length).toBeGreaterThan(0);
    for (const [place, union] of unions) {
      const { propertyName, mapping } = union['discriminator'] as {
        propertyName: string;
        mapping: Readonly<Record<string, unknown>>;
      };
      const refs = (union['oneOf'] as readonly Node[]).map((each) => each['$ref']);
      expect(Object.values(mapping), place).toEqual(refs);
      for (const [tag, ref] of Object.entries(mapping)) {
        expect(ref).toBeTypeOf('string');
        const branch = resolve(document, { $ref: ref });
        const { [propertyName]: property } = branch['properties'] as Record<string, Node>;
        expect(property, `${place} ${tag}`).toMatchObject({ type: 'string', const: tag });
        expect(branch['required'], `${place} ${tag}`).toContain(propertyName);
      }
    }
  });
});
