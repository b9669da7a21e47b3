import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatInstant,
  INSTANT_MAX_MS,
  isInstant,
  parseInstant,
  shiftInstant,
} from '../../src/contract/instant.ts';

const YEAR_0_MS = Date.parse('0000-01-01T00:00:00.000Z');

describe('an instant (TIME-1)', () => {
  test('is written in UTC with milliseconds and Z', () => {
    expect(formatInstant(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(formatInstant(1_778_663_100_007)).toBe('2026-05-13T09:05:00.007Z');
    expect(formatInstant(INSTANT_MAX_MS)).toBe('9999-12-31T23:59:59.999Z');
  });

  test('is read with any offset and any fraction of a second', () => {
    const instantMs = Date.parse('2026-05-13T09:05:00.000Z');
    expect(parseInstant('2026-05-13T09:05:00Z')).toBe(instantMs);
    expect(parseInstant('2026-05-13T11:05:00+02:00')).toBe(instantMs);
    expect(parseInstant('2026-05-13T03:35:00.000-05:30')).toBe(instantMs);
    expect(parseInstant('2026-05-13T09:05:00.1Z')).toBe(instantMs + 100);
    expect(parseInstant('2026-05-13T09:05:00.123456Z')).toBe(instantMs + 123);
  });

  test.each([
    '',
    'now',
    '2026-05-13',
    '2026-05-13T09:05:00',
    '2026-05-13T09:05Z',
    '2026-05-13 09:05:00Z',
    '2026-05-13T09:05:00+0200',
    '2026-13-01T00:00:00Z',
    '2026-05-13T25:00:00Z',
    ' 2026-05-13T09:05:00Z',
    '2026-05-13T09:05:00Z ',
    '+002026-05-13T09:05:00Z',
    '12026-05-13T09:05:00Z',
    '1778663100000',
  ])('is not read from %j', (text) => {
    expect(parseInstant(text)).toBeNaN();
  });

  // RFC 3339 section 5.7 knows no such day and no such hour; Date.parse moves on to
  // the next one in silence.
  test.each(['2026-02-30T00:00:00Z', '2026-04-31T12:00:00Z', '2026-05-13T24:00:00Z'])(
    'is not read from %j, which the calendar does not have',
    (text) => {
      expect(parseInstant(text)).toBeNaN();
    },
  );

  test.each([0, 1900, 2000, 2023, 2024, 9996])(
    'is read on just the days of the year %i',
    (year) => {
      const daysOfYear = (month: number) => {
        const days = Array.from({ length: 31 }, (_, day) => String(day + 1).padStart(2, '0'));
        const prefix = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
        return days.map((day) => `${prefix}-${day}T23:59:59.999Z`);
      };
      const texts = Array.from({ length: 12 }, (_, month) => daysOfYear(month + 1)).flat();
      const read = texts.filter((text) => !Number.isNaN(parseInstant(text)));
      expect(read).toEqual(texts.filter((text) => formatInstant(Date.parse(text)) === text));
      expect(read).toHaveLength(year % 4 === 0 && year !== 1900 ? 366 : 365);
    },
  );

  // Every index relies on instants of one length, and these two are written with a
  // sign and six digits of a year.
  test.each(['0000-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00'])(
    'that is read can be written in the same form again: %s',
    (text) => {
      const instantMs = parseInstant(text);
      expect(Number.isNaN(instantMs) || formatInstant(instantMs).length === 24).toBe(true);
    },
  );

  test('is told from other texts just as it is read', () => {
    const digits = (max: number, length: number) =>
      fc.integer({ min: 0, max }).map((value) => String(value).padStart(length, '0'));
    const year = fc.oneof(fc.constantFrom('0000', '9999'), digits(9999, 4));
    const zone = fc.oneof(
      fc.constantFrom('Z', 'z', '', '+00', '+24:00', '-23:60'),
      fc.tuple(fc.constantFrom('+', '-'), digits(25, 2), fc.constant(':'), digits(61, 2)),
    );
    const fraction = fc.constantFrom('', '.', '.5', '.123456');
    const texts = fc
      .tuple(year, digits(13, 2), digits(32, 2), fc.constantFrom('T', 't', ' '))
      .chain(([y, m, d, t]) =>
        fc
          .tuple(digits(25, 2), digits(60, 2), digits(60, 2), fraction, zone)
          .map(
            ([h, min, s, f, z]) => `${y}-${m}-${d}${t}${h}:${min}:${s}${f}${[z].flat().join('')}`,
          ),
      );
    let readable = 0;
    fc.assert(
      fc.property(texts, (text) => {
        readable += Number(isInstant(text));
        expect(isInstant(text), text).toBe(!Number.isNaN(parseInstant(text)));
      }),
      { numRuns: 3000 },
    );
    expect(readable).toBeGreaterThan(100);
  });

  test('survives being written and read, and sorts as text', () => {
    const instants = fc.integer({ min: YEAR_0_MS, max: INSTANT_MAX_MS });
    fc.assert(
      fc.property(instants, instants, (left, right) => {
        expect(parseInstant(formatInstant(left))).toBe(left);
        expect(formatInstant(left)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(formatInstant(left) < formatInstant(right)).toBe(left < right);
      }),
    );
  });

  test('is moved in either direction', () => {
    expect(shiftInstant('2026-05-13T09:05:00.000Z', 900_000)).toBe('2026-05-13T09:20:00.000Z');
    expect(shiftInstant('2026-01-01T00:00:00.000Z', -1)).toBe('2025-12-31T23:59:59.999Z');
    expect(shiftInstant('2026-05-13T11:05:00+02:00', 0)).toBe('2026-05-13T09:05:00.000Z');
  });
});
