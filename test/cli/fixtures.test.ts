import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { ended, endAll, runCli, startMock } from './cli-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'review-kit-fixtures-'));
const at = (name: string) => join(folder, name);

afterAll(async () => {
  await endAll();
  rmSync(folder, { recursive: true });
});

const fixtures = (...args: readonly string[]) => ended('fixtures', ...args);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('review-kit fixtures', () => {
  test('writes overlays to standard output, the same for the same seed', async () => {
    const first = await fixtures('--count', '25', '--seed', '7');
    const again = await fixtures('--count', '25', '--seed', '7', '--out', at('again.json'));
    expect([first.code, first.stderr, again.code, again.stdout]).toEqual([0, '', 0, '']);
    expect(JSON.parse(first.stdout)).toHaveLength(25);
    expect(sha256(readFileSync(at('again.json'), 'utf8'))).toBe(sha256(first.stdout));
  });

  test('tells the format from the name of the file', async () => {
    await fixtures('--count', '3', '--out', at('three.ndjson'));
    expect(readFileSync(at('three.ndjson'), 'utf8').trimEnd().split('\n')).toHaveLength(3);
    await fixtures('--count', '3', '--surface', 'agent', '--out', at('three.ts'));
    expect(readFileSync(at('three.ts'), 'utf8')).toContain('readonly AgentHilReview[] = [');
  });

  test('takes a mix, a span, actors and a schema', async () => {
    writeFileSync(at('actors.json'), '[{"kind":"human","id":"u1","display_name":"Ada"}]');
    const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
    writeFileSync(at('schema.json'), JSON.stringify(schema));
    const told = [
      ['--mix', 'status=approved:2,rejected', 'versions=2-3', '--span', '12h'],
      ['--until', '2026-01-31T00:00:00Z', '--actors', at('actors.json'), '--workflows', '1'],
      ['--schema', at('schema.json'), '--count', '30', '--mix', 'agents=none'],
    ];
    const { code, stdout, stderr } = await fixtures(...told.flat());
    expect([code, stderr]).toEqual([0, '']);
    const overlays = JSON.parse(stdout) as readonly Readonly<Record<string, never[]>>[];
    expect(new Set(overlays.map((each) => each['status']))).toEqual(
      new Set(['approved', 'rejected']),
    );
    expect(overlays.every(({ versions }) => versions?.length === 2 || versions?.length === 3)).toBe(
      true,
    );
    expect(new Set(overlays.map((each) => each['workflow_id'])).size).toBe(1);
    expect(stdout).toContain('"Ada"');
    expect(overlays.every((each) => String(each['created_at']) >= '2026-01-30T12')).toBe(true);
  });

  test('a state starts a mock', async () => {
    await fixtures('--count', '40', '--surface', 'state', '--out', at('state.json'));
    const mock = await startMock('--scenario', at('state.json'));
    const response = await fetch(`${mock.url}/v1/workflows/reviews?decision_status=all&limit=200`, {
      headers: { 'Api-Key': 'k' },
    });
    const { data } = (await response.json()) as { data: readonly unknown[] };
    expect(data.length).toBeGreaterThan(30);
    mock.signal('SIGTERM');
  });

  test.each<readonly [readonly string[], string]>([
    [['--mix', 'status=aproved'], 'Did you mean approved'],
    [['--mix', 'stats=approved'], 'Did you mean status'],
    [['--mix', 'status=approved:x'], 'weight'],
    [['--mix', 'status=approved', 'status=rejected'], 'twice'],
    [['--mix', 'versions=5-2'], 'number of versions'],
    [['--mix', 'predicate=any_of'], 'any_of never shows'],
    [['--mix', 'block_type=extract', 'predicate=branch_in'], 'PRD-5'],
    [['--span', '5s'], '30d'],
    [['--until', 'now'], 'RFC 3339'],
    [['--count', '0'], '1 or more'],
    [['--surface', 'overlays'], 'Allowed choices'],
    [['--actors', '/nowhere.json'], 'no readable list'],
    [['--schema', '/nowhere.json'], 'no readable file'],
    [['--check', '/nowhere.json'], 'no readable file'],
    [['--out', '/nowhere/at/all.json'], 'no such folder'],
    [['--out', folder], 'is a folder'],
  ])('says what is wrong with %j', async (args, words) => {
    const { code, stdout, stderr } = await fixtures(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('    at ');
  });

  test('writes all or nothing, and leaves nothing beside it', async () => {
    const before = readdirSync(folder);
    writeFileSync(at('kept.json'), 'kept');
    const failing = await fixtures('--schema', at('kept.json'), '--out', at('kept.json'));
    expect(failing.code).toBe(2);
    const cli = runCli('fixtures', '--count', '100000', '--out', at('kept.json'));
    const unfinished = () => readdirSync(folder).filter((name) => name.endsWith('.tmp'));
    await vi.waitFor(() => expect(unfinished()).toHaveLength(1), 15_000);
    cli.signal('SIGINT');
    expect(await cli.exited).not.toBe(0);
    expect(readFileSync(at('kept.json'), 'utf8')).toBe('kept');
    expect(readdirSync(folder).toSorted()).toEqual([...before, 'kept.json'].toSorted());
  });

  test('ends quietly when its reader has seen enough', async () => {
    const cli = runCli('fixtures', '--count', '100000');
    await cli.printed(/"_id"/);
    cli.closeOutput();
    expect(await cli.exited).toBe(0);
    expect(cli.stderr()).toBe('');
  });
});

type Overlay = Record<string, never>;

describe('review-kit fixtures --check', () => {
  const planted: readonly (readonly [string, string, (overlay: Overlay) => void])[] = [
    ['SCH-1', 'workflow_id', (each) => Reflect.deleteProperty(each, 'workflow_id')],
    ['SCH-1', 'priority', (each) => Reflect.set(each, 'priority', 'high')],
    ['REV-1', '_id', (each) => Reflect.set(each, '_id', 'x')],
    ['REV-2', 'head_seq', (each) => Reflect.set(each, 'head_seq', 5)],
    [
      'REV-7',
      'versions[0].content_sha256',
      (each) => Reflect.set(each['versions']?.[0] ?? {}, 'content_sha256', 'f00'),
    ],
    ['REV-6', 'rev', (each) => Reflect.set(each, 'rev', 99)],
    ['REV-3', 'decided_at', (each) => Reflect.set(each, 'decided_at', '2026-05-13T09:00:00Z')],
    ['REV-4', 'effective_seq', (each) => Reflect.set(each, 'effective_seq', 0)],
    [
      'REV-8',
      'audit[0].event',
      (each) => Reflect.set(each['audit']?.[0] ?? {}, 'event', 'claimed'),
    ],
    [
      'PRD-5',
      'triggered_by.kind',
      (each) => Reflect.set(each, 'triggered_by', { kind: 'branch_in', branches: ['a'] }),
    ],
  ];

  async function plantAll(): Promise<readonly Overlay[]> {
    const mix = ['--mix', 'status=awaiting_review', 'block_type=extract'];
    const { stdout } = await fixtures('--count', '15', ...mix);
    const overlays = JSON.parse(stdout) as Overlay[];
    for (const [index, [, , plant]] of planted.entries()) plant(overlays[index + 2] ?? {});
    return overlays;
  }

  test('finds ten faults, exactly those, each on its line', async () => {
    const text = JSON.stringify(await plantAll(), null, 2);
    writeFileSync(at('planted.json'), text);
    const { code, stdout } = await fixtures('--check', at('planted.json'), '--format', 'json');
    expect(code).toBe(1);
    const { faults } = JSON.parse(stdout) as {
      faults: readonly { line: number; path: readonly (string | number)[]; requirement: string }[];
    };
    const found = faults.map(({ requirement, path }) => `${requirement} ${path.join('.')}`);
    const wanted = planted.map(
      ([requirement, path], index) =>
        `${requirement} ${index + 2}.${path.replaceAll(/\[(\d+)\]/g, '.$1')}`,
    );
    expect(found).toEqual(wanted);
    const lines = text.split('\n');
    for (const { line, path } of faults.slice(1)) {
      const name = String(path.at(-1) === 'kind' ? 'kind' : path.at(-1));
      expect(lines[line - 1], path.join('.')).toContain(`"${name}"`);
    }
    // What is missing is said of what should hold it.
    expect(lines[(faults[0]?.line ?? 0) - 1]?.trim()).toBe('{');
  });

  test('finds them line by line in ndjson, and says so', async () => {
    const overlays = await plantAll();
    writeFileSync(at('planted.ndjson'), overlays.map((each) => JSON.stringify(each)).join('\n'));
    const { code, stdout } = await fixtures('--check', at('planted.ndjson'));
    expect(code).toBe(1);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toBe('10 faults in 15 reviews.');
    for (const [index, [requirement, path]] of planted.entries()) {
      expect(lines[index]).toContain(`planted.ndjson:${index + 3}  ${path}  `);
      expect(lines[index]).toContain(`(${requirement})`);
    }
  });

  test.each([
    ['{\n "a": 1,\n}', 'broken.json:3', 'is not JSON'],
    ['[]', '', 'no fixtures'],
    ['', 'empty', 'not JSON'],
  ])('judges a file that is no list of fixtures: %j', async (text, place, words) => {
    const file = at(place === 'empty' ? 'empty.json' : 'broken.json');
    writeFileSync(file, text);
    const { code, stdout, stderr } = await fixtures('--check', file);
    expect(code).toBe(words === 'no fixtures' ? 2 : 1);
    expect(stdout + stderr).toContain(words);
    expect(stdout).toContain(place.startsWith('broken') ? place : '');
  });

  test.each([
    ['overlay', 'json'],
    ['resource', 'ndjson'],
    ['agent', 'ts'],
    ['state', 'json'],
    ['state', 'ts'],
  ])('finds nothing in a generated %s as %s', async (surface, format) => {
    const file = at(`ours-${surface}.${format}`);
    await fixtures('--count', '22', '--surface', surface, '--out', file);
    const { code, stdout } = await fixtures('--check', file);
    expect([code, stdout]).toEqual([0, `${file}: 22 reviews, no faults.\n`]);
    expect(existsSync(file)).toBe(true);
  });
});
