import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from './cli-process.ts';

const PATH = '/v1/workflows/reviews/run_abc123/block_extract';

/** A front end in one line: it reads where it is sent, or does not, and claims. */
function clientThat(reads: boolean): readonly string[] {
  const script = `
    const url = process.env.REVIEW_API_BASE_URL + '${PATH}';
    const headers = { 'api-key': process.env.REVIEW_API_KEY, 'content-type': 'application/json' };
    const main = async () => {
      const rev = ${reads} ? (await (await fetch(url, { headers })).json()).rev : 3;
      const body = JSON.stringify({ version_stamp: rev });
      const reply = await fetch(url + '/claim', { method: 'POST', headers, body });
      await fetch(url + '/release', { method: 'POST', headers, body: JSON.stringify({ version_stamp: rev + 1 }) });
      console.log('status ' + reply.status);
    };
    main();`;
  return [process.execPath, '-e', script];
}

describe('review-kit exec', () => {
  test('runs a command with a mock beside it, and stops', async () => {
    const run = runCli('exec', '--', ...clientThat(true));
    expect(await run.exited).toBe(0);
    expect(run.stdout()).toBe('status 200\n');
    expect(run.stderr()).toBe('');
  });

  test.each([
    ['exits with its code', ['sh', '-c', 'exit 7'], 7],
    ['tells a signal as a shell does', ['sh', '-c', 'kill -TERM $$'], 143],
    ['takes what looks like a flag of its own', ['sh', '-c', 'test "$0" = --seed', '--seed'], 0],
  ] as const)('%s', async (_, words, code) => {
    expect(await runCli('exec', '--', ...words).exited).toBe(code);
  });

  test('--fail-on-misuse fails a run that did something wrong, and says what', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'review-kit-')), 'clients.json');
    const flags = ['--client-report', file, '--fail-on-misuse'];
    const run = runCli('exec', ...flags, '--', ...clientThat(false));
    expect(await run.exited).toBe(1);
    expect(run.stderr()).toContain('wrote-without-reading');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      format: 'review-kit/client-report',
      requests: 2,
      misuses: [{ kind: 'wrote-without-reading' }],
    });
  });

  test('and lets one pass that did not, without hiding how the command ended', async () => {
    const good = runCli('exec', '--fail-on-misuse', '--', ...clientThat(true));
    expect(await good.exited).toBe(0);
    expect(good.stderr()).toContain('The clients did nothing wrong');
    expect(await runCli('exec', '--fail-on-misuse', '--', 'sh', '-c', 'exit 7').exited).toBe(7);
  });

  test.each([
    [['--', 'no-such-command'], "Cannot run 'no-such-command': there is no such command."],
    [[], "missing required argument 'command'"],
    [['--scenario', 'nope', '--', 'true'], "no readable file 'nope'"],
    [['--client-report', '/dev/null/c.json', '--', 'true'], '/dev/null/c.json'],
  ])('a mistake ends it with 2, and nothing is run: %j', async (words, message) => {
    const run = runCli('exec', ...words);
    expect(await run.exited).toBe(2);
    expect(run.stderr()).toContain(message);
    expect(run.stderr()).not.toContain('    at ');
  });
});
