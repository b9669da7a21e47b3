import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What a browser does with the inspector: `npm run test:browser`. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/browser/**/*.browser.ts'],
    retry: 0,
    // Each file has a browser of its own; two at once are slower than one after the other.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
