/** How fixtures are written. */
export const FIXTURE_FORMATS = ['json', 'ndjson', 'ts'] as const;

/** One of them. */
export type FixtureFormat = (typeof FIXTURE_FORMATS)[number];
