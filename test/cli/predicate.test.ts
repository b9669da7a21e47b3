import { execFile } from 'node:child_process';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { predicateCommand } from '../../src/cli/predicate-command.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { ended } from './cli-process.ts';
import { fileWith, removeFiles } from './scenario-files.ts';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

afterAll(removeFiles);

const INVOICE = {
  output: { total: 505, vendor: ' ' },
  json_schema: { type: 'object', required: ['vendor'], properties: { vendor: { type: 'string' } } },
  consensus: { likelihoods: { total: 0.9, vendor: 0.5 } },
};
const NESTED = {
  kind: 'any_of',
  predicates: [
    { kind: 'confidence_lt', threshold: 0.7 },
    {
      kind: 'all_of',
      predicates: [
        { kind: 'field_confidence_lt', path: 'vendor', threshold: 0.6 },
        {
          kind: 'json_condition',
          condition: {
            sub_conditions: [{ path: 'total', operator: 'is_greater_than', value: 500 }],
          },
        },
      ],
    },
  ],
};
const invoice = fileWith(INVOICE);

/** Runs with a predicate, on the invoice unless told otherwise. */
const predicate = (given: unknown, evidence = invoice, ...more: readonly string[]) => {
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  return ended('predicate', '--predicate', text, '--evidence', evidence, ...more);
};

/** Runs with this on standard input. */
const piped = (input: string, ...args: readonly string[]) =>
  new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, [MAIN, ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, stdout, stderr });
    });
    child.stdin?.end(input);
  });

/** What a run would print and exit with, without a process for each. */
const judged = async (given: unknown, evidence = invoice, ...more: readonly string[]) => {
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  const seen = { code: -1, stdout: '', stderr: '' };
  const command = predicateCommand({
    write: (line) => (seen.stdout += line),
    isColored: false,
    standardInput: Readable.from([]),
    standardOutput: process.stdout,
    writeProgress: () => {},
    isLive: false,
    width: undefined,
    environment: {},
    exitWith: (code) => (seen.code = code),
    onStop: () => {},
  });
  const args = ['--predicate', text, '--evidence', evidence, ...more];
  await command.parseAsync(args, { from: 'user' }).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    Object.assign(seen, { code: 2, stderr: error.message });
  });
  return seen;
};

