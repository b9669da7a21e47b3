import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { loadRequirements } from '../../src/contract/requirements.ts';
import { endAll, ended, startMock } from './cli-process.ts';
import { createReportFolder } from './report-folder.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const folder = createReportFolder();
let url = '';

beforeAll(async () => {
  ({ url } = await startMock('--log', 'silent'));
});

afterAll(async () => {
  await endAll();
  folder.remove();
});

async function verify(name: string, ...args: readonly string[]): Promise<string> {
  const file = folder.path(`${name}.json`);
  await ended(
    'verify',
    '--url',
    url,
    '--mode',
    'smoke',
    '--seed',
    '7',
    '--report',
    `json=${file}`,
    '--only',
    'DEC-3,LST-2,CLM-1',
    ...args,
  );
  return file;
}

describe('review-kit merge-reports', () => {
  test('says of the shards what the whole says, and writes it', async () => {
    await verify('whole');
    const shards = await Promise.all([
      verify('one', '--shard', '1/2'),
      verify('two', '--shard', '2/2'),
    ]);
    const merged = folder.path('merged.json');
    const { code, stdout } = await ended('merge-reports', ...shards, '--report', `json=${merged}`);
    expect([code, stdout]).toEqual([0, expect.stringContaining('3 requirements judged')]);
    const statuses = (name: string) =>
      folder.report(name).requirements.map(({ id, status }) => [id, status]);
    expect(statuses('merged.json')).toEqual(statuses('whole.json'));

    const half = await ended('merge-reports', shards[0] ?? '');
    expect(half.code).toBe(4);
  });

  test.each<readonly [() => readonly string[], string]>([
    [() => [], 'missing required argument'],
    [() => ['/no/such.json'], "There is no readable report '/no/such.json'."],
    [() => [folder.path('one.json'), folder.path('one.json')], 'Shard 1/2 is there twice.'],
    [
      () => [folder.path('one.json'), '--report', `history=${folder.path('h')}`],
      'A merged report has no history; each shard has its own.',
    ],
  ])('2: mistake %#', async (args, words) => {
    const { code, stderr } = await ended('merge-reports', ...args());
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  });
});

describe('the catalogue', () => {
  test('is listed, a line each', async () => {
    const { code, stdout } = await ended('requirements');
    const lines = stdout.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(loadRequirements().map(({ id }) => id));
    expect(lines.find((line) => line.startsWith('CAS-1 '))).toMatch(/^CAS-1 +MUST +overlay +\S/);
  });

  test('is JSON for programs', async () => {
    const { code, stdout } = await ended('requirements', '--json');
    expect([code, JSON.parse(stdout)]).toEqual([0, loadRequirements()]);
  });

  test('explains one, in small letters too', async () => {
    const { code, stdout } = await ended('explain', 'dec-3');
    expect(code).toBe(0);
    const { text = '' } = loadRequirements().find(({ id }) => id === 'DEC-3') ?? {};
    for (const words of ['DEC-3  MUST  ', text, 'From:', 'Checked by:', '  DEC-3/']) {
      expect(stdout).toContain(words);
    }
  });

  test('knows what was meant', async () => {
    const { code, stderr } = await ended('explain', 'DEC3');
    expect(code).toBe(2);
    expect(stderr).toContain('There is no requirement DEC3 (Did you mean DEC-3?)');
  });
});
