import { shiftInstant } from '../../src/contract/instant.ts';
import { createIdSource } from '../../src/generate/ids.ts';
import { createMock, type Mock } from '../../src/mock/mock.ts';
import { createPlayer, SCENARIO_NOW } from '../../src/generate/player.ts';
import { DANA } from '../../src/mock/scenarios/seeds.ts';
import { printTable, quantile, round } from './statistics.ts';

const ROUNDS = 20;
const REQUESTS_PER_ROUND = 500;
const WARM_UP_ROUNDS = 3;

interface World {
  readonly count: number;
  readonly mock: Mock;
  readonly bytesPerReview: number;
}

/** Latencies of single requests, small and large world by turns, and memory per review. */
export async function benchScale(counts: readonly number[]): Promise<void> {
  const worlds: World[] = [];
  for (const count of counts) worlds.push(await worldOf(count));
  const operations: Readonly<Record<string, (count: number, place: number) => string>> = {
    'get overlay': (count, place) => `/v1/workflows/reviews/run_${place % count}/block_extract`,
    'list page of 50': (count, place) =>
      `/v1/workflows/reviews?limit=50&after=${reviewIdAt(count, place)}`,
    'list page of 50, one workflow': (_count, place) =>
      `/v1/workflows/reviews?limit=50&workflow_id=wf_${place % 20}&decision_status=all`,
    'queue page of 50': () => '/v1/workflows/reviews?status=awaiting_review',
  };
  const rows: Record<string, string | number>[] = [];
  for (const [name, pathOf] of Object.entries(operations)) {
    const latencies = await measure(worlds, pathOf);
    const [small = [], large = []] = latencies;
    rows.push({
      operation: name,
      [`p50 µs, ${counts[0]} reviews`]: round(quantile(small, 0.5)),
      [`p50 µs, ${counts[1]} reviews`]: round(quantile(large, 0.5)),
      'p50 ratio': round(quantile(large, 0.5) / quantile(small, 0.5)),
      [`p99 µs, ${counts[0]} reviews`]: round(quantile(small, 0.99)),
      [`p99 µs, ${counts[1]} reviews`]: round(quantile(large, 0.99)),
      'p99 ratio': round(quantile(large, 0.99) / quantile(small, 0.99)),
    });
  }
  printTable(rows);
  for (const { count, bytesPerReview } of worlds) {
    console.log(`\nmemory per review with ${count} reviews: ${round(bytesPerReview)} bytes`);
  }
}

async function measure(
  worlds: readonly World[],
  pathOf: (count: number, place: number) => string,
): Promise<readonly (readonly number[])[]> {
  const latencies: number[][] = worlds.map(() => []);
  let place = 0;
  for (let turn = 0; turn < ROUNDS + WARM_UP_ROUNDS; turn += 1) {
    for (const [index, { count, mock }] of worlds.entries()) {
      for (let request = 0; request < REQUESTS_PER_ROUND; request += 1) {
        // A prime stride visits reviews all over the world, not one neighbourhood.
        place = (place + 7919) % count;
        const path = pathOf(count, place);
        const startedAt = performance.now();
        const response = await mock.api(
          new Request(`http://mock${path}`, { headers: { 'Api-Key': 'k' } }),
        );
        await response.text();
        const tookUs = (performance.now() - startedAt) * 1000;
        if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
        if (turn >= WARM_UP_ROUNDS) latencies[index]?.push(tookUs);
      }
    }
  }
  return latencies;
}

const idsByCount = new Map<number, readonly string[]>();

function reviewIdAt(count: number, place: number): string {
  return idsByCount.get(count)?.[place] ?? '';
}

async function worldOf(count: number): Promise<World> {
  const before = heapUsed();
  const player = createPlayer(createIdSource('bench').next);
  for (let place = 0; place < count; place += 1) playOne(player, place, count);
  const scenario = player.state();
  const mock = await createMock({ scenario, frozenAt: SCENARIO_NOW, journalSize: 10 });
  const bytesPerReview = (heapUsed() - before) / count;
  const ids = scenario.reviews.filter((review) => review.status === 'awaiting_review');
  idsByCount.set(
    count,
    Array.from({ length: count }, (_, place) => ids[place % ids.length]?.id ?? ''),
  );
  return { count, mock, bytesPerReview };
}

function playOne(player: ReturnType<typeof createPlayer>, place: number, count: number): void {
  const openedAt = shiftInstant(SCENARIO_NOW, (place - count) * 1000);
  const opening = {
    organizationId: 'org_1',
    workflowId: `wf_${place % 20}`,
    workflowVersionId: 'wfv_1',
    runId: `run_${place}`,
    blockId: 'block_extract',
    iterationKey: null,
    parentStepId: null,
    priority: place % 3,
    model: { kind: 'model', id: 'extractor-2', display_name: 'Extractor 2' },
  } as const;
  const review = player.open(openedAt, opening, {
    blockType: 'extract',
    predicate: { kind: 'always' },
    evidence: {
      output: {
        invoice_number: `INV-${place}`,
        vendor_name: 'Acme Corp',
        issued_on: '2026-05-12',
        currency: 'EUR',
        net_amount: place % 1000,
        tax_amount: (place % 1000) / 5,
        total_amount: ((place % 1000) * 6) / 5,
      },
    },
  });
  if (place % 10 < 3) {
    const body = { version_stamp: review.rev, verdict: 'approved' } as const;
    player.act(review, openedAt, [DANA, { kind: 'decide', body }]);
  } else if (place % 10 === 3) {
    player.act(review, openedAt, [
      DANA,
      { kind: 'claim', body: { version_stamp: review.rev, ttl_seconds: 86_400 } },
    ]);
  }
}

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
