import { describe, expect, test } from 'vitest';
import { isPermitted, READING_NAMES, READINGS } from '../../src/conformance/dialect.ts';
import {
  bodyOf,
  declaredBodyOf,
  findOverlay,
  isSuccess,
  lineOf,
  overlayIn,
  recordIn,
  shown,
  statusOf,
} from '../../src/conformance/reply.ts';
import { Inconclusive } from '../../src/conformance/rig.ts';
import { targetName } from '../../src/conformance/target.ts';
import { loadRequirements } from '../../src/contract/requirements.ts';
import { answer, exchangeOf, freshOverlay } from './sample-exchange.ts';

const READ = exchangeOf(answer(200, freshOverlay()));
const DECIDED = exchangeOf(answer(200, { overlay: freshOverlay() }), {
  operation: 'submit_decision',
});
const FAILED = exchangeOf({ kind: 'unknown', reason: 'status 503: x', status: 503 });
const SILENT = exchangeOf({ kind: 'unknown', reason: 'ECONNRESET' });
const UNSENT = exchangeOf({ kind: 'unsent', reason: 'never' });

describe('a reply', () => {
  test('has a status when one came', () => {
    expect([READ, FAILED, SILENT, UNSENT].map(statusOf)).toEqual([200, 503, undefined, undefined]);
    expect([READ, FAILED, SILENT, UNSENT].map(isSuccess)).toEqual([true, false, false, false]);
    expect(isSuccess(exchangeOf(answer(302, {})))).toBe(false);
    expect(bodyOf(FAILED)).toBeUndefined();
  });

  test('has its overlay wherever the operation puts it', () => {
    expect(overlayIn(READ)).toEqual(freshOverlay());
    expect(overlayIn(DECIDED)).toEqual(freshOverlay());
  });

  test.each([
    ['an error', exchangeOf(answer(409, freshOverlay()))],
    ['another shape', exchangeOf(answer(200, { versions: 1 }))],
    ['no object', exchangeOf(answer(200, [freshOverlay()]))],
    ['a bare overlay for a decision', { ...DECIDED, outcome: answer(200, freshOverlay()) }],
    ['nothing', SILENT],
  ])('has none in %s, and a check that needs it can say nothing', (_what, exchange) => {
    expect(findOverlay(exchange)).toBeUndefined();
    expect(() => overlayIn(exchange)).toThrow(Inconclusive);
  });

  test('holds a JSON object or is of no use', () => {
    expect(recordIn(exchangeOf(answer(200, { rev: 1 })))).toEqual({ rev: 1 });
    for (const exchange of [exchangeOf(answer(200, [])), exchangeOf(answer(404, {})), SILENT]) {
      expect(() => recordIn(exchange)).toThrow(Inconclusive);
    }
  });

  test('is read without what the document does not declare, however far down', () => {
    const snapshot = { total: 1, served_by: 'a field of the block' };
    const { versions, ...overlay } = freshOverlay();
    const version = { ...versions[0], snapshot };
    const more = {
      served_by: 'node-1',
      versions: [{ ...version, author: { ...version.author, avatar: null }, size: 1 }],
    };
    const read = exchangeOf(answer(200, { ...overlay, ...more }));
    const plain = { ...overlay, versions: [{ ...version, author: version.author }] };
    expect([overlayIn(read), recordIn(read), declaredBodyOf(read)]).toEqual([plain, plain, plain]);
    // A report shows what came.
    expect(bodyOf(read)).toEqual({ ...overlay, ...more });
    const refused = exchangeOf(answer(409, { detail: 'x', request_id: 1 }));
    expect(declaredBodyOf(refused)).toEqual({ detail: 'x', request_id: 1 });
  });

  test('is a line in a report, cut when it is long', () => {
    const path = '/v1/workflows/reviews/run_1/block_1';
    expect(lineOf(exchangeOf(answer(409, { detail: 'x' })))).toBe(
      `GET ${path} answered 409 {"detail":"x"}`,
    );
    expect(lineOf(exchangeOf(answer(200, undefined)))).toBe(`GET ${path} answered 200`);
    expect(lineOf(exchangeOf(answer(200, undefined, { text: '<p>' })))).toContain('200 <p>');
    expect(lineOf(SILENT)).toBe(`GET ${path} answered nothing (ECONNRESET)`);
    expect(shown('x'.repeat(400))).toBe(`"${'x'.repeat(299)}…`);
    expect([shown(undefined), shown(null)]).toEqual(['nothing', 'null']);
  });
});

describe('a reading', () => {
  test('belongs to a requirement of the catalogue', () => {
    const ids = loadRequirements().map(({ id }) => id);
    for (const name of READING_NAMES) expect(ids).toContain(READINGS[name].requirement);
  });

  test('permits its values alone, and any where none is listed', () => {
    expect(isPermitted('conflict', '409')).toBe(true);
    expect(isPermitted('conflict', '500')).toBe(false);
    expect(isPermitted('initial-rev', '17')).toBe(true);
  });
});

describe('the name of a target', () => {
  test.each([
    ['http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['https://user:pw@host.example/api/', 'https://host.example/api'],
  ])('%s', (url, name) => {
    expect(targetName({ kind: 'url', url })).toBe(name);
  });

  // A token in the query of --url would stand in every report.
  test('has no query', () => {
    expect(targetName({ kind: 'url', url: 'http://host?token=sekrit' })).not.toContain('sekrit');
  });
});
