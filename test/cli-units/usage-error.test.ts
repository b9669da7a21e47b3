import { describe, expect, test } from 'vitest';
import { didYouMean, UsageError } from '../../src/cli/usage-error.ts';

describe('a usage error', () => {
  test('is an error of its own kind, with the message as given', () => {
    const error = new UsageError('Port 1 is in use.');
    expect(error).toBeInstanceOf(Error);
    expect(error.message).toBe('Port 1 is in use.');
  });
});

describe('the word that was probably meant', () => {
  const known = ['seeds', 'inbox', 'empty'];

  test.each([
    ['seed', ' (Did you mean seeds?)'],
    ['imbox', ' (Did you mean inbox?)'],
    ['epmty', ' (Did you mean empty?)'],
    ['se', ' (Did you mean seeds?)'],
  ])('of %j is said', (word, hint) => {
    expect(didYouMean(word, known)).toBe(hint);
  });

  test.each(['', 's', 'state.json', '/tmp/inbox-2026', 'completely different'])(
    'of %j is not guessed',
    (word) => {
      expect(didYouMean(word, known)).toBe('');
    },
  );
});
