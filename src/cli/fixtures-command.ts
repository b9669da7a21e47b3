import { Command, Option } from 'commander';
import { FIXTURE_FORMATS } from '../generate/fixture-format.ts';
import { FACET_VALUES } from '../generate/mix.ts';
import { SURFACES } from '../generate/surface.ts';
import { collectMix, parseSpan } from './fixture-options.ts';
import { parseCount, parseInstantOption } from './option-values.ts';
import type { FixturesFlags } from './run-fixtures.ts';
import type { Terminal } from './terminal.ts';

const EXAMPLES = `
Examples:
  $ review-kit fixtures > overlays.json
  $ review-kit fixtures --count 1000 --surface state --out inbox.json && review-kit mock --scenario inbox.json
  $ review-kit fixtures --mix status=awaiting_review:9,approved:1 block_type=extract versions=1:3,2-4:1
  $ review-kit fixtures --schema policy.schema.json --format ts --out policies.ts
  $ review-kit fixtures --check overlays.json

A mix names values and their weights: ${Object.entries(FACET_VALUES)
  .map(([name, values]) => `\n  ${name}: ${values.join(', ')}`)
  .join('')}
  versions: a number, or several, such as 2-5

Exit codes: 0 done, 1 --check found faults, 2 the options or a file cannot be taken.`;

/** `review-kit fixtures`: writes believable reviews, or checks a file of them. */
export function fixturesCommand(terminal: Terminal): Command {
  return new Command('fixtures')
    .summary('write believable reviews, or check some')
    .description('Writes reviews that the mock could be in, the same for the same seed.')
    .option('--count <number>', 'how many (default: 60)', parseCount)
    .option('--seed <text>', 'what they are made from (default: "1")')
    .addOption(
      new Option('--surface <name>', 'what to show (default: "overlay")').choices(SURFACES),
    )
    .addOption(
      new Option('--format <name>', 'told from the name of --out, else json').choices(
        FIXTURE_FORMATS,
      ),
    )
    .option('--out <file|->', 'where to write', '-')
    .option(
      '--mix <name=value:weight...>',
      'what the set is made up of: names, values and weights',
      collectMix,
    )
    .option('--span <time>', 'in how much time the gates fire (default: "30d")', parseSpan)
    .option('--until <instant>', 'when the set stands', parseInstantOption)
    .option('--workflows <number>', 'how many workflows there are', parseCount)
    .option('--actors <file>', 'who takes part: a JSON list of {kind, id, display_name}')
    .option('--schema <file>', 'a JSON Schema of your own for what is extracted')
    .option('--check <file>', 'check fixtures against schema and invariants, write nothing')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: FixturesFlags) => {
      // Loaded when it is used: the mock starts without it.
      const { runFixtures } = await import('./run-fixtures.ts');
      await runFixtures(flags, terminal);
    });
}