describe('review-kit predicate', () => {
  test('draws the whole tree, says what fired, and exits with 0', async () => {
    const { code, stdout, stderr } = await predicate(NESTED);
    expect(stdout.trimEnd().split('\n')).toEqual([
      '✓ any_of: 1 of 2 fire',
      '  ✗ confidence_lt: likelihood 0.7 is not below 0.7',
      '  ✓ all_of: 2 of 2 fire',
      '    ✓ field_confidence_lt: likelihood of vendor 0.5 is below 0.6',
      '    ✓ json_condition: 1 of 1 comparisons hold, and',
      '      ✓ total is_greater_than 500: 505',
      '',
      `It fires. triggered_by ${JSON.stringify(NESTED.predicates[1])}`,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('exits with 1 when it does not fire', async () => {
    const { code, stdout, stderr } = await predicate(NESTED.predicates[0]);
    expect(stdout).toBe('✗ confidence_lt: likelihood 0.7 is not below 0.7\n\nIt does not fire.\n');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  test('--json prints the trace, and exits the same', async () => {
    const fires = await predicate(NESTED, invoice, '--json');
    expect(JSON.parse(fires.stdout)).toMatchObject({
      fired: true,
      triggered_by: NESTED.predicates[1],
      trace: { kind: 'any_of', predicates: [{ fired: false }, { predicates: [{}, {}] }] },
    });
    expect(fires.code).toBe(0);
    const not = await judged(NESTED.predicates[0], invoice, '--json');
    expect(JSON.parse(not.stdout)).toMatchObject({ fired: false, triggered_by: null });
    expect(not.code).toBe(1);
  });

  test('takes the predicate from a file, and either from standard input', async () => {
    const file = fileWith(NESTED);
    expect((await judged(file)).code).toBe(0);
    const evidence = JSON.stringify(INVOICE);
    const first = await piped(evidence, 'predicate', '--predicate', file, '--evidence', '-');
    expect(first.stdout).toContain('It fires.');
    expect(first.code).toBe(0);
    const text = JSON.stringify(NESTED.predicates[0]);
    const second = await piped(text, 'predicate', '--predicate', '-', '--evidence', invoice);
    expect(second.stdout).toContain('It does not fire.');
    expect(second.code).toBe(1);
    const inline = await judged(` ${text}`, evidence);
    expect(inline.code).toBe(1);
  });

  test('--policy changes the verdict', async () => {
    const mean = NESTED.predicates[0];
    expect((await judged(mean, invoice, '--policy', 'likelihoods=min')).code).toBe(0);
    const blank = { kind: 'any_required_field_null' };
    expect((await judged(blank)).code).toBe(1);
    const both = ['--policy', 'likelihoods=min', '--policy', 'blank=gap'];
    expect((await judged(blank, invoice, ...both)).code).toBe(0);
    const unknown = await predicate(mean, invoice, '--policy', 'likelihood=min');
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('Did you mean likelihoods?');
  });

  test.each<[string, unknown, object, number]>([
    ['classifier', { kind: 'confidence_lt', threshold: 0.5 }, { category: 'a' }, 0],
    ['split', { kind: 'split_count_neq', expected: 1 }, [], 0],
    ['for_each', { kind: 'any_split_pages_lt', min_pages: 2 }, [{ key: 'a', pages: [1] }], 0],
    ['conditional', { kind: 'branch_in', branches: ['b'] }, { branch: 'b' }, 0],
    ['extract', { kind: 'confidence_lt', threshold: 0.5 }, { branch: 'b', category: 1, x: 1 }, 1],
  ])('tells the block type from the evidence: %s', async (_, given, output, code) => {
    const consensus = { likelihoods: { a: 0.4, b: 0.9 } };
    const evidence = fileWith({ output, consensus });
    expect((await judged(given, evidence)).code).toBe(code);
  });

  test.each<[string, unknown, string]>([
    ['a list', [], 'not for split'],
    ['a list of names', [{ name: 'a', pages: [] }], 'not for split'],
    ['a list of keys', [{ key: 'a', pages: [] }], 'not for for_each'],
    ['a branch', { branch: 'b' }, 'not for conditional'],
    ['a category', { category: 'b' }, 'not for classifier'],
    ['anything else', { total: 1 }, 'not for extract'],
    ['nothing', undefined, 'not for extract'],
  ])('PRD-5: names the block type that it told from %s', async (_, output, words) => {
    const kinds = [
      { kind: 'category_in', categories: ['a'] },
      { kind: 'split_count_neq', expected: 1 },
    ];
    const given = {
      kind: 'all_of',
      predicates: [...kinds, { kind: 'branch_in', branches: ['a'] }],
    };
    const { code, stdout, stderr } = await judged(given, fileWith({ output }));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).toMatch(/predicates\.\d\.kind: /);
  });

  test('--block-type wins over what the evidence looks like', async () => {
    const given = { kind: 'field_confidence_lt', path: 'category', threshold: 1 };
    const evidence = fileWith({
      output: { category: 'a' },
      consensus: { likelihoods: { category: 0.5 } },
    });
    const both = { kind: 'all_of', predicates: [given] };
    expect((await judged(both, evidence)).code).toBe(2);
    expect((await judged(both, evidence, '--block-type', 'extract')).code).toBe(0);
    // Only an extract block can have this one.
    expect((await judged(given, evidence)).code).toBe(0);
    const refused = await judged(given, evidence, '--block-type', 'classifier');
    expect(refused.stderr).toContain('kind: field_confidence_lt is for extract blocks');
    const unknown = await predicate(given, evidence, '--block-type', 'extrakt');
    expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('extract') });
  });
});

const when = (sub: object) => ({ kind: 'json_condition', condition: { sub_conditions: [sub] } });

describe('mistakes are told in a message, with exit code 2 and no stack', () => {
  test('a predicate that cannot be taken', async () => {
    const { code, stdout, stderr } = await predicate({ kind: 'confidence_it' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: The predicate cannot be taken:\n {2}\S+: .*confidence_lt/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('evidence that cannot be read', async () => {
    const { code, stdout, stderr } = await predicate(NESTED, fileWith('{'));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: The evidence in .*json cannot be taken: it is not JSON/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each<[string, unknown, string, readonly string[]]>([
    ['an unknown kind', { kind: 'confidence_it' }, invoice, ['Did you mean confidence_lt?']],
    [
      'an unknown kind below',
      { kind: 'any_of', predicates: [{ kind: 'alway' }] },
      invoice,
      ['predicates.0', 'Did you mean always?'],
    ],
    [
      'an unknown operator',
      when({ path: 'total', operator: 'is_equal', value: 1 }),
      invoice,
      ['condition.sub_conditions.0.operator', 'Did you mean is_equal_to?'],
    ],
    [
      'an operator like none',
      when({ path: 'total', operator: '=', value: 1 }),
      invoice,
      ['Not one of exists, '],
    ],
    ['no threshold', { kind: 'confidence_lt' }, invoice, ['threshold: Field required']],
    [
      'a threshold of 2',
      { kind: 'any_of', predicates: [{ kind: 'confidence_lt', threshold: 2 }] },
      invoice,
      ['predicates.0.threshold: '],
    ],
    [
      'a bad pattern',
      when({ path: 'total', operator: 'matches_regex', value: '(' }),
      invoice,
      ['sub_conditions.0.value: '],
    ],
    ['no kind', {}, invoice, ['The predicate cannot be taken']],
    ['no JSON', '{"kind": ', invoice, ['The predicate in the argument', 'not JSON']],
    ['no file', 'gate.json', invoice, ["no readable file 'gate.json'", 'predicate as a file']],
    ['no evidence file', NESTED, '/no/such.json', ["'/no/such.json'", 'the evidence as a file']],
    ['evidence that is no JSON', NESTED, fileWith('{'), ['The evidence in ', 'not JSON']],
    ['evidence that is a list', NESTED, fileWith('[]'), ['The evidence is no object']],
    [
      'a number that no double holds',
      NESTED,
      fileWith('{"output": 9007199254740993}'),
      ['9007199254740993'],
    ],
    ['evidence too deep', NESTED, fileWith(`${'['.repeat(300)}`), ['deeper than 256']],
  ])('%s', async (_, given, evidence, words) => {
    const { code, stdout, stderr } = await judged(given, evidence);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const word of words) expect(stderr).toContain(word);
  });

  test.each([
    [['--evidence', invoice], '--predicate'],
    [['--predicate', '{}'], '--evidence'],
    [['--predicate', '{}', '--evidence', invoice, '--jsn'], '--json'],
  ])('%j', async (args, word) => {
    const { code, stderr } = await ended('predicate', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(word);
  });
});
