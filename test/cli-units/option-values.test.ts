import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import {
  collectKey,
  collectOrigin,
  collectPolicy,
  parseClock,
  parseCount,
  parsePort,
} from '../../src/cli/option-values.ts';

/** The refusal that the command line shows beside the option. */
function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof InvalidArgumentError) return error.message;
    throw error;
  }
  return 'nothing was refused';
}

describe('a port', () => {
  test.each([
    ['0', 0],
    ['4010', 4010],
    ['65535', 65_535],
    ['080', 80],
  ])('is read from %j', (text, port) => {
    expect(parsePort(text)).toBe(port);
  });

  test.each(['', ' ', '65536', '-1', '80.5', '8e1', '0x50', '80 ', 'http', '99999999999999999999'])(
    'is not read from %j',
    (text) => {
      expect(refusalOf(() => parsePort(text))).toMatch('A port is a whole number from 0 to 65535.');
    },
  );
});

describe('a count', () => {
  test('is one or more', () => {
    expect(parseCount('1')).toBe(1);
    expect(parseCount('999999999')).toBe(999_999_999);
    for (const text of ['0', '', '-1', '1.5', '01', '1e3', 'x', '1000000000']) {
      expect(refusalOf(() => parseCount(text))).toMatch('whole number, 1 or more');
    }
  });
});

describe('a clock', () => {
  test('is the real one, or stands at an instant, written in UTC', () => {
    expect(parseClock('real')).toBeUndefined();
    expect(parseClock('2026-05-13T09:05:00.000Z')).toBe('2026-05-13T09:05:00.000Z');
    expect(parseClock('2026-05-13T11:05:00+02:00')).toBe('2026-05-13T09:05:00.000Z');
  });

  test.each(['', 'Real', 'now', '2026-05-13', '2026-05-13T09:05:00', '1778663100000'])(
    'is not read from %j',
    (text) => {
      expect(refusalOf(() => parseClock(text))).toMatch(
        /'real' or an RFC 3339 instant such as 2026/,
      );
    },
  );
});

describe('a key', () => {
  test('comes with its actor', () => {
    expect(collectKey('dana=human:user_42:Dana Rivera')).toEqual(
      new Map([['dana', { kind: 'human', id: 'user_42', display_name: 'Dana Rivera' }]]),
    );
    expect(collectKey('k=agent:a:A: the first').get('k')?.display_name).toBe('A: the first');
    expect(collectKey('k=model:m:M').get('k')?.kind).toBe('model');
  });

  test('is added to those before it, and replaces itself', () => {
    const one = collectKey('a=human:1:One');
    const two = collectKey('b=human:2:Two', one);
    expect([...one.keys()]).toEqual(['a']);
    expect([...two.keys()]).toEqual(['a', 'b']);
    expect(collectKey('a=human:3:Three', two).get('a')?.id).toBe('3');
  });

  test.each([
    '',
    'dana',
    'dana=human',
    'dana=human:user_42',
    'dana=human:user_42:',
    '=human:user_42:Dana',
    'dana=robot:user_42:Dana',
    'dana=:user_42:Dana',
    'dana=human::Dana',
  ])('is not read from %j', (text) => {
    expect(refusalOf(() => collectKey(text))).toMatch(/KEY=kind:id:name.*human, agent, model/);
  });
});

describe('a policy', () => {
  test('is read by name and value, and added to those before it', () => {
    const first = collectPolicy('conflict=409');
    expect(first).toEqual({ conflict: '409' });
    expect(collectPolicy('errors=envelope', first)).toEqual({
      conflict: '409',
      errors: 'envelope',
    });
    expect(collectPolicy('conflict=200', first)).toEqual({ conflict: '200' });
  });

  test('that there is not is refused, with the one that was meant', () => {
    expect(refusalOf(() => collectPolicy('conflicts=409'))).toMatch('(Did you mean conflict?)');
    expect(refusalOf(() => collectPolicy('x=1'))).toMatch(
      /no policy x; there are errors, conflict/,
    );
    for (const text of ['', '=409', 'toString=1', '__proto__=1']) {
      expect(refusalOf(() => collectPolicy(text))).toMatch('There is no policy');
    }
  });

  test('of another value is refused, with the values', () => {
    for (const text of ['conflict=500', 'conflict=', 'conflict', 'conflict= 409']) {
      expect(refusalOf(() => collectPolicy(text))).toMatch('The policy conflict is 200 or 409.');
    }
  });

  // What stands behind a second equals sign is dropped in silence.
  test('with more than a name and a value is refused', () => {
    expect(refusalOf(() => collectPolicy('conflict=409=200'))).toMatch(
      'The policy conflict is 200 or 409.',
    );
  });
});

describe('an origin', () => {
  test('is read as a browser writes it, and added to those before it', () => {
    const one = collectOrigin('http://localhost:5173');
    expect(one).toEqual(['http://localhost:5173']);
    expect(collectOrigin('https://example.com', one)).toEqual([
      'http://localhost:5173',
      'https://example.com',
    ]);
  });

  test.each([
    '',
    '*',
    'null',
    'localhost:5173',
    'http://localhost:5173/',
    'http://localhost/a',
    'http://localhost:80',
    'HTTP://LOCALHOST',
    'file:///tmp',
  ])('is not read from %j', (text) => {
    expect(refusalOf(() => collectOrigin(text))).toMatch(
      'It is an origin such as http://localhost:5173',
    );
  });
});
