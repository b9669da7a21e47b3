import { describe, expect, test } from 'vitest';
import { OPERATION_IDS, OPERATIONS } from '../../src/contract/operations.ts';
import { createReviewContract } from '../../src/contract/review-contract.ts';
import { operationsOf, REVIEW_YAML } from './documents.ts';

const WRITTEN = operationsOf(REVIEW_YAML);

describe('the table of operations', () => {
  test('is that of the document: surface, method, path and status of success', () => {
    const written = WRITTEN.map(({ path, method, node }) => [
      node.operationId,
      {
        surface: node['x-surface'],
        method,
        path,
        successStatus: Number(Object.keys(node.responses).find((status) => status < '300')),
      },
    ]);
    expect(OPERATIONS).toEqual(Object.fromEntries(written));
  });

  test('has sixteen rows, each with an id of its own, in the order of the contract', () => {
    expect(OPERATION_IDS).toEqual([
      'get_overlay',
      'claim_review',
      'release_review',
      'append_version',
      'submit_decision',
      'list_overlays',
      'list_reviews',
      'get_review',
      'approve_review',
      'reject_review',
      'list_review_versions',
      'create_review_version',
      'get_review_version',
      'get_agent_hil_review',
      'submit_hil_decision',
      'get_hil_decision',
    ]);
    expect(WRITTEN.map(({ node }) => node.operationId).toSorted()).toEqual(
      OPERATION_IDS.toSorted(),
    );
  });

  test('knows one status of success for each', () => {
    const several = WRITTEN.filter(
      ({ node }) => Object.keys(node.responses).filter((status) => status < '300').length !== 1,
    );
    expect(several).toEqual([]);
  });
});

describe('the compiled contract', () => {
  const contract = createReviewContract();

  test.each(WRITTEN)('has the statuses and the body of $node.operationId', ({ node }) => {
    const operation = contract.operations[node.operationId as 'get_overlay'];
    expect([...operation.responses.keys()]).toEqual(Object.keys(node.responses).map(Number));
    expect(operation.body === undefined).toBe(node.requestBody === undefined);
  });

  test('reads the parameters that are shared between operations', () => {
    const { list_reviews: list, get_overlay: overlay } = contract.operations;
    expect(list.query((name) => ({ limit: '201', order: 'up' })[name]).faults).toHaveLength(2);
    expect(list.query((name) => (name === 'limit' ? '200' : undefined)).faults).toEqual([]);
    expect(overlay.path(() => 'x').values).toEqual({ run_id: 'x', block_id: 'x' });
  });

  test('does not begin without an operation of the table', () => {
    const { '/v1/workflows/reviews': _, ...paths } = REVIEW_YAML.paths;
    const document = { ...REVIEW_YAML, paths };
    expect(() => createReviewContract(document)).toThrow(
      'operation list_overlays is not in the document',
    );
  });
});
