import { readFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { parseReport } from '../../src/conformance/report/check-report.ts';
import { listen, type Listening } from '../../src/mock/listen.ts';
import { createMock, type Fetch } from '../../src/mock/mock.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import { doNothingWrong, makeFourMistakes } from '../proxy/clients.ts';
import { endAll, ended, runCli, startMock } from './cli-process.ts';
import { createReportFolder } from './report-folder.ts';

vi.setConfig({ testTimeout: 60_000 });

const OVERLAY = '/v1/workflows/reviews/run_abc123/block_extract';
const folder = createReportFolder();
const servers: Listening[] = [];

afterEach(async () => {
  await endAll();
  await Promise.all(servers.splice(0).map((each) => each.close()));
});
afterAll(folder.remove);

async function startProxy(upstream: string, ...args: readonly string[]) {
  const cli = runCli('proxy', '--upstream', upstream, '--port', '0', ...args);
  const [, url = ''] = await cli.printed(/is up at (\S+),/);
  await cli.printed(/Stop with Ctrl-C/);
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    cli.signal(signal);
    const code = await cli.exited;
    return { code, stdout: cli.stdout(), stderr: cli.stderr() };
  };
  return { ...cli, url, stop };
}

/** A server whose overlays lack a member that they must have. */
async function brokenServer(): Promise<string> {
  const mock = await createMock({ scenario: SCENARIOS.seeds(), seed: '1' });
  const fetch: Fetch = async (request) => {
    const response = await mock.fetch(request);
    const { head_seq: _, ...body } = (await response.json()) as Record<string, unknown>;
    return Response.json(body, { status: response.status });
  };
  const server = await listen(fetch, 0, '127.0.0.1');
  servers.push(server);
  return server.url;
}

const read = async (url: string, key = 'reader-key-4711') =>
  (await fetch(url + OVERLAY, { headers: { 'Api-Key': key } })).status;

