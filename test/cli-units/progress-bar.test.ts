import { expect, test } from 'vitest';
import { createProgressBar } from '../../src/cli/progress-bar.ts';

test('a bar redraws itself in place, not oftener than anybody sees, and goes away', () => {
  let text = '';
  let now = 0;
  const bar = createProgressBar({ write: (more) => (text += more) }, 200, () => now);
  bar.clear();
  expect(text).toBe('');
  bar.advance(0);
  now = 50;
  bar.advance(50);
  now = 1000;
  bar.advance(100);
  now = 2000;
  bar.advance(300);
  const drawn = text.split('\r\u001B[2K').slice(1);
  expect(drawn).toEqual([
    '░░░░░░░░░░░░░░░░░░░░░░░░ 0%  0 of 200, 0 per second',
    '████████████░░░░░░░░░░░░ 50%  100 of 200, 100 per second',
    '████████████████████████ 100%  200 of 200, 100 per second',
  ]);
  bar.clear();
  expect(text.endsWith('\r\u001B[2K')).toBe(true);
});
