import { expect, test } from 'vitest';
import { readArguments } from '../bench/bench-options.ts';

const KNOWN = ['servers', 'peers'];

test('names and flags come in any order', () => {
  expect(readArguments(['--write', 'peers', '--rounds=3', '--quick'], KNOWN)).toEqual({
    names: ['peers'],
    isQuick: true,
    isWrite: true,
    rounds: 3,
  });
  expect(readArguments([], KNOWN)).toEqual({ names: [], isQuick: false, isWrite: false });
});

test.each([
  [['servers', 'pears'], 'No benchmark pears. There are: servers, peers.'],
  [['--rounds=0'], 'No option --rounds=0. There are: --quick, --rounds=NUMBER, --write.'],
  [['--fast'], 'No option --fast.'],
])('%j is refused in words', (words, message) => {
  expect(readArguments(words, KNOWN)).toContain(message);
});