describe('review-kit proxy', () => {
  test('tells the four mistakes as they happen and at the end, and exits with 1', async () => {
    const mock = await startMock('--log', 'silent');
    const proxy = await startProxy(mock.url);
    await makeFourMistakes(proxy.url);
    await proxy.printed(/retried-without-command-id/);
    const live = proxy.stdout();
    for (const kind of [
      'wrote-without-reading',
      'schema-violation',
      'stale-stamp-repeated',
      'retried-without-command-id',
    ]) {
      expect(live).toMatch(new RegExp(`^✗ key_[0-9a-f]{8} {2}${kind}: `, 'm'));
    }
    const { code, stdout, stderr } = await proxy.stop('SIGINT');
    expect(code).toBe(1);
    expect(stdout).toContain('4 misuses and 1 piece of advice in 10 requests of 4 clients.');
    expect(stdout).toContain('What passed through broke nothing');
    expect(stdout).not.toMatch(/stranger|clumsy|stubborn|hasty/);
    expect(stderr).toBe('');
  });

  test('clients that do nothing wrong end in 0', async () => {
    const mock = await startMock('--log', 'silent');
    const proxy = await startProxy(`${mock.url}/`);
    expect(await doNothingWrong(proxy.url)).toEqual([200, 409, 200, 200, 200]);
    const { code, stdout } = await proxy.stop();
    expect(code).toBe(0);
    expect(stdout).toContain('The clients did nothing wrong: 8 requests of 2 clients.');
    expect(stdout).not.toMatch(/[✗!] /);
  });

  test('a server that breaks a sentence ends in 1, with the proof', async () => {
    const proxy = await startProxy(await brokenServer());
    await read(proxy.url);
    await proxy.printed(/✗ server {2}SCH-1 MUST: get_overlay answered 200 with a body/);
    await read(proxy.url);
    const { code, stdout } = await proxy.stop();
    expect(code).toBe(1);
    expect(stdout.match(/✗ server/g)).toHaveLength(1);
    expect(stdout).toMatch(/✗ SCH-1#1 MUST · seen 2 times · #1/);
    expect(stdout).toContain('head_seq: Field required');
    expect(stdout).toContain('1 requirement broken: SCH-1.');
  });

  test.each([
    ['any', 1, 1],
    ['client', 1, 0],
    ['server', 0, 1],
    ['none', 0, 0],
  ])('--fail-on %s: %i for clients, %i for the server', async (side, forClients, forServer) => {
    const mock = await startMock('--log', 'silent');
    const before = await startProxy(mock.url, '--fail-on', side);
    await fetch(`${before.url}${OVERLAY}?q=1`, { headers: { 'Api-Key': 'k' } });
    expect((await before.stop()).code).toBe(forClients);
    const broken = await startProxy(await brokenServer(), '--fail-on', side);
    await read(broken.url);
    expect((await broken.stop()).code).toBe(forServer);
  });

  test('writes reports of the server in every format, and of the clients, without keys', async () => {
    const formats = ['json', 'junit', 'html', 'sarif', 'markdown', 'history'];
    const files = formats.map((format) => [format, folder.path(`proxy.${format}`)] as const);
    const clients = folder.path('clients.json');
    const reports = files.flatMap(([format, file]) => ['--report', `${format}=${file}`]);
    const proxy = await startProxy(await brokenServer(), ...reports, '--client-report', clients);
    await read(proxy.url);
    expect((await proxy.stop()).code).toBe(1);
    const texts = [...files.map(([, file]) => file), clients].map((file) =>
      readFileSync(file, 'utf8'),
    );
    for (const text of texts) expect(text).not.toContain('4711');
    const report = parseReport(texts[0] ?? '');
    expect(report).toMatchObject({ verdict: 'fails', summary: '1 requirement broken: SCH-1.' });
    expect(texts[1]).toContain('<failure');
    expect(JSON.parse(texts.at(-1) ?? '')).toMatchObject({ requests: 1, misuses: [] });
    const judged = await ended('check-history', folder.path('proxy.history'));
    expect(judged.stdout).toContain('Every chain holds: 1 review, 1 exchange.');
  });

  test('3: the upstream never answered', async () => {
    const gone = await listen(async () => new Response(), 0, '127.0.0.1');
    await gone.close();
    const proxy = await startProxy(gone.url);
    expect(await read(proxy.url)).toBe(502);
    await proxy.printed(/✗ server {2}SCH-1 MUST: GET \S+ got no answer: .*ECONNREFUSED/);
    const { code, stdout } = await proxy.stop();
    expect(code).toBe(3);
    expect(stdout).toContain(`${gone.url} never answered.`);
  });

  test('0: nothing passed through', async () => {
    const proxy = await startProxy('http://127.0.0.1:9');
    const { code, stdout } = await proxy.stop();
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing passed through.');
  });

  test('a stream of events does not keep it from ending', async () => {
    const mock = await startMock('--log', 'silent');
    const proxy = await startProxy(mock.url);
    const stream = await fetch(`${proxy.url}/__control/events`);
    await read(proxy.url);
    const text = stream.text().catch(() => 'cut');
    expect((await proxy.stop()).code).toBe(0);
    await text;
  });
});

describe('2: a mistake in the flags', () => {
  test.each([
    [[], /required option '--upstream <url>' not specified/],
    [['--upstream', 'localhost'], /It is an address such as http:/],
    [['--upstream', 'http://127.0.0.1:9', '--fail-on', 'all'], /Allowed choices are any, client/],
    [['--upstream', 'http://127.0.0.1:9', '--report', 'pdf=x'], /a format of json, junit/],
    [['--upstream', 'http://127.0.0.1:9', '--client-report', '/dev/null/x'], /cannot be written/],
  ])('%j', async (args, words) => {
    const { code, stdout, stderr } = await ended('proxy', '--port', '0', ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
    expect(stdout + stderr).not.toMatch(/\n\s+at /);
  });

  test('a port in use is said to be', async () => {
    const taken = await listen(async () => new Response(), 0, '127.0.0.1');
    servers.push(taken);
    const port = String(taken.port);
    const { code, stderr } = await ended(
      'proxy',
      '--upstream',
      'http://127.0.0.1:9',
      '--port',
      port,
    );
    expect(code).toBe(2);
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use.`);
  });
});
