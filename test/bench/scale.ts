import { shiftInstant } from '../../src/contract/instant.ts';
import { createIdSource } from '../../src/generate/ids.ts';
import { createMock, type Mock } from '../../src/mock/mock.ts';
import { createPlayer, SCENARIO_NOW } from '../../src/generate/player.ts';
import { DANA } from '../../src/mock/scenarios/seeds.ts';
import { atMost, targetTable, type Target } from './load/load-tables.ts';
import { openExtract } from './played-reviews.ts';
import { markdownTable, quantile, round, type Row } from './statistics.ts';

const ROUNDS = 20;
const REQUESTS_PER_ROUND = 500;
const WARM_UP_ROUNDS = 3;
const P99_RATIO_MAX = 1.3;
const REQUESTS_PER_OPERATION = (ROUNDS + WARM_UP_ROUNDS) * REQUESTS_PER_ROUND;
/** Of ten reviews the first three are approved, the next is claimed, the others are fresh. */
const TENTH = 10;
const FRESH_FROM = 4;
const FRESH_OF_TEN = TENTH - FRESH_FROM;

interface World {
  readonly count: number;
  readonly mock: Mock;
  readonly bytesPerReview: number;
}

/** What a request asks for, by the place of a review. */
interface Sampled {
  readonly name: string;
  /** A write needs reviews that await and were never written, and uses them up. */
  readonly isWrite?: true;
  readonly pathOf: (count: number, place: number) => string;
  readonly body?: Readonly<Record<string, unknown>>;
}

const REVIEWS = '/v1/workflows/reviews';
/** The writes come last: the reads find the world as it was made. */
const SAMPLED: readonly Sampled[] = [
  {
    name: 'get overlay',
    pathOf: (count, place) => `${REVIEWS}/run_${place % count}/block_extract`,
  },
  {
    name: 'list page of 50',
    pathOf: (count, place) => `${REVIEWS}?limit=50&after=${reviewIdAt(count, place)}`,
  },
  {
    name: 'list page of 50, one workflow',
    pathOf: (_count, place) =>
      `${REVIEWS}?limit=50&workflow_id=wf_${place % 20}&decision_status=all`,
  },
  { name: 'queue page of 50', pathOf: () => `${REVIEWS}?status=awaiting_review` },
  {
    name: 'claim',
    isWrite: true,
    pathOf: (_count, place) => `${REVIEWS}/run_${place}/block_extract/claim`,
    body: { version_stamp: 1 },
  },
  {
    name: 'approve',
    isWrite: true,
    pathOf: (_count, place) => `${REVIEWS}/run_${place}/block_extract/decision`,
    body: { version_stamp: 1, verdict: 'approved' },
  },
];

/**
 * Latencies of single requests, small and large world by turns, and memory per review. All of it is
 * the median over the rounds, ratios too: what else the machine does now and then would be the p99
 * of all requests together.
 */
export async function benchScale(counts: readonly number[]): Promise<string> {
  const worlds: World[] = [];
  for (const count of counts) worlds.push(await worldOf(count));
  const rows: Row[] = [];
  const targets: Target[] = [];
  let written = 0;
  for (const sampled of SAMPLED) {
    const places = sampled.isWrite ? freshPlaces(worlds, written) : anyPlaces(worlds);
    const rounds = await measure(worlds, sampled, places);
    if (sampled.isWrite) written += REQUESTS_PER_OPERATION;
    rows.push({ operation: sampled.name, ...cellsOf(rounds, counts) });
    const ratio = Number(rows.at(-1)?.['p99 ratio']);
    targets.push(atMost(`${sampled.name}, p99 ratio`, ratio, P99_RATIO_MAX));
  }
  const memory = worlds.map(
    ({ count, bytesPerReview }) =>
      `Memory per review with ${count} reviews: ${round(bytesPerReview)} bytes.`,
  );
  const where = `In process, on ${new Date().toISOString().slice(0, 10)} with Node ${process.version}:`;
  return [where, markdownTable(rows), ...memory, targetTable(targets)].join('\n\n');
}

