import { expect, test } from 'vitest';
import { apiRequestOf } from '../../src/mock/api-request.ts';
import { bodyInManyPieces } from '../support/many-pieces.ts';

test('a body is read whole, however many pieces it comes in', async () => {
  const { body, bytes } = bodyInManyPieces();
  const init = { method: 'POST', body, duplex: 'half' } as const;
  const read = await apiRequestOf(new Request('http://mock/', init)).read(bytes.length);
  expect(Buffer.from(bytes).equals(read ?? new Uint8Array())).toBe(true);
});
