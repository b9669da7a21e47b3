import { describe, expect, test } from 'vitest';
import { schemaJudgeOf } from '../../src/contract/json-schema.ts';
import { findBreaches } from '../../src/domain/invariants.ts';
import type { Review } from '../../src/domain/review.ts';
import { generateReviews, type GenerateOptions } from '../../src/generate/generate-reviews.ts';

const reviewsOf = (options: GenerateOptions): readonly Review[] =>
  [...generateReviews(options)].map(({ review }) => review);

const distinct = (values: Iterable<unknown>) => [...new Set(values)].toSorted();

describe('a schema of the caller’s own', () => {
  const SCHEMA = {
    type: 'object',
    required: ['policy_number', 'holder_name', 'premium', 'starts_on'],
    properties: {
      policy_number: { type: 'string', pattern: '^[A-Z]{2}-[0-9]{6}$' },
      holder_name: { type: 'string', minLength: 3 },
      email: { type: 'string', format: 'email' },
      premium: { type: 'number', minimum: 10, maximum: 900, multipleOf: 0.01 },
      starts_on: { type: 'string', format: 'date' },
      insured: {
        type: 'array',
        minItems: 1,
        items: { $ref: '#/$defs/person' },
      },
    },
    $defs: {
      person: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    },
  };
  const before = JSON.stringify(SCHEMA);
  const approved = reviewsOf({ count: 150, schema: SCHEMA, mix: { status: { approved: 1 } } });

  test('is kept by everything that was edited and approved, and left as it was', () => {
    const edited = approved.filter((each) => each.versions.length > 1);
    expect(edited.length).toBeGreaterThan(20);
    const judge = schemaJudgeOf(SCHEMA);
    for (const { versions, effective_seq } of edited) {
      expect(judge(versions[effective_seq ?? 0]?.snapshot).kind).toBe('valid');
    }
    expect(JSON.stringify(SCHEMA)).toBe(before);
  });

  test('makes the same whatever was generated in between', () => {
    reviewsOf({ count: 30, seed: 'other', schema: { type: 'object', properties: { a: {} } } });
    const again = reviewsOf({ count: 150, schema: SCHEMA, mix: { status: { approved: 1 } } });
    expect(again).toEqual(approved);
  });

  test('has reviews that the rules could have made, triggered in every way it allows', () => {
    for (const review of approved) expect(findBreaches(review)).toEqual([]);
    const kinds = distinct(approved.map((each) => each.triggered_by.kind));
    expect(kinds).toEqual([
      'all_of',
      'always',
      'any_required_field_null',
      'confidence_lt',
      'field_confidence_lt',
      'json_condition',
      'validation_failed',
    ]);
    const open = reviewsOf({ count: 40, schema: { type: 'object', properties: {} } });
    expect(distinct(open.map((each) => each.triggered_by.kind))).toEqual(['always']);
  });
});
