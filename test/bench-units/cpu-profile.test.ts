import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { STAGES, stageShares } from '../bench/load/cpu-profile.ts';

const MOCK = 'file:///dist/cli/mock-command.js';

function node(id: number, functionName: string, children: readonly number[] = [], url = MOCK) {
  return { id, callFrame: { functionName, url }, children };
}

test('time belongs to the nearest function that stands for a stage', () => {
  const shares = stageShares({
    nodes: [
      node(1, '(root)', [2, 5, 8, 10], ''),
      node(2, 'answer2', [3]),
      node(3, 'transition', [4]),
      node(4, 'find', [], ''),
      node(5, 'parserOnHeadersComplete', [6], 'node:_http_common'),
      node(6, 'direct', [7]),
      node(7, '(garbage collector)', [], ''),
      node(8, 'reset', [9]),
      node(9, 'put'),
      node(10, '(idle)', [], ''),
    ],
    samples: [2, 3, 4, 5, 6, 7, 9, 10, 1],
    timeDeltas: [10, 20, 10, 5, 5, 20, 1000, 1000, 30],
  });
  expect(Object.fromEntries(shares)).toEqual({
    'writing to the socket': 0,
    'reading the request': 0.05,
    'the rules': 0.3,
    'the indexes': 0,
    'the texts': 0,
    'checks, keys, journal': 0.15,
    'garbage collection': 0.2,
    'the rest of Node': 0.3,
  });
});

test('every function that stands for a stage is there', () => {
  const sources = ['src/domain', 'src/mock', 'src/store'].flatMap((folder) =>
    readdirSync(folder).flatMap((file) =>
      file.endsWith('.ts') ? readFileSync(join(folder, file), 'utf8') : [],
    ),
  );
  const nodes = new Set([
    'onwrite',
    'afterWriteDispatched',
    'parserOnHeadersComplete',
    'parserOnBody',
    'endReadableNT',
  ]);
  for (const name of Object.values(STAGES).flat()) {
    if (nodes.has(name)) continue;
    const start = new RegExp(`\\b(function ${name}\\b|${name}: |${name}\\()`);
    expect(
      sources.some((text) => start.test(text)),
      name,
    ).toBe(true);
  }
});