/** The place of the next request in a world, made ready for it. */
type NextPlace = () => Promise<number> | number;

/** The latencies of one round, of each world. Units: µs. */
type Round = readonly (readonly number[])[];

async function measure(
  worlds: readonly World[],
  sampled: Sampled,
  places: readonly NextPlace[],
): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  for (let turn = 0; turn < ROUNDS + WARM_UP_ROUNDS; turn += 1) {
    const latencies: number[][] = worlds.map(() => []);
    for (const [index, world] of worlds.entries()) {
      for (let request = 0; request < REQUESTS_PER_ROUND; request += 1) {
        const place = (await places[index]?.()) ?? 0;
        latencies[index]?.push(await timeOf(world, sampled, place));
      }
    }
    if (turn >= WARM_UP_ROUNDS) rounds.push(latencies);
  }
  return rounds;
}

function cellsOf(rounds: readonly Round[], counts: readonly number[]): Row {
  const cells = [0.5, 0.99].flatMap((share) => {
    const each = rounds.map((latencies) => latencies.map((own) => quantile(own, share)));
    const median = (of: (quantiles: readonly number[]) => number | undefined) =>
      round(
        quantile(
          each.map((quantiles) => of(quantiles) ?? Number.NaN),
          0.5,
        ),
      );
    const name = `p${share * 100}`;
    return [
      ...counts.map((count, world) => [`${name} µs, ${count} reviews`, median((of) => of[world])]),
      [`${name} ratio`, median(([small, large]) => (large ?? Number.NaN) / (small ?? Number.NaN))],
    ];
  });
  return Object.fromEntries(cells) as Row;
}

async function timeOf({ count, mock }: World, sampled: Sampled, place: number): Promise<number> {
  const path = sampled.pathOf(count, place);
  const init = initOf(sampled);
  const startedAt = performance.now();
  const response = await mock.api(new Request(`http://mock${path}`, init));
  const text = await response.text();
  const tookUs = (performance.now() - startedAt) * 1000;
  if (response.status !== 200) throw new Error(`${path} answered ${response.status} ${text}`);
  return tookUs;
}

function initOf({ body }: Sampled) {
  if (body === undefined) return { headers: { 'Api-Key': 'k' } };
  const headers = { 'Api-Key': 'k', 'Content-Type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}

/** A prime stride visits reviews all over the world, not one neighbourhood. */
const STRIDE = 7919;

function anyPlaces(worlds: readonly World[]): readonly NextPlace[] {
  let place = 0;
  return worlds.map(({ count }) => () => {
    place = (place + STRIDE) % count;
    return place;
  });
}

/**
 * Reviews that await and were never written, each once. A world that has no more of them is taken
 * back to its start, outside of what is timed.
 */
function freshPlaces(worlds: readonly World[], written: number): readonly NextPlace[] {
  return worlds.map(({ count, mock }) => {
    const slots = Math.floor(count / TENTH) * FRESH_OF_TEN;
    // In a small world the writes of an earlier operation may lie anywhere: it begins anew.
    let used = written + REQUESTS_PER_OPERATION > slots ? slots : written;
    return async () => {
      if (used >= slots) {
        await mock.control(new Request('http://mock/__control/reset', { method: 'POST' }));
        used = 0;
      }
      const slot = (used * STRIDE) % slots;
      used += 1;
      return Math.floor(slot / FRESH_OF_TEN) * TENTH + FRESH_FROM + (slot % FRESH_OF_TEN);
    };
  });
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
  const output = {
    invoice_number: `INV-${place}`,
    vendor_name: 'Acme Corp',
    issued_on: '2026-05-12',
    currency: 'EUR',
    net_amount: place % 1000,
    tax_amount: (place % 1000) / 5,
    total_amount: ((place % 1000) * 6) / 5,
  };
  const review = openExtract(player, { place, openedAt, priority: place % 3, output });
  if (place % TENTH < FRESH_FROM - 1) {
    const body = { version_stamp: review.rev, verdict: 'approved' } as const;
    player.act(review, openedAt, [DANA, { kind: 'decide', body }]);
  } else if (place % TENTH < FRESH_FROM) {
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
