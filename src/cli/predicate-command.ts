import { Command, Option } from 'commander';
import { createReviewContract } from '../contract/review-contract.ts';
import type { FieldFault } from '../contract/problems.ts';
import type { BlockType, Predicate } from '../contract/wire.ts';
import { DEFAULT_POLICIES } from '../domain/policies.ts';
import { evaluate } from '../predicates/evaluate.ts';
import { isObject, type Evidence } from '../predicates/evidence.ts';
import { explain } from '../predicates/explain.ts';
import { OPERATOR_NAMES } from '../predicates/operators.ts';
import { BLOCK_TYPES_OF, predicateFaults } from '../predicates/predicate-faults.ts';
import { readJson } from './json-input.ts';
import type { Terminal } from './terminal.ts';
import { collectPolicy } from './option-values.ts';
import { didYouMean, UsageError } from './usage-error.ts';

const EXIT_FIRES = 0;
const EXIT_DOES_NOT_FIRE = 1;

interface PredicateFlags {
  readonly predicate: string;
  readonly evidence: string;
  readonly blockType?: BlockType;
  readonly policy?: Partial<typeof DEFAULT_POLICIES>;
  readonly json?: boolean;
}

const BLOCK_TYPES: readonly BlockType[] = [
  'extract',
  'classifier',
  'split',
  'for_each',
  'conditional',
];

const EXAMPLES = `
Examples:
  $ review-kit predicate --predicate gate.json --evidence result.json
  $ curl -s … | review-kit predicate --predicate '{"kind":"confidence_lt","threshold":0.8}' --evidence -

Exit codes: 0 it fires, 1 it does not, 2 the predicate or the evidence cannot be taken.`;

/** `review-kit predicate`: says whether a predicate fires on a block's result, and why. */
export function predicateCommand(terminal: Terminal): Command {
  return new Command('predicate')
    .summary('say whether a predicate fires, and why')
    .description("Evaluates a predicate on a block's result and says why it fires or does not.")
    .requiredOption('--predicate <file|json>', 'the predicate')
    .requiredOption(
      '--evidence <file|->',
      "the block's result: {output, json_schema, consensus, …}",
    )
    .addOption(
      new Option(
        '--block-type <type>',
        'the block type; told from the evidence by default',
      ).choices(BLOCK_TYPES),
    )
    .option('--policy <NAME=VALUE>', 'likelihoods=mean|min or blank=answer|gap', collectPolicy)
    .option('--json', 'print the trace as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: PredicateFlags) => {
      terminal.exitWith(await runPredicate(flags, terminal));
    });
}

async function runPredicate(flags: PredicateFlags, terminal: Terminal): Promise<number> {
  const { standardInput } = terminal;
  const given = await readJson(flags.predicate, 'predicate', standardInput);
  const evidence = await readJson(flags.evidence, 'evidence', standardInput);
  if (!isObject(evidence)) throw new UsageError('The evidence is no object such as {"output": …}.');
  const predicate = checkedPredicate(given);
  const blockType = flags.blockType ?? blockTypeOf(predicate, evidence);
  refuse(predicateFaults(predicate, blockType, []), predicate);

  const policies = { ...DEFAULT_POLICIES, ...flags.policy };
  const { trace, triggeredBy } = evaluate(predicate, { blockType, evidence, policies });
  const summary = triggeredBy
    ? `It fires. triggered_by ${JSON.stringify(triggeredBy)}`
    : 'It does not fire.';
  terminal.write(
    flags.json === true
      ? JSON.stringify({ fired: trace.fired, triggered_by: triggeredBy, trace }, null, 2)
      : `${explain(trace)}\n\n${summary}`,
  );
  return trace.fired ? EXIT_FIRES : EXIT_DOES_NOT_FIRE;
}

function checkedPredicate(given: unknown): Predicate {
  const check = createReviewContract().schemas['ReviewPredicate'];
  refuse(check?.(given) ?? [], given);
  return given as Predicate;
}

/** Says where the predicate is wrong, and which word was probably meant. */
function refuse(faults: readonly FieldFault[], predicate: unknown): void {
  if (faults.length === 0) return;
  const lines = faults.map((fault) => {
    const steps = fault.loc.filter((step) => step !== 'body');
    const place = steps.length > 0 ? steps.join('.') : 'predicate';
    return `\n  ${place}: ${fault.msg}${hintFor(fault, valueAt(predicate, steps))}`;
  });
  throw new UsageError(`The predicate cannot be taken:${lines.join('')}`);
}

function hintFor(fault: FieldFault, value: unknown): string {
  const tag = fault.ctx?.['tag'];
  if (fault.type === 'union_tag_invalid' && typeof tag === 'string') {
    return didYouMean(tag, Object.keys(BLOCK_TYPES_OF));
  }
  const isOperator = fault.loc.at(-1) === 'operator' && typeof value === 'string';
  return isOperator ? didYouMean(value, OPERATOR_NAMES) : '';
}

function valueAt(root: unknown, steps: readonly (string | number)[]): unknown {
  let value = root;
  for (const step of steps) value = (value as Record<string | number, unknown> | undefined)?.[step];
  return value;
}

/** What the result looks like; a predicate that only one block type can have says more. */
function blockTypeOf(predicate: Predicate, { output }: Evidence): BlockType {
  const possible = BLOCK_TYPES_OF[predicate.kind];
  const [only] = possible;
  if (possible.length === 1 && only) return only;
  const [first] = Array.isArray(output) ? (output as readonly unknown[]) : [];
  const looks: BlockType = Array.isArray(output)
    ? isObject(first) && 'key' in first
      ? 'for_each'
      : 'split'
    : isObject(output) && 'branch' in output && Object.keys(output).length === 1
      ? 'conditional'
      : isObject(output) && 'category' in output
        ? 'classifier'
        : 'extract';
  return looks;
}
