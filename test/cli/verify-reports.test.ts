import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseReport } from '../../src/conformance/report/check-report.ts';
import { listen, type Listening } from '../../src/mock/listen.ts';
import { createMock } from '../../src/mock/mock.ts';
import { takingRejectionsWithoutReason } from '../conformance/broken-servers.ts';
import { endAll, ended, startMock } from './cli-process.ts';
import { createReportFolder } from './report-folder.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const TOKEN = 'sekrit-token';
const KEYS = ['--key', 'sekrit-key-a', '--key', 'sekrit-key-b'];
const folder = createReportFolder();
let url = '';
let broken: Listening;

beforeAll(async () => {
  ({ url } = await startMock('--log', 'silent'));
  const mock = await createMock({ seed: '1', controlToken: TOKEN });
  broken = await listen(takingRejectionsWithoutReason(mock.fetch), 0, '127.0.0.1');
});

afterAll(async () => {
  await broken.close();
  await endAll();
  folder.remove();
});

const verify = (...args: readonly string[]) => ended('verify', '--mode', 'smoke', ...args);
const verifyBroken = (...args: readonly string[]) =>
  verify('--url', broken.url, '--provision-token', TOKEN, '--only', 'DEC-3,CAS-1', ...args);

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

describe('reports', () => {
  const FORMATS = ['json', 'junit', 'html', 'sarif', 'markdown', 'history'];

  test('are written in every format, and hold no secret', async () => {
    const files = FORMATS.flatMap((format) => [
      '--report',
      `${format}=${folder.path(`all/r.${format}`)}`,
    ]);
    const { code, stdout, stderr } = await verifyBroken(
      ...files,
      ...KEYS,
      '--header',
      'X-Tenant=sekrit-h',
    );
    expect(code).toBe(1);
    const names = folder.names().filter((name) => name.startsWith('all/'));
    expect(names).toEqual(FORMATS.map((format) => `all/r.${format}`).toSorted());
    const texts = FORMATS.map((format) => folder.text(`all/r.${format}`));
    for (const text of [...texts, stdout, stderr]) expect(text).not.toContain('sekrit');
    for (const text of texts.slice(0, -1)) expect(text).toContain('DEC-3');
    expect(parseReport(folder.text('all/r.json')).verdict).toBe('fails');
    expect(folder.text('all/r.junit')).toMatch(/^<\?xml/);
    expect(folder.text('all/r.html')).toMatch(/^<!doctype html>/i);
    expect(JSON.parse(folder.text('all/r.sarif'))).toMatchObject({ version: '2.1.0' });
    const lines = folder.text('all/r.history').trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ format: 'review-kit/history' });
    // Which surfaces there are is found out before, and is no part of the history.
    const { requests } = folder.report('all/r.json').totals;
    expect(lines.length - 1).toBeLessThanOrEqual(requests - 3);
    expect(lines.length - 1).toBeGreaterThan(requests - 10);
  });

  test('hold no password of an address, the rig’s neither', async () => {
    const secret = (address: string) => address.replace('://', '://sekrit-user:sekrit-pw@');
    const json = folder.path('password.json');
    const { code, stdout, stderr } = await verify(
      '--url',
      secret(broken.url),
      '--provision',
      `url:${secret(broken.url)}/__control`,
      '--provision-token',
      TOKEN,
      '--only',
      'DEC-3',
      '--report',
      `json=${json}`,
    );
    expect(code).toBe(1);
    expect(folder.text('password.json') + stdout + stderr).not.toContain('sekrit');
    expect(folder.report('password.json')).toMatchObject({
      target: broken.url,
      options: { provision: `the rig at ${broken.url}/__control` },
    });
    const away = await verify(
      '--url',
      url,
      '--provision',
      `url:http://sekrit:sekrit@127.0.0.1:${await closedPort()}`,
    );
    expect(away.code).toBe(3);
    expect(away.stdout + away.stderr).not.toContain('sekrit');
  });

  test('of a broken run are written too, its history included', async () => {
    const rig = folder.write(
      'breaking.mjs',
      `let count = 0;
       export async function openGate(gate) {
         count += 1;
         if (count === 60) throw new Error('the database is away');
         const headers = { 'content-type': 'application/json' };
         const body = JSON.stringify(gate);
         const reply = await fetch('${url}/__control/gates', { method: 'POST', headers, body });
         return reply.json();
       }`,
    );
    const { code, stdout, stderr } = await verify(
      '--url',
      url,
      '--provision',
      `module:${rig}`,
      '--exclude',
      'CLM-3',
      '--report',
      `json=${folder.path('b.json')}`,
      '--report',
      `history=${folder.path('b.ndjson')}`,
    );
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(3);
    expect(stdout).toContain('the database is away');
    expect(folder.report('b.json').verdict).toBe('broken');
    expect(folder.text('b.ndjson').split('\n').length).toBeGreaterThan(50);
    expect(folder.names()).not.toContain('b.ndjson.lines');
  });

  test('go to where a CI job shows them, after what is there', async () => {
    const summary = folder.write('summary.md', '# Before\n');
    process.env['GITHUB_STEP_SUMMARY'] = summary;
    try {
      expect((await verify('--url', url, '--only', 'DEC-3')).code).toBe(0);
    } finally {
      delete process.env['GITHUB_STEP_SUMMARY'];
    }
    expect(folder.text('summary.md')).toMatch(/^# Before\n[^]*1 requirement judged, none broken/);
  });

  test('of readings are a file of names and values', async () => {
    const file = folder.path('new/dialect.json');
    await verify('--url', url, '--only', 'DEC-3', '--write-dialect', file);
    expect(JSON.parse(folder.text('new/dialect.json'))).toMatchObject({
      conflict: '200',
      'initial-rev': '1',
    });
  });
});
