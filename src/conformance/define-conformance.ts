import { assert, beforeAll, describe, test } from 'vitest';
import { loadRequirements } from '../contract/requirements.ts';
import { summaryTable } from './report/summary-table.ts';
import { standingOf } from './report/standing.ts';
import type { Report } from './report/report.ts';
import { runConformance } from './run.ts';
import type { RunOptions } from './run-options.ts';

/** What a team's test file says of its server; a function is asked before the run. */
export type ConformanceOptions = RunOptions | (() => RunOptions | Promise<RunOptions>);

/** A run takes seconds; a slow network more. Units: milliseconds. */
const RUN_TIMEOUT_MS = 10 * 60 * 1000;

/**
 * Registers the requirements as vitest tests, one for each id; one run stands behind them all.
 *
 * A requirement that could not be judged is skipped with its reason, never passed.
 *
 * Shape: call it at the top level of a test file, or in a `describe`.
 */
export function defineConformance(options: ConformanceOptions): void {
  describe('review API', () => {
    let report: Report;
    beforeAll(async () => {
      report = await runConformance(typeof options === 'function' ? await options() : options);
    }, RUN_TIMEOUT_MS);
    test('the run says enough', () => {
      assert(report.verdict === 'conforms' || report.verdict === 'fails', report.summary);
    });
    for (const { id, text } of loadRequirements()) {
      test(`${id} ${text.split(/(?<=\.)\s/)[0] ?? text}`, ({ skip }) => {
        const result = report.requirements.find((each) => each.id === id);
        assert(result !== undefined, `the report has no entry for ${id}`);
        const standing = standingOf(result, report.options.failLevel);
        if (standing === 'unjudged') skip(result.reason);
        assert(standing !== 'failing', summaryTable({ ...report, requirements: [result] }));
      });
    }
  });
}
