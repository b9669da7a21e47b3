import { expect } from 'vitest';
import { parseReport } from '../../src/conformance/report/check-report.ts';
import type { ReadyReview } from '../../src/conformance/provision/pool-rig.ts';
import type { Report } from '../../src/conformance/report/report.ts';
import { runConformance } from '../../src/conformance/run.ts';
import type { RunOptions } from '../../src/conformance/run-options.ts';
import { loadRequirements } from '../../src/contract/requirements.ts';
import { createReviewContract } from '../../src/contract/review-contract.ts';
import { createMock, type Fetch } from '../../src/mock/mock.ts';

const contract = createReviewContract();
const CATALOGUE = loadRequirements().map(({ id }) => id);

/** A server that keeps every sentence. */
export const mock = await createMock({ seed: '1' });

/** Judges a server in this process by a small run. */
export async function run(
  options: Partial<RunOptions>,
  fetch: Fetch = mock.fetch,
): Promise<Report> {
  const target = { kind: 'fetch', fetch } as const;
  return runConformance({ target, contract, seed: '7', mode: 'smoke', ...options });
}

export function statusOf(report: Report, id: string): string {
  return report.requirements.find((each) => each.id === id)?.status ?? 'missing';
}

/** A report must be one, whatever happened; this reads it as another program would. */
export function expectWhole(report: Report): void {
  expect(parseReport(JSON.stringify(report)).requirements.map(({ id }) => id)).toEqual(CATALOGUE);
}

/** Opens a gate on that server. */
export async function openGate(gate: unknown): Promise<ReadyReview> {
  const request = new Request('http://mock.invalid/__control/gates', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(gate),
  });
  const reply = await mock.fetch(request);
  return (await reply.json()) as ReadyReview;
}
