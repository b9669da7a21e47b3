import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import type { Json } from '../support/harness.ts';
import { endAll, ended, startMock } from './cli-process.ts';
import { fileWith, removeFiles } from './scenario-files.ts';

const OVERLAY = '/v1/workflows/reviews/run_abc123/block_extract';

afterEach(endAll);
afterAll(removeFiles);

const get = async (url: string, headers: Record<string, string> = { 'Api-Key': 'k' }) => {
  const response = await fetch(url, { headers });
  return { status: response.status, body: (await response.json()) as Json };
};

describe('review-kit mock', () => {
  test('says where it is and what to try, and serves it', async () => {
    const { url, stdout } = await startMock('--seed', '7');
    expect(stdout()).toMatch(/scenario seeds \(1 review\) · seed 7 · clock real/);
    expect(stdout()).toContain(`control ${url}/__control`);
    expect(stdout()).toContain(`curl -s -H 'Api-Key: k' ${url}${OVERLAY}`);
    expect(stdout()).not.toContain('WARNING');
    const { status, body } = await get(url + OVERLAY);
    expect(status).toBe(200);
    expect(body).toMatchObject({ rev: 3, claim: { holder: { display_name: 'Dana Rivera' } } });
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it with 0, a watcher too', async (signal) => {
    const { url, signal: send, exited, stderr } = await startMock();
    const stream = await fetch(`${url}/__control/events`);
    send(signal);
    expect(await exited).toBe(0);
    expect(await stream.text()).toBe(': connected\n\n');
    expect(stderr()).toBe('');
  });

  test('takes scenarios, keys, policies, a clock', async () => {
    const { url, stdout } = await startMock(
      '--scenario',
      'inbox',
      '--clock',
      '2026-05-13T11:05:00+02:00',
      '--key',
      'dana=human:user_42:Dana Rivera',
      '--key',
      'bot=agent:agent_1:A: B=C',
      '--policy',
      'errors=envelope',
      '--policy',
      'cursor=404',
      '--journal-size',
      '2',
    );
    expect(stdout()).toContain('scenario inbox (60 reviews)');
    expect(stdout()).toContain('clock 2026-05-13T09:05:00.000Z');
    expect((await get(`${url}/v1/workflows/reviews`)).status).toBe(401);
    const dana = { 'Api-Key': 'dana' };
    const unknown = await get(`${url}/v1/workflows/reviews?after=x`, dana);
    expect(unknown.status).toBe(404);
    expect(unknown.body.detail.code).toBe('not_found');
    expect((await get(`${url}/v1/workflows/reviews?limit=9`, dana)).body.data).toHaveLength(9);
    expect((await get(`${url}/__control/journal`)).body).toMatchObject({ dropped: 1 });
    const clock = { now: '2026-05-13T09:05:00.000Z', frozen: true };
    expect((await get(`${url}/__control/clock`)).body).toEqual(clock);
  });

  test('--no-control serves none', async () => {
    const { url, stdout } = await startMock('--no-control');
    expect(stdout()).toContain('control off');
    expect((await get(`${url}/__control/clock`)).status).toBe(404);
    expect((await get(url + OVERLAY)).status).toBe(200);
  });

  test('--control-port serves it there and only there, and asks for its token', async () => {
    const { url, stdout, signal, exited } = await startMock(
      '--control-port',
      '0',
      '--control-token',
      't0ken',
      '--control-origin',
      'http://a.example',
    );
    const [, control = ''] = /control (http\S+)/.exec(stdout()) ?? [];
    expect(control).not.toContain(url);
    expect((await get(`${url}/__control/clock`)).status).toBe(404);
    expect((await get(`${control}/clock`)).status).toBe(401);
    const headers = { Authorization: 'Bearer t0ken' };
    expect((await get(`${control}/clock`, headers)).status).toBe(200);
    const page = { ...headers, Origin: 'http://a.example' };
    expect((await get(`${control}/clock`, page)).status).toBe(200);
    expect((await get(`${control}/clock`, { Origin: 'http://b.example' })).status).toBe(403);
    signal('SIGINT');
    expect(await exited).toBe(0);
  });

  test('warns when others could control it', async () => {
    const open = await startMock('--host', '0.0.0.0');
    expect(open.stdout()).toContain('WARNING');
    const guarded = await startMock('--host', '0.0.0.0', '--control-token', 't');
    expect(guarded.stdout()).not.toContain('WARNING');
  });

  test('plays a state that was exported', async () => {
    const { url } = await startMock('--scenario', fileWith(SCENARIOS.seeds()));
    expect((await get(url + OVERLAY)).body.rev).toBe(3);
  });
});

describe('AUTH-1: the log', () => {
  const SECRET = 'sekrit-4711';

  async function logged(format: string): Promise<string[]> {
    const { url, stdout, signal, exited } = await startMock('--log', format);
    const headers = { 'Api-Key': SECRET, 'X-Review-Namespace': 'n1' };
    await get(`${url}/v1/workflows/reviews?limit=0`, headers);
    await get(`${url}/v1/workflows/runs/r/hil-decisions/b?access_token=${SECRET}`, {});
    await get(`${url}/v1/nowhere`, {});
    signal('SIGTERM');
    await exited;
    const [, log = ''] = stdout().split('Stop with Ctrl-C.\n');
    expect(stdout()).not.toContain(SECRET);
    return log.split('\n').filter((line) => line !== '');
  }

  test('as JSON has a line for each request, without keys', async () => {
    const lines = (await logged('json')).map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { method: 'GET', operation_id: 'list_reviews', status: 422, namespace: 'n1' },
      { operation_id: 'get_hil_decision', url: expect.stringContaining('access_token=…') },
      { operation_id: null, actor_id: null, status: 401, url: '/v1/nowhere' },
    ]);
    expect(lines[1]).not.toHaveProperty('namespace');
  });

  test('for people says what was wrong, without keys', async () => {
    const lines = await logged('pretty');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(
      /422 GET \/v1\/workflows\/reviews\?limit=0 \[n1\] user_\w+ {2}query\.limit: /,
    );
    expect(lines[2]).toMatch(/401 GET \/v1\/nowhere - {2}No valid credentials/);
  });

  test('silent is silent', async () => {
    expect(await logged('silent')).toEqual([]);
  });
});

describe('help', () => {
  test('has the options, examples and policies', async () => {
    const { code, stdout } = await ended('mock', '--help');
    expect(code).toBe(0);
    for (const word of ['Examples:', '$ review-kit mock', '--scenario', 'Policies:', '4010']) {
      expect(stdout).toContain(word);
    }
  });

  test('--version is the version of the package', async () => {
    const { code, stdout } = await ended('--version');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('no command shows the help, with 2', async () => {
    const { code, stderr } = await ended();
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: review-kit');
  });
});
