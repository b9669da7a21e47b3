import type {
  BaselineNote,
  DialectEntry,
  Finding,
  PhaseResult,
  Report,
  RequirementResult,
  Status,
} from './report.ts';
import { quantity } from './quantities.ts';
import { mergeOpinions } from './merge-opinions.ts';
import { countByLevel } from './standing.ts';
import { RUN_OVER, verdictOf } from './verdict.ts';

/** From the weightiest on, so that the whole says what a run without shards would have said. */
const STATUS_RANKS: readonly Status[] = [
  'fail',
  'warn',
  'inconclusive',
  'pass',
  'not-testable',
  'skip',
];
const BASELINE_RANKS: readonly BaselineNote['state'][] = ['expired', 'known', 'passes-again'];

type SameMember = readonly [name: string, of: (report: Report) => string];

/** What two reports must share for their sum to mean something. */
const SAME: readonly SameMember[] = [
  ['specs', ({ tool }) => tool.specSha256],
  ['targets', ({ target }) => target],
  ['seeds', ({ options }) => options.seed],
  ['modes', ({ options }) => options.mode],
  ['levels of failure', ({ options }) => options.failLevel],
];

/**
 * Joins the reports of the shards of one run into the report of the whole.
 *
 * A requirement has its worst status among the shards, and one that any shard judged is judged; the
 * verdict is drawn anew from that, since a shard alone has always done too little. Work is summed;
 * time is that of the slowest shard, since shards run side by side. A shard that is missing makes
 * the whole too little to say, for nobody knows what it would have found.
 *
 * Errors: throws an Error that says why reports do not belong together.
 */
export function mergeReports(reports: readonly Report[]): Report {
  const [first, ...others] = reports;
  if (first === undefined) throw new Error('There is no report to merge.');
  if (others.length === 0 && first.options.shard === null) return first;
  for (const other of others) refuseStranger(first, other);
  refuseShardsThatDoNotFit(reports);
  const requirements = mergeRequirements(reports);
  return {
    ...first,
    startedAt: earliest(reports.map(({ startedAt }) => startedAt)),
    seconds: Math.max(...reports.map(({ seconds }) => seconds)),
    ...mergeVerdicts(reports, requirements),
    options: mergeOptions(reports, first),
    capabilities: union(reports.map(({ capabilities }) => capabilities)),
    dialect: mergeDialect(reports),
    phases: mergePhases(reports),
    totals: {
      requests: sum(reports.map(({ totals }) => totals.requests)),
      checks: sum(reports.map(({ totals }) => totals.checks)),
      judgements: sum(reports.map(({ totals }) => totals.judgements)),
      byLevel: countByLevel(requirements),
    },
    requirements,
    ...mergeOpinions(reports),
  };
}

function refuseStranger(first: Report, other: Report): void {
  for (const [name, of] of SAME) {
    const [left, right] = [of(first), of(other)];
    if (left === right) continue;
    throw new Error(
      `The reports have different ${name}, ${left} and ${right}: run all shards alike.`,
    );
  }
}

function refuseShardsThatDoNotFit(reports: readonly Report[]): void {
  if (reports.length < 2) return;
  const seen = new Set<string>();
  const count = countOfShards(reports);
  for (const { options } of reports) {
    const { shard } = options;
    if (shard === null) throw new Error('One of the reports is of a whole run, not of a shard.');
    if (seen.has(shard)) throw new Error(`Shard ${shard} is there twice.`);
    if (!shard.endsWith(`/${count}`)) {
      throw new Error(`Shard ${shard} does not fit the others, which are of ${count}.`);
    }
    seen.add(shard);
  }
}

function countOfShards(reports: readonly Report[]): number {
  return Number(reports[0]?.options.shard?.split('/')[1] ?? 1);
}

function missingShards(reports: readonly Report[]): readonly string[] {
  const count = countOfShards(reports);
  const given = new Set(reports.map(({ options }) => options.shard ?? '1/1'));
  return Array.from({ length: count }, (_, index) => `${index + 1}/${count}`).filter(
    (shard) => !given.has(shard),
  );
}

function mergeVerdicts(
  reports: readonly Report[],
  requirements: readonly RequirementResult[],
): Pick<Report, 'verdict' | 'summary'> {
  const brokenBy = reports.find((each) => each.verdict === 'broken')?.summary;
  const failLevel = reports[0]?.options.failLevel ?? 'must';
  const drawn = verdictOf(requirements, failLevel, brokenBy);
  const missing = missingShards(reports);
  const merged = `Merged from ${quantity(reports.length, 'shard')}.`;
  if (missing.length === 0) return { ...drawn, summary: `${drawn.summary} ${merged}` };
  const summary = `${drawn.summary} ${merged} Missing: ${missing.join(', ')}.`;
  return { verdict: drawn.verdict === 'conforms' ? 'too-little' : drawn.verdict, summary };
}

