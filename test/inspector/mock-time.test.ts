import { describe, expect, test } from 'vitest';
import {
  agoText,
  instantText,
  mockNow,
  parseSpan,
  spanText,
} from '../../src/inspector/model/mock-time.ts';

const NOW = '2026-05-13T09:05:00.000Z';
const NOW_MS = Date.parse(NOW);

describe('what the clock of the mock says now', () => {
  test('runs on with the page, and stands when it is frozen', () => {
    const reading = { mockMs: NOW_MS, isFrozen: false, heardAtMs: 500 };
    expect(mockNow(reading, 2500)).toBe(NOW_MS + 2000);
    expect(mockNow({ ...reading, isFrozen: true }, 2500)).toBe(NOW_MS);
  });

  test('never goes back', () => {
    expect(mockNow({ mockMs: NOW_MS, isFrozen: false, heardAtMs: 500 }, 400)).toBe(NOW_MS);
  });
});

describe('a span', () => {
  test.each([
    [0, '0 s'],
    [-5, '0 s'],
    [1, '1 s'],
    [1000, '1 s'],
    [1001, '2 s'],
    [59_000, '59 s'],
    [60_000, '1 min 00 s'],
    [845_000, '14 min 05 s'],
    [3_600_000, '1 h 00 min'],
    [7_860_000, '2 h 11 min'],
    [86_400_000, '1 d 00 h'],
    [200_000_000, '2 d 07 h'],
  ])('%i ms is %s', (ms, text) => {
    expect(spanText(ms)).toBe(text);
  });

  test.each([
    ['90', 90_000],
    ['90s', 90_000],
    [' 15 m ', 900_000],
    ['15 min', 900_000],
    ['1h 30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['2d', 172_800_000],
    ['250ms', 250],
    ['', undefined],
    ['soon', undefined],
    ['5x', undefined],
    ['5m!', undefined],
    ['-5m', undefined],
  ])('%j is %s', (text, ms) => {
    expect(parseSpan(text)).toBe(ms);
  });
});

test('an instant is told from now', () => {
  expect(agoText(NOW, NOW_MS)).toBe('now');
  expect(agoText(NOW, NOW_MS + 180_000)).toBe('3 min 00 s ago');
  expect(agoText(NOW, NOW_MS - 60_000)).toBe('in 1 min 00 s');
  expect(instantText(NOW)).toBe('2026-05-13 09:05:00');
  expect(instantText('2026-05-13T09:05:00.123Z')).toBe('2026-05-13 09:05:00');
});
