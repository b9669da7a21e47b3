import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { summaryTable } from '../../../src/conformance/report/summary-table.ts';
import { cutMiddle, padTo, widthOf, wrapAt } from '../../../src/conformance/report/text-width.ts';
import { cleanReport, emptyReport, FINDINGS, sampleReport } from './sample-report.ts';

describe('the summary', () => {
  const text = summaryTable(sampleReport());
  const lines = text.split('\n');

  test('counts requirements by level and status', () => {
    expect(lines.slice(0, 4)).toEqual([
      '         pass   fail   warn  skipped  not testable  inconclusive',
      'MUST       39      4      ·        5             2             1',
      'SHOULD     13      ·      1        ·             ·             ·',
      'POLICY      2      ·      ·        ·             ·             ·',
    ]);
  });

  test('shows a failure as a block that can be read and run', () => {
    const start = lines.findIndex((line) => line.startsWith('✗ CAS-2#1 MUST ─'));
    const [finding] = FINDINGS;
    expect(lines.slice(start + 1, start + 14)).toEqual([
      `  ${finding?.sentence}`,
      '',
      `  expected  ${finding?.expected}`,
      `  got       ${finding?.got}`,
      '  found by  CAS-2/same-stamp-volley · seed 7 · seen 12 times',
      '',
      '  A  POST /v1/workflows/reviews/run_4f21ac/block_extract/versions  stamp 4 → 200 rev 5',
      '  B  POST /v1/workflows/reviews/run_4f21ac/block_extract/versions  stamp 4 → 200 rev 5',
      '',
      ...(finding?.reproduction.curl ?? []).map((line) => `  $ ${line}`),
      `  $ ${finding?.reproduction.replay}`,
    ]);
  });

  test('tells what was not judged and what is known, and ends with the verdict', () => {
    expect(text).toContain(
      '  skipped: surface agent is not served by the target: AGT-1, AGT-2, AGT-3, AGT-4, HIL-1\n',
    );
    expect(text).toContain('  TIME-1 until 2027-07-01: The gateway strips it; mended in July\n');
    expect(text).toContain('  QUE-1 passes again: take it out of the baseline\n');
    expect(text).not.toContain('✗ TIME-1');
    expect(text).toMatch(
      /\nDoes not conform: https:\/\/reviews\.staging\.example\/api\n.*\n.*\nci mode · seed 7 · 15,230 requests · 41,907 judgements · 2\.87 s\n$/,
    );
  });

  test.each([40, 60, 80, 100, 140])('keeps within %i columns, commands aside', (width) => {
    const rows = summaryTable(sampleReport(), { width }).split('\n').slice(4);
    const wide = rows.filter((line) => !line.startsWith('  $ ') && widthOf(line) > width);
    // An operation is one line; where its answer alone fills the width it is longer.
    const isExcused = (line: string) => width < 80 && line.includes(' → ');
    expect(wide.filter((line) => !isExcused(line))).toEqual([]);
  });

  test('has colours only when asked, and the same words', () => {
    const colored = summaryTable(sampleReport(), { isColored: true });
    expect(text).not.toMatch(/[\p{Cc}\u202E](?<!\n)/u);
    expect(colored).toContain('\u001B[31m');
    expect(stripVTControlCharacters(colored)).toBe(text);
  });

  test('is short when nothing is wrong', () => {
    expect(summaryTable(cleanReport()).split('\n')).toHaveLength(4 + 1 + 3 + 1);
    expect(summaryTable(emptyReport())).toContain('Too little to say');
  });
});

describe('columns of a terminal', () => {
  test.each([
    ['abc', 3],
    ['日本', 4],
    ['🧾', 2],
    ['e\u0301', 1],
    ['הזמנה', 5],
    ['─…→', 3],
  ])('%s takes %i', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  test('are filled, wrapped and shortened by width', () => {
    expect(padTo('日', 4)).toBe('日  ');
    expect(wrapAt('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapAt('abcdefghij k', 4)).toEqual(['abcd', 'efgh', 'ij k']);
    expect(wrapAt('日本語日本', 4)).toEqual(['日本', '語日', '本']);
    expect(wrapAt('', 4)).toEqual(['']);
    expect(cutMiddle('/v1/workflows/reviews/x/claim', 16)).toBe('/v1/wo…s/x/claim'.slice(0, 16));
    expect(cutMiddle('short', 16)).toBe('short');
    expect(widthOf(cutMiddle('日本語'.repeat(20), 17))).toBeLessThanOrEqual(17);
  });
});
