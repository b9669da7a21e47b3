import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Finding } from '../../src/conformance/report/report.ts';
import { listen, type Listening } from '../../src/mock/listen.ts';
import { createMock } from '../../src/mock/mock.ts';
import { takingRejectionsWithoutReason } from '../conformance/broken-servers.ts';
import { endAll, ended, startMock } from './cli-process.ts';
import { createReportFolder } from './report-folder.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const folder = createReportFolder();
const json = folder.path('report.json');
const history = folder.path('history.ndjson');
let url = '';
let broken: Listening;
let findings: readonly Finding[] = [];

beforeAll(async () => {
  ({ url } = await startMock('--log', 'silent'));
  const mock = await createMock({ seed: '1' });
  broken = await listen(takingRejectionsWithoutReason(mock.fetch), 0, '127.0.0.1');
  const verify = ['verify', '--mode', 'smoke', '--only', 'DEC-3,CAS-1', '--seed', '7'];
  await ended(...verify, '--url', broken.url, '--report', `json=${json}`);
  await ended(...verify, '--url', url, '--report', `history=${history}`);
  findings = folder.report('report.json').requirements.flatMap((each) => each.findings);
});

afterAll(async () => {
  await broken.close();
  await endAll();
  folder.remove();
});

describe('review-kit replay', () => {
  test('STILL FAILS on the broken server, with 1', async () => {
    const { code, stdout } = await ended('replay', json, '--url', broken.url, '--times', '2');
    expect(code).toBe(1);
    expect(stdout).toContain(`DEC-3#1  STILL FAILS  2 of 2 tries  ${findings[0]?.sentence}`);
    expect(stdout.trim().split('\n')).toHaveLength(findings.length);
  });

  test('FIXED on a right one, with 0', async () => {
    const { code, stdout } = await ended(
      'replay',
      json,
      '--url',
      url,
      '--finding',
      'DEC-3#1',
      '--times',
      '2',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^DEC-3#1 {2}FIXED {2}none of 2 tries fails/);
  });

  test('ERROR where there is no server, with 3', async () => {
    const { code, stdout } = await ended('replay', json, '--url', 'http://127.0.0.1:9');
    expect(code).toBe(3);
    expect(stdout).toContain('DEC-3#1  ERROR  the control interface');
  });

  test('has nothing to do for a report without findings', async () => {
    const clean = folder.path('clean.json');
    await ended(
      'verify',
      '--url',
      url,
      '--mode',
      'smoke',
      '--only',
      'DEC-3',
      '--report',
      `json=${clean}`,
    );
    const { code, stdout } = await ended('replay', clean, '--url', url);
    expect([code, stdout]).toEqual([0, expect.stringContaining('holds no finding')]);
  });

  test.each<readonly [readonly string[], string]>([
    [['/no/such.json'], "There is no readable report '/no/such.json'."],
    [[folder.write('no-report.json', '{}')], 'cannot be taken: It is no review-kit/report'],
    [[folder.write('no-json.json', '<')], 'cannot be taken: It is not JSON'],
    [[json, '--finding', 'DEC-4#1'], 'holds no finding DEC-4#1 (Did you mean DEC-3#1?)'],
    [[json, '--times', '0'], '1 or more'],
    [[json, '--key', 'a'], 'One --key is not enough'],
  ])('%j is a mistake, with 2', async (args, words) => {
    const { code, stdout, stderr } = await ended('replay', ...args, '--url', 'http://127.0.0.1:9');
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([code, stdout]).toEqual([2, '']);
  });
});

describe('the lines of a finding, pasted into a shell', () => {
  const paste = (lines: readonly string[], address: string) =>
    new Promise<string>((resolve, reject) => {
      const variables = { REVIEW_API_URL: address, KEY_A: 'key-a', KEY_B: 'key-b', KEY_C: 'key-c' };
      const options = { env: { PATH: process.env['PATH'] ?? '', ...variables } };
      execFile('sh', ['-euc', lines.join('\n')], options, (error, stdout, stderr) =>
        error === null ? resolve(stdout) : reject(new Error(stderr || error.message)),
      );
    });
  const statusesIn = (output: string) =>
    [...output.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));

  test('show on the broken server what the finding says, and on a right one that it is mended', async () => {
    const told = findings.filter(({ sentence }) => sentence.includes('answered 200'));
    expect(told.length).toBeGreaterThan(0);
    for (const { reproduction, witness } of told.slice(0, 2)) {
      const shownAt = witness.at(-1)?.outcome;
      const seen = shownAt?.kind === 'replied' ? shownAt.status : undefined;
      const onBroken = statusesIn(await paste(reproduction.curl, broken.url));
      const onRight = statusesIn(await paste(reproduction.curl, url));
      expect(onBroken.length).toBeGreaterThan(1);
      expect([onBroken.at(-1), onRight.at(-1)]).toEqual([seen, 422]);
    }
  });
});

