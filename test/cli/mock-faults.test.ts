import { afterEach, describe, expect, test } from 'vitest';
import type { Json } from '../support/harness.ts';
import { endAll, runCli, startMock } from './cli-process.ts';

const OVERLAY = '/v1/workflows/reviews/run_abc123/block_extract';

afterEach(endAll);

const post = (url: string, body: object, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'Api-Key': 'k', 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const json = async (url: string) =>
  (await (await fetch(url, { headers: { 'Api-Key': 'k' } })).json()) as Json;

describe('review-kit mock --fault', () => {
  test('drop_after on a decision: the repeat finds it, and the log says what was done', async () => {
    const { url, stdout, printed } = await startMock(
      '--fault',
      'drop_after@submit_decision:times=1',
    );
    expect(stdout()).toContain('  faults drop_after\n');
    const decision = { version_stamp: 3, verdict: 'approved', command_id: 'cmd-1' };
    await expect(post(`${url}${OVERLAY}/decision`, decision)).rejects.toThrow('fetch failed');
    const repeat = await post(`${url}${OVERLAY}/decision`, decision);
    expect(await repeat.json()).toMatchObject({ submission_status: 'already_applied' });
    expect((await json(url + OVERLAY)).decisions).toHaveLength(1);
    const rules = [{ fault: 'drop_after', hits: 1, remaining: 0 }];
    expect(await json(`${url}/__control/faults`)).toMatchObject({ rules });
    await printed(/ --- POST \S+\/decision user_\w+ {2}\[drop_after, handled as 200\]\n/);
    await printed(/ 200 POST \S+\/decision user_\w+\n/);
  });

  test('rules, the header and --hostile go together, and a seed brings the same', async () => {
    const args = ['--seed', '7', '--log', 'json', '--hostile', '--fault'];
    const { url, stdout } = await startMock(...args, 'lose_race@claim_review');
    expect(stdout()).toContain('  faults lose_race, hostile mix\n');
    const { rules } = await json(`${url}/__control/faults`);
    expect(rules.map((rule: Json) => rule.fault)).toEqual([
      'lose_race',
      'delay',
      'error',
      'error',
      'drop_after',
      'lose_race',
    ]);
    const lost = await post(`${url}${OVERLAY}/claim`, { version_stamp: 3 });
    expect(lost.status).toBe(409);
    const asked = await post(
      `${url}${OVERLAY}/release`,
      { version_stamp: 4 },
      { 'X-Review-Fault': 'error; status=429; retry_after=2' },
    );
    expect(asked.status).toBe(429);
    expect(asked.headers.get('retry-after')).toBe('2');
    expect(stdout()).toMatch(/"status":409,"fault":"delay \d+ ms, lose_race: the rival appended"/);
    expect(stdout()).toMatch(/"fault":"delay \d+ ms, error 429","handled_status":null/);
  });

  test.each([
    ['drop_afer', /no fault 'drop_afer' \(Did you mean drop_after\?\)/],
    ['error@claim_reviev', /Did you mean claim_review\?/],
    ['delay', /A delay says how long/],
  ])('a mistake ends it with 2: %s', async (text, message) => {
    const { exited, stderr, stdout } = runCli('mock', '--port', '0', '--fault', text);
    expect(await exited).toBe(2);
    expect(stderr()).toMatch(message);
    expect(stderr()).not.toMatch(/\n\s+at /);
    expect(stdout()).toBe('');
  });

  test('help says what can go wrong', async () => {
    const { exited, stdout } = runCli('mock', '--help');
    expect(await exited).toBe(0);
    expect(stdout()).toMatch(/--fault <FAULT/);
    expect(stdout()).toContain('lose_race    lets a rival really write first');
    expect(stdout()).toContain('--hostile: ');
  });
});
