import { createFixtureCheck } from '../../src/generate/check/check-fixtures.ts';
import { generateReviews } from '../../src/generate/generate-reviews.ts';
import { itemOf } from '../../src/generate/surface.ts';
import { printTable, round } from './statistics.ts';

const NOW = '2026-05-13T09:05:00.000Z';
const SAMPLE_EVERY = 1000;

/** How fast overlays are made and written as JSON, then again with each of them validated. */
export function benchFixtures(count: number): void {
  const check = createFixtureCheck('overlay');
  let faults = 0;
  const made = measure(count, () => {});
  const validated = measure(count, (overlay, place) => {
    faults += check.faultsOf(overlay, String(place)).length;
  });
  printTable([
    { what: 'made', ...made },
    { what: 'made and validated', ...validated },
  ]);
  console.log(`\n${check.reviews()} overlays validated by schema and invariants: ${faults} faults`);
  if (faults > 0 || check.reviews() !== count) process.exitCode = 1;
}

function measure(count: number, use: (overlay: unknown, place: number) => void) {
  globalThis.gc?.();
  const startedAt = performance.now();
  let peakBytes = 0;
  let characters = 0;
  let place = 0;
  for (const { review } of generateReviews({ count, seed: 'bench', surface: 'overlay' })) {
    const overlay = itemOf('overlay', review, NOW);
    characters += JSON.stringify(overlay).length;
    use(overlay, place);
    if (place % SAMPLE_EVERY === 0) peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
    place += 1;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    overlays: count,
    seconds: round(seconds),
    'overlays per second': Math.round(count / seconds),
    'peak memory, MB': Math.round(peakBytes / 1024 / 1024),
    'JSON, MB': Math.round(characters / 1024 / 1024),
  };
}