function mergeOptions(reports: readonly Report[], { options }: Report): Report['options'] {
  const all = reports.map((each) => each.options);
  return {
    ...options,
    shard: null,
    surfaces: union(all.map(({ surfaces }) => surfaces)),
    actors: union(all.map(({ actors }) => actors)),
  };
}

function mergeRequirements(reports: readonly Report[]): readonly RequirementResult[] {
  const groups = grouped(
    reports.flatMap(({ requirements }) => requirements),
    ({ id }) => id,
  );
  return groups.map(mergeRequirement);
}

function mergeRequirement(group: Group<RequirementResult>): RequirementResult {
  const [first] = group;
  const weightiest = group.reduce((left, right) =>
    weightOf(right) < weightOf(left) ? right : left,
  );
  const findings = group.flatMap((each) => each.findings);
  const baseline = group
    .flatMap((each) => each.baseline ?? [])
    .toSorted((left, right) => rank(left.state, BASELINE_RANKS) - rank(right.state, BASELINE_RANKS))
    .at(0);
  const { reason: _reason, baseline: _baseline, ...rest } = weightiest;
  return {
    ...rest,
    ...(weightiest.reason === undefined ? {} : { reason: weightiest.reason }),
    judgements: sum(group.map((each) => each.judgements)),
    checks: union(group.map((each) => each.checks)),
    findings: findings.map((finding, index) => renumbered(finding, `${first.id}#${index + 1}`)),
    ...(baseline === undefined ? {} : { baseline }),
  };
}

/** The lighter number weighs more; what the run did not get to is still open, unlike other skips. */
function weightOf({ status, reason }: RequirementResult): number {
  const isOpen = status === 'skip' && reason === RUN_OVER;
  return STATUS_RANKS.indexOf(isOpen ? 'not-testable' : status) - (isOpen ? 0.5 : 0);
}

function renumbered(finding: Finding, id: string): Finding {
  const { curl, replay } = finding.reproduction;
  const renamed = replay?.replaceAll(`'${finding.id}'`, `'${id}'`) ?? null;
  return { ...finding, id, reproduction: { curl, replay: renamed } };
}

function mergePhases(reports: readonly Report[]): readonly PhaseResult[] {
  const placed = reports.flatMap(({ phases, options }) =>
    phases.map((phase) => ({ phase, shard: options.shard ?? 'whole' })),
  );
  return grouped(placed, ({ phase }) => phase.name).map((group) => {
    const phases = group.map(({ phase }) => phase);
    return {
      name: group[0].phase.name,
      checks: sum(phases.map(({ checks }) => checks)),
      requests: sum(phases.map(({ requests }) => requests)),
      seconds: Math.max(...phases.map(({ seconds }) => seconds)),
      findings: sum(phases.map(({ findings }) => findings)),
      measures: mergeMeasures(group),
    };
  });
}

/** A measure is a text, so it cannot be summed; where shards differ, each has its say. */
function mergeMeasures(
  group: Group<{ readonly phase: PhaseResult; readonly shard: string }>,
): PhaseResult['measures'] {
  const names = union(group.map(({ phase }) => Object.keys(phase.measures)));
  return Object.fromEntries(
    names.map((name) => {
      const said = group.flatMap(({ phase, shard }) => {
        const text = phase.measures[name];
        return text === undefined ? [] : [{ text, shard }];
      });
      const isSame =
        said.length === group.length && new Set(said.map(({ text }) => text)).size === 1;
      const texts = said.map(({ text, shard }) => (isSame ? text : `${shard}: ${text}`));
      return [name, [...new Set(texts)].join('; ')];
    }),
  );
}

function mergeDialect(reports: readonly Report[]): readonly DialectEntry[] {
  return grouped(
    reports.flatMap(({ dialect }) => dialect),
    ({ name }) => name,
  ).map((group) => {
    const known = group.map(({ value }) => value).filter((value) => value !== 'unknown');
    return {
      ...group[0],
      // Two readings in one run are a find, not a mistake of the merge.
      value: known.length === 0 ? 'unknown' : union([known]).join(' or '),
      isPinned: group.some(({ isPinned }) => isPinned),
    };
  });
}

type Group<Item> = readonly [Item, ...Item[]];

/** Groups by a name, in order of first mention. */
function grouped<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
): readonly Group<Item>[] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(nameOf(item));
    if (group === undefined) groups.set(nameOf(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function union(lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())];
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, each) => total + each, 0);
}

function earliest(instants: readonly string[]): string {
  return instants.reduce((left, right) => (Date.parse(right) < Date.parse(left) ? right : left));
}

function rank<Value>(value: Value, ranks: readonly Value[]): number {
  return ranks.indexOf(value);
}
