import { describe, expect, test } from 'vitest';
import { snapshotOfEvidence } from '../../src/predicates/evidence.ts';

describe('the snapshot of version 0 (RES-4)', () => {
  test('of extract is the output itself', () => {
    const output = { total: 505, nested: { list: [1, null] }, category: 'x' };
    expect(snapshotOfEvidence('extract', { output })).toBe(output);
    expect(snapshotOfEvidence('extract', { output, unassigned_pages: [1] })).toEqual(output);
  });

  test('of classifier is the category alone', () => {
    const output = { category: 'invoice', reasoning: 'It says so.' };
    expect(snapshotOfEvidence('classifier', { output })).toEqual({ category: 'invoice' });
  });

  test('of split is the documents', () => {
    const output = [{ name: 'invoice', pages: [1, 2] }];
    expect(snapshotOfEvidence('split', { output, unassigned_pages: [3] })).toEqual({
      documents: output,
    });
    expect(snapshotOfEvidence('split', { output: [] })).toEqual({ documents: [] });
  });

  test('of for_each is the partitions, with the unassigned pages when there are any', () => {
    const output = [{ key: 'a', pages: [1] }];
    expect(snapshotOfEvidence('for_each', { output })).toEqual({ partitions: output });
    expect(snapshotOfEvidence('for_each', { output, unassigned_pages: undefined })).toEqual({
      partitions: output,
    });
    expect(snapshotOfEvidence('for_each', { output, unassigned_pages: [] })).not.toHaveProperty(
      'unassigned_pages',
    );
    expect(snapshotOfEvidence('for_each', { output, unassigned_pages: [2, 3] })).toEqual({
      partitions: output,
      unassigned_pages: [2, 3],
    });
  });

  test('of conditional is the branch alone', () => {
    const output = { branch: 'high', why: 'x' };
    expect(snapshotOfEvidence('conditional', { output })).toEqual({ branch: 'high' });
  });
});
