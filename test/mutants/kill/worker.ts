import { createReviewContract } from '../../../src/contract/review-contract.ts';
import { runConformance } from '../../../src/conformance/run.ts';
import type { Report } from '../../../src/conformance/report/report.ts';
import { loadServer } from '../load-mutant.ts';
import { MUTANTS } from '../mutants.ts';
import { VARIANTS } from '../variants.ts';
import type { Job, JobResult } from './job.ts';

// Runs jobs sent by its parent, one after the other.

const contract = createReviewContract();

process.on('message', (job: Job) => {
  void run(job).then((result) => process.send?.(result));
});

async function run(job: Job): Promise<JobResult> {
  try {
    return await judge(job);
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const none = { failed: [], warned: [], inconclusive: [], sentences: {} };
    return { job, verdict: 'broken', ...none, requests: 0, seconds: 0, error: reason };
  }
}

async function judge(job: Job): Promise<JobResult> {
  const mutant = MUTANTS.find(({ id }) => job.kind === 'mutant' && id === job.id);
  const variant = VARIANTS.find(({ id }) => job.kind === 'variant' && id === job.id);
  const server = await loadServer((mutant ?? variant)?.edits ?? [], {
    seed: job.seed,
    onDefect: () => {},
    ...(variant?.policies === undefined ? {} : { policies: variant.policies }),
  });
  const report = await runConformance({
    target: { kind: 'fetch', fetch: server.fetch },
    mode: 'ci',
    seed: job.seed,
    contract,
    ...(job.isShort && mutant !== undefined ? { stopAt: mutant.requirement } : {}),
  });
  server.close();
  return resultOf(job, report);
}

function resultOf(job: Job, report: Report): JobResult {
  const { requirements, verdict, totals, seconds } = report;
  const ids = (status: string) =>
    requirements.filter((each) => each.status === status).map(({ id }) => id);
  const sentences = requirements.flatMap(({ id, findings }) =>
    findings.slice(0, 1).map(({ check, sentence }) => [id, `${check}: ${sentence}`] as const),
  );
  return {
    job,
    verdict,
    failed: ids('fail'),
    warned: ids('warn'),
    inconclusive: ids('inconclusive'),
    sentences: Object.fromEntries(sentences),
    requests: totals.requests,
    seconds,
    ...(verdict === 'broken' ? { error: report.summary } : {}),
  };
}
