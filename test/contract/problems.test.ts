import { describe, expect, test } from 'vitest';
import { assertNever, invariant } from '../../src/contract/invariant.ts';
import { fault, invalid, problem, PROBLEMS } from '../../src/contract/problems.ts';

describe('the catalogue of problems (ERR-1)', () => {
  test('has no status of success', () => {
    const statuses = Object.values(PROBLEMS).map((each) => each.status);
    expect(statuses.length).toBeGreaterThan(10);
    expect(statuses.filter((status) => status < 400 || status > 599)).toEqual([]);
  });

  test('has a code for every status, and one status for every code', () => {
    const statusOf = new Map<string, number>();
    for (const { code, status } of Object.values(PROBLEMS)) {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(statusOf.get(code) ?? status).toBe(status);
      statusOf.set(code, status);
    }
  });

  test('gives each refusal the status of the contract', () => {
    expect(PROBLEMS).toMatchObject({
      unauthenticated: { status: 401 },
      not_found: { status: 404 },
      method_not_allowed: { status: 405 },
      stale_stamp: { status: 409 },
      already_decided: { status: 409 },
      command_reused: { status: 409 },
      already_gated: { status: 409 },
      version_elsewhere: { status: 409 },
      superseded_versions: { status: 409 },
      decision_conflict: { status: 409 },
      too_large: { status: 413 },
      unsupported_media_type: { status: 415 },
      invalid: { status: 422 },
    });
  });

  test('is where problems come from', () => {
    expect(problem('not_found', 'No review.')).toEqual({ kind: 'not_found', detail: 'No review.' });
    const faults = [fault(['body', 'a', 0], ['missing', 'Field required'])];
    expect(faults).toEqual([{ loc: ['body', 'a', 0], type: 'missing', msg: 'Field required' }]);
    expect(invalid(faults)).toMatchObject({ kind: 'invalid', faults });
    expect(fault(['query'], ['x', 'y', { ge: 1 }])).toHaveProperty('ctx', { ge: 1 });
  });
});

describe('a defect of ours', () => {
  test('is told apart from a value that happens to be empty', () => {
    for (const value of [0, '', Number.NaN, [], {}, true]) {
      expect(() => invariant(value, 'x')).not.toThrow();
    }
    for (const value of [undefined, null, false]) {
      expect(() => invariant(value, 'the index is right')).toThrow(
        /review-kit is broken: the index is right.*report/,
      );
    }
  });

  test('is a branch that no value should reach', () => {
    expect(() => assertNever({ kind: 'odd' } as never)).toThrow(/unexpected \{"kind":"odd"\}/);
  });
});
