import { Command } from 'commander';
import { loadRequirements, type Requirement } from '../contract/requirements.ts';
import { requirementOf, requirementsOf } from '../conformance/check.ts';
import { CHECKS } from '../conformance/checks/all-checks.ts';
import type { Terminal } from './terminal.ts';
import { didYouMean, UsageError } from './usage-error.ts';

const ID_WIDTH = 8;
const LEVEL_WIDTH = 8;
const SURFACE_WIDTH = 10;
const CHECKS_SHOWN_MAX = 20;

/** `review-kit requirements`: lists the catalogue. */
export function requirementsCommand(terminal: Terminal): Command {
  return new Command('requirements')
    .summary('list what the review API owes its callers')
    .description('Lists the catalogue of requirements, by id, level and surface.')
    .option('--json', 'print the whole catalogue as JSON')
    .action(({ json }: { readonly json?: boolean }) => {
      const catalogue = loadRequirements();
      terminal.write(
        json === true ? JSON.stringify(catalogue, null, 2) : catalogue.map(lineOf).join('\n'),
      );
    });
}

/** `review-kit explain`: shows one requirement, where it comes from and what checks it. */
export function explainCommand(terminal: Terminal): Command {
  return new Command('explain')
    .summary('show one requirement, its sources and its checks')
    .description('Shows one requirement: its sentences, where they come from, what checks them.')
    .argument('<id>', 'such as CAS-4')
    .action((id: string) => {
      const catalogue = loadRequirements();
      const requirement = catalogue.find((each) => each.id === id.toUpperCase());
      if (requirement === undefined) {
        const hint = didYouMean(
          id,
          catalogue.map((each) => each.id),
        );
        throw new UsageError(
          `There is no requirement ${id}${hint}; review-kit requirements lists them.`,
        );
      }
      terminal.write(explanationOf(requirement));
    });
}

function lineOf({ id, level, surface, text }: Requirement): string {
  const columns = [id.padEnd(ID_WIDTH), level.padEnd(LEVEL_WIDTH), surface.padEnd(SURFACE_WIDTH)];
  return columns.join('') + (text.split(/(?<=\.)\s/)[0] ?? text);
}

function explanationOf(requirement: Requirement): string {
  const { id, level, surface, text, also, source, excluded } = requirement;
  const judging = CHECKS.filter((check) => requirementsOf(check).includes(id));
  // Its own first: hundreds judge it by the way.
  const own = judging.filter((check) => requirementOf(check) === id);
  const others = judging.filter((check) => requirementOf(check) !== id);
  const checks = [...own, ...others].map((check) => check.id);
  const rest = checks.length - CHECKS_SHOWN_MAX;
  return [
    `${id}  ${level}  ${surface}`,
    '',
    text,
    ...also.map((sentence) => `\n${sentence.level}: ${sentence.text}`),
    '',
    'From:',
    ...source.map((each) => `  ${sourceText(each)}`),
    ...(excluded === undefined ? [] : ['', `Not tested: ${excluded}`]),
    '',
    checks.length === 0 ? 'Judged on every reply that shows it.' : 'Checked by:',
    ...checks.slice(0, CHECKS_SHOWN_MAX).map((check) => `  ${check}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ].join('\n');
}

function sourceText(source: Requirement['source'][number]): string {
  if ('seed' in source) return `${source.seed}, ${source.section}`;
  return 'vendor' in source
    ? source.vendor
    : `spec/decisions/${source.decision}.md, a decision of this project`;
}