describe('review-kit check-history', () => {
  const check = (file: string) => ended('check-history', file);

  test('0: every chain of a real run holds', async () => {
    const { code, stdout } = await check(history);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Every chain holds: ')]);
  });

  test('1: an update is lost', async () => {
    const lines = folder.text('history.ndjson').trimEnd().split('\n');
    const exchanges = lines.slice(1).map((line) => JSON.parse(line));
    const claim = exchanges.find(
      ({ operation, outcome }) => operation === 'claim_review' && outcome.status === 200,
    );
    const ticks = exchanges.map(({ invokedAt, returnedAt }) => Math.max(invokedAt, returnedAt));
    const now = Math.max(...ticks);
    const id = Math.max(...exchanges.map((each) => each.id)) + 1;
    const planted = { ...claim, id, actor: 'B', invokedAt: now + 1, returnedAt: now + 2 };
    const file = folder.write('lost.ndjson', [...lines, JSON.stringify(planted)].join('\n'));
    const { code, stdout } = await check(file);
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`^CAS-1 {2}${claim.review} {2}.*${id}\\)$`, 'm'));
    expect(stdout).toMatch(/\d+ violations? in \d+ reviews/);
  });

  test('1: what a server said cannot act on the terminal', async () => {
    const [header = '', ...lines] = folder.text('history.ndjson').trimEnd().split('\n');
    const exchanges = lines.map((line) => JSON.parse(line));
    const reject = exchanges.find(
      ({ operation, outcome, request }) =>
        operation === 'submit_decision' &&
        outcome.status === 200 &&
        request.body.verdict === 'rejected',
    );
    const [decision] = reject.outcome.body.overlay.decisions;
    decision.reason = '\u001B[2Jgone\nCAS_9  forged';
    const text = [header, ...exchanges.map((each) => JSON.stringify(each))].join('\n');
    const { code, stdout } = await check(folder.write('acting.ndjson', text));
    expect(code).toBe(1);
    expect(stdout).toContain('gone CAS_9 forged');
    expect(stdout).not.toContain('\u001B');
    expect(stdout).not.toMatch(/^CAS_9/m);
  });

  test('4: it holds no chain', async () => {
    const [header = ''] = folder.text('history.ndjson').split('\n');
    const { code, stdout } = await check(folder.write('empty.ndjson', `${header}\n`));
    expect([code, stdout]).toEqual([4, expect.stringContaining('There is no chain to judge')]);
  });

  test.each<readonly [string, string]>([
    ['/no/such.ndjson', 'ENOENT'],
    [folder.write('nothing.ndjson', ''), 'It is empty'],
    [folder.write('other.ndjson', '{"format":"other"}'), 'Line 1: It is no review-kit/history'],
    [folder.path(''), 'EISDIR'],
  ])('2: %s cannot be taken', async (file, words) => {
    const { code, stdout, stderr } = await check(file);
    expect(stderr).toContain(`The history ${file} cannot be taken: `);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([code, stdout]).toEqual([2, '']);
  });
});
