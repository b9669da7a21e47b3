import { describe, expect, test } from 'vitest';
import {
  historyHeaderOf,
  historyLines,
  parseHistory,
} from '../../../src/conformance/report/history-file.ts';
import { RACE, REPEAT } from './sample-exchanges.ts';
import { FINDINGS, sampleReport } from './sample-report.ts';

const HEADER = historyHeaderOf(sampleReport());
const EXCHANGES = [...RACE, ...REPEAT, ...FINDINGS.slice(2).flatMap(({ witness }) => witness)];
const LINES = [...historyLines(HEADER, EXCHANGES)];

function withLine(number: number, text: string): string {
  return LINES.with(number - 1, `${text}\n`).join('');
}

describe('a history file', () => {
  test('is a line for the header and one for each exchange', () => {
    expect(LINES).toHaveLength(EXCHANGES.length + 1);
    expect(LINES.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
    expect(JSON.parse(LINES[0] ?? '')).toMatchObject({
      format: 'review-kit/history',
      version: 1,
      seed: '7',
    });
  });

  test('is read as it was written, from a text or line by line', () => {
    const expected = JSON.parse(JSON.stringify({ header: HEADER, exchanges: EXCHANGES }));
    expect(parseHistory(LINES.join(''))).toEqual(expected);
    expect(parseHistory(LINES)).toEqual(expected);
    expect(parseHistory(`${LINES.join('')}\n\n`)).toEqual(expected);
  });

  test.each<readonly [string, string, RegExp]>([
    ['nothing', '\n', /^It is empty: a history begins with its header line\.$/],
    ['no header', LINES.slice(1).join(''), /^Line 1: It is no review-kit\/history: its `format`/],
    [
      'another version',
      withLine(1, JSON.stringify({ ...HEADER, version: 2 })),
      /^Line 1: .* version/,
    ],
    [
      'half a header',
      withLine(1, '{"format":"review-kit/history","version":1}'),
      /^Line 1: It is not a complete header: tool: /,
    ],
    ['a cut line', withLine(4, '{"id":'), /^Line 4: It is not JSON: /],
    [
      'no exchange',
      withLine(4, '{}'),
      /^Line 4: It is not a complete exchange: id: Field required/,
    ],
    [
      'an id twice',
      withLine(4, LINES[1]?.trim() ?? ''),
      /^Line 4: Exchange 401 stands on line 2 already\.$/,
    ],
    [
      'time that runs back',
      withLine(4, JSON.stringify({ ...RACE[2], returnedAt: 1 })),
      /^Line 4: Exchange 403 returned at 1, before it was sent\.$/,
    ],
  ])('that holds %s is refused with its line', (_name, text, sentence) => {
    expect(() => parseHistory(text)).toThrow(sentence);
  });

  test('counts blank lines too', () => {
    expect(() => parseHistory(`${LINES[0]}\n\n{}`)).toThrow(/^Line 4: /);
  });
});
