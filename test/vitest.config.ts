import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    // A retry would hide a race; a race seen once is a defect.
    retry: 0,
    // By default one processor is left idle, which on two is half of them.
    maxWorkers: '100%',
    testTimeout: 20_000,
    // Broken servers are compiled already: Node loads one in a tenth of the time of a transform.
    server: { deps: { external: [/\/\.mutants\//] } },
  },
});
