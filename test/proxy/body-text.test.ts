import { expect, test } from 'vitest';
import { takeBody } from '../../src/proxy/body-text.ts';
import { bodyInManyPieces } from '../support/many-pieces.ts';

test('a body is taken whole, however many pieces it comes in', async () => {
  const { body, bytes } = bodyInManyPieces();
  const taken = await takeBody(body);
  expect(taken.kind).toBe('whole');
  expect(taken.kind === 'whole' && Buffer.from(bytes).equals(taken.bytes)).toBe(true);
});
