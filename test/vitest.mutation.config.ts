import config from './vitest.config.ts';

/** What the mutation tool runs: the tests of the predicates that are the same every time. */
export default {
  ...config,
  test: {
    ...config.test,
    include: ['test/predicates/**/*.test.ts'],
    exclude: ['test/predicates/laws.test.ts'],
  },
};
