import { loadRequirements } from '../../../src/contract/requirements.ts';
import type { Mutant, Variant } from '../mutant.ts';
import type { JobResult } from './job.ts';

/** What the table is drawn from. */
export interface KillFacts {
  readonly mutants: readonly Mutant[];
  readonly variants: readonly Variant[];
  readonly results: readonly JobResult[];
  readonly seedCount: number;
  readonly isVerbose: boolean;
}

/** One mutant and how its runs came out. */
interface MutantOutcome {
  readonly mutant: Mutant;
  readonly caught: number;
  readonly runs: readonly JobResult[];
}

/** Draws the table; it is good when every mutant was caught on every seed and every variant passed. */
export function killTable(facts: KillFacts): { readonly text: string; readonly isGood: boolean } {
  const outcomes = facts.mutants.map((mutant) => outcomeOf(mutant, facts.results));
  const missed = outcomes.filter(({ caught }) => caught < facts.seedCount);
  const noisy = facts.variants.flatMap((variant) => noiseOf(variant, facts.results));
  const killed = outcomes.length - missed.length;
  const percent = outcomes.length === 0 ? 0 : (killed / outcomes.length) * 100;
  const lines = [
    ...tableByRequirement(outcomes, facts.seedCount),
    '',
    ...missed.map((outcome) => missedLine(outcome, facts.seedCount)),
    ...noisy,
    ...(facts.isVerbose ? outcomes.flatMap(({ runs }) => runs.flatMap(verboseLines)) : []),
    '',
    `${killed} of ${outcomes.length} mutants caught by their requirement on all ${facts.seedCount} seeds (${percent.toFixed(1)} %)`,
    `median requests until caught: ${medianRequests(outcomes)}`,
    `${facts.variants.length - noisy.length} of ${facts.variants.length} permitted variants green`,
    ...aloneLines(outcomes),
  ];
  return { text: lines.join('\n'), isGood: missed.length === 0 && noisy.length === 0 };
}

function outcomeOf(mutant: Mutant, results: readonly JobResult[]): MutantOutcome {
  const runs = results.filter(({ job }) => job.kind === 'mutant' && job.id === mutant.id);
  const short = runs.filter(({ job }) => job.isShort);
  return { mutant, runs, caught: short.filter((run) => isCaught(mutant, run)).length };
}

/** By its own id, and a MUST as a MUST. */
function isCaught({ requirement, level }: Mutant, { failed, warned }: JobResult): boolean {
  return failed.includes(requirement) || (level === 'SHOULD' && warned.includes(requirement));
}

function tableByRequirement(
  outcomes: readonly MutantOutcome[],
  seedCount: number,
): readonly string[] {
  const ids = [...new Set(outcomes.map(({ mutant }) => mutant.requirement))].toSorted();
  return ids.map((id) => {
    const own = outcomes.filter(({ mutant }) => mutant.requirement === id);
    const killed = own.filter(({ caught }) => caught === seedCount).length;
    return `${id.padEnd(8)}${String(killed).padStart(4)} of ${String(own.length).padStart(3)}`;
  });
}

function missedLine({ mutant, caught, runs }: MutantOutcome, seedCount: number): string {
  const [first] = runs;
  const seen = [...(first?.failed ?? []), ...(first?.warned ?? []).map((id) => `${id} (warns)`)];
  const error = runs.find((run) => run.error !== undefined)?.error;
  const why = error ?? `seen instead: ${seen.join(', ') || 'nothing'}`;
  return `MISSED ${mutant.id} [${mutant.requirement} ${mutant.level}] on ${seedCount - caught} of ${seedCount} seeds; ${why}`;
}

function noiseOf(variant: Variant, results: readonly JobResult[]): readonly string[] {
  const runs = results.filter(({ job }) => job.kind === 'variant' && job.id === variant.id);
  const isQuiet = ({ verdict, warned, inconclusive }: JobResult) =>
    verdict === 'conforms' &&
    inconclusive.length === 0 &&
    warned.every((id) => variant.mayWarn.includes(id));
  return runs
    .filter((run) => !isQuiet(run))
    .map((run) => {
      const seen = [
        ...run.failed,
        ...run.warned.map((id) => `${id} (warns)`),
        ...run.inconclusive.map((id) => `${id} (inconclusive)`),
      ];
      const sentence = seen.map((id) => run.sentences[id.split(' ')[0] ?? '']).find(Boolean);
      return `NOISY ${variant.id}: ${run.error ?? seen.join(', ')}; ${sentence ?? ''}`;
    });
}

function verboseLines({ job, sentences, requests, seconds, error }: JobResult): readonly string[] {
  return [
    `${job.id} seed ${job.seed}: ${requests} requests, ${seconds.toFixed(1)} s ${error ?? ''}`,
    ...Object.entries(sentences).map(([id, sentence]) => `    ${id}  ${sentence}`),
  ];
}

function medianRequests(outcomes: readonly MutantOutcome[]): number {
  const counts = outcomes
    .flatMap(({ runs }) => runs.filter(({ job }) => job.isShort).map(({ requests }) => requests))
    .toSorted((left, right) => left - right);
  return counts[Math.floor(counts.length / 2)] ?? 0;
}

/** A MUST that no mutant proves alone may lean on the checks of another. */
function aloneLines(outcomes: readonly MutantOutcome[]): readonly string[] {
  const musts = loadRequirements().filter(
    ({ level, excluded }) => level === 'MUST' && excluded === undefined,
  );
  const alone = new Set(
    outcomes.flatMap(({ mutant, runs }) => {
      const full = runs.find(({ job }) => !job.isShort);
      return full?.failed.join(',') === mutant.requirement ? [mutant.requirement] : [];
    }),
  );
  const unproven = musts.map(({ id }) => id).filter((id) => !alone.has(id));
  return [
    `${musts.length - unproven.length} of ${musts.length} MUST requirements have a mutant that they alone fail`,
    ...(unproven.length === 0 ? [] : [`without one: ${unproven.join(', ')}`]),
  ];
}
