import { afterAll, describe, expect, test, vi } from 'vitest';
import { ended } from './cli-process.ts';
import { createReportFolder } from './report-folder.ts';

vi.setConfig({ testTimeout: 60_000 });

const folder = createReportFolder();
afterAll(folder.remove);

describe('2: a mistake in the flags, told in a message', () => {
  const pool = folder.write('pool.json', [{ run_id: 'r', block_id: 'b' }]);
  const noModule = folder.write('empty.mjs', 'export const x = 1;');
  const badModule = folder.write('bad.mjs', 'export const x = ;');
  const baseline = (name: string, text: string) => folder.write(`${name}.yaml`, text);
  const under = `${folder.write('file', '')}/x.json`;
  const on = ['--url', 'http://127.0.0.1:9'];

  test.each<readonly [readonly string[], readonly string[]]>([
    [[], ["required option '--url <url>' not specified"]],
    [
      ['--url', 'localhost:4010'],
      ['--url', 'It is an address such as http://127.0.0.1:4010.'],
    ],
    [['--url', 'ftp://x'], ['It is an address']],
    [[...on, '--mode', 'fast'], ['smoke, ci, soak']],
    [[...on, '--level', 'may'], ['must, should']],
    [
      [...on, '--only', 'CAS-1,CSA-2'],
      ['There is no requirement CSA-2', 'review-kit requirements'],
    ],
    [
      [...on, '--exclude', 'DEC3'],
      ['DEC3', 'Did you mean DEC-3?'],
    ],
    [
      [...on, '--surface', 'overlays'],
      ['overlays', 'Did you mean overlay?', 'resource'],
    ],
    [[...on, '--budget', '60'], ['It is a duration such as 500ms, 60s or 5m.']],
    [[...on, '--timeout', '0s'], ['It is a duration']],
    [[...on, '--rate', 'fast'], ['It is requests per second, such as 50/s.']],
    [[...on, '--concurrency', '0'], ['It is a whole number, 1 or more.']],
    [[...on, '--shard', '5/4'], ['It is i/n, such as 1/4 to 4/4.']],
    [[...on, '--key', 'a'], ['One --key is not enough']],
    [[...on, '--key', ' '], ['It is empty.']],
    [[...on, '--header', 'X-Tenant'], ['It is NAME=VALUE']],
    [[...on, '--policy', 'conflit=409'], ['Did you mean conflict?']],
    [[...on, '--policy', 'conflict=500'], ['conflict is 200 or 409.']],
    [[...on, '--policy', 'initial-rev='], ['initial-rev is a number.']],
    [
      [...on, '--report', 'jsn=x'],
      ['FORMAT=FILE', 'Did you mean json?'],
    ],
    [[...on, '--report', 'json='], ['FORMAT=FILE']],
    [[...on, '--report', `json=${under}`], [`${under} cannot be written`]],
    [[...on, '--report', `html=${folder.path('')}`], ['it is a folder']],
    [[...on, '--write-dialect', under], [`${under} cannot be written`]],
    [
      [...on, '--provision', 'docker:x'],
      ["There is no way 'docker:x'", 'module:FILE'],
    ],
    [[...on, '--provision', 'contrl'], ['Did you mean control?']],
    [[...on, '--provision', 'url:nowhere'], ['is no address of a rig']],
    [[...on, '--provision', 'module:/no/such.mjs'], ['/no/such.mjs cannot be loaded']],
    [[...on, '--provision', `module:${noModule}`], ['exports no function openGate(gate)']],
    [[...on, '--provision', `module:${badModule}`], ['cannot be loaded']],
    [[...on, '--provision', 'pool:/no/such.json'], ['/no/such.json']],
    [
      [...on, '--provision', `pool:${pool}`],
      ['is not a list of', 'look at entry 1'],
    ],
    [[...on, '--baseline', '/no/such.yaml'], ["There is no readable baseline '/no/such.yaml'."]],
    [[...on, '--baseline', baseline('a', 'x: [')], ['is not YAML']],
    [[...on, '--baseline', baseline('b', 'x: 1')], ['is no list of']],
    [
      [...on, '--baseline', baseline('c', '- requirement: DEC-3')],
      ['entry 1 needs a requirement and a reason'],
    ],
    [
      [...on, '--baseline', baseline('d', '- {requirement: DEC-3, reason: x, expires: soon}')],
      ['entry 1 needs expires, a day such as 2027-01-31.'],
    ],
    [
      [...on, '--baseline', baseline('e', '- {requirement: DEC3, reason: x, expires: 2027-01-31}')],
      ['There is no requirement DEC3'],
    ],
    [
      [...on, '--urll', 'x'],
      ['--urll', 'Did you mean --url?'],
    ],
    [[...on, 'extra'], ['argument']],
  ])('%j', async (args, words) => {
    const { code, stdout, stderr } = await ended('verify', ...args);
    for (const each of words) expect(stderr).toContain(each);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([code, stdout]).toEqual([2, '']);
  });
});
