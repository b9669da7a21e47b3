import { describe, expect, test } from 'vitest';
import { createDraw } from '../../src/generate/draw.ts';

describe('a draw', () => {
  test('is the same for the same seed, for ever', () => {
    const draw = createDraw('a promise');
    expect(Array.from({ length: 8 }, () => draw.int(0, 99))).toEqual(PROMISED);
    expect(createDraw('another').int(0, 1_000_000)).not.toBe(
      createDraw('a promise').int(0, 1_000_000),
    );
  });

  test('draws by weight', () => {
    const draw = createDraw('weights');
    const drawn = Array.from({ length: 4000 }, () =>
      draw.weighted([
        ['often', 3],
        ['seldom', 1],
        ['never', 0],
      ]),
    );
    expect(drawn.filter((each) => each === 'often').length / 4000).toBeCloseTo(0.75, 1);
    expect(drawn).not.toContain('never');
    expect(draw.weighted([['none', 0]])).toBeUndefined();
  });

  test('takes some, each once, in their order', () => {
    const draw = createDraw('some');
    for (let turn = 0; turn < 50; turn += 1) {
      const some = draw.some([1, 2, 3, 4, 5], 3);
      expect(some).toHaveLength(3);
      expect(some).toEqual([...new Set(some)].toSorted((a, b) => a - b));
    }
    expect(draw.some([1], 3)).toEqual([1]);
  });
});

const PROMISED = [34, 63, 97, 84, 43, 62, 13, 45];
