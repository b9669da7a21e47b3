import type { Report, RequirementResult, Verdict } from './report.ts';
import { quantity } from './quantities.ts';
import { standingOf } from './standing.ts';

/**
 * Says how a run as a whole ended.
 *
 * Nothing is green that was not tried: a run that judged no MUST, or left more of them open than it
 * judged, has said too little.
 */
export function verdictOf(
  requirements: readonly RequirementResult[],
  failLevel: Report['options']['failLevel'],
  brokenBy: string | undefined,
): { readonly verdict: Verdict; readonly summary: string } {
  if (brokenBy !== undefined) return { verdict: 'broken', summary: brokenBy };
  const failing = requirements.filter((each) => standingOf(each, failLevel) === 'failing');
  if (failing.length > 0) {
    const ids = failing.map(({ id }) => id).join(', ');
    const broken = quantity(failing.length, 'requirement');
    return { verdict: 'fails', summary: `${broken} broken: ${ids}.` };
  }
  const musts = requirements.filter(({ level }) => level === 'MUST');
  const judged = musts.filter(({ status }) => JUDGED.has(status));
  const open = musts.filter(({ status, reason }) => isOpen(status, reason));
  const asked = requirements.filter(({ status }) => JUDGED.has(status));
  if (asked.length === 0 || open.length > judged.length) {
    const counts = `${judged.length} of ${quantity(musts.length, 'MUST requirement')} judged`;
    return { verdict: 'too-little', summary: `${counts}, ${open.length} left open.` };
  }
  return {
    verdict: 'conforms',
    summary: `${quantity(asked.length, 'requirement')} judged, none broken.`,
  };
}

const JUDGED: ReadonlySet<string> = new Set(['pass', 'fail', 'warn']);

/** What the caller asked for and the run did not get to; what was left out on purpose is not open. */
function isOpen(status: RequirementResult['status'], reason: string | undefined): boolean {
  if (status === 'inconclusive' || status === 'not-testable') return true;
  return status === 'skip' && reason === RUN_OVER;
}

/** Why a check did not run when the budget was spent. */
export const RUN_OVER = 'the run was over before its turn';
