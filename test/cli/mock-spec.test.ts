import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { largeDocument } from '../prism/large-document.ts';
import { PETS } from '../prism/pets-document.ts';
import { endAll, ended, startMock, type CliProcess } from './cli-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'review-kit-spec-'));
const OVERLAY = '/v1/workflows/reviews/run_abc123/block_extract';
const KEY = { 'Api-Key': 'k' };

afterEach(endAll);
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Waits until this was told beside the log. */
async function told(cli: CliProcess, pattern: RegExp): Promise<string> {
  for (let tried = 0; tried < 200; tried += 1) {
    if (pattern.test(cli.stderr())) return cli.stderr();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it did not say ${pattern}: ${cli.stderr()}`);
}

async function nameOfPet(url: string): Promise<unknown> {
  const response = await fetch(`${url}/pets/1`, { headers: KEY });
  return ((await response.json()) as { readonly name: unknown }).name;
}

describe('review-kit mock --spec', { timeout: 60_000 }, () => {
  test('serves a large document beside the reviews', async () => {
    const cli = await startMock('--spec', file('large.json', JSON.stringify(largeDocument(400))));
    expect(cli.stdout()).toMatch(/spec \S+large\.json \(400 operations\)/);
    expect(cli.stderr()).toBe('');
    const theirs = await fetch(`${cli.url}/thing49/x/history`, { headers: KEY });
    expect(await theirs.json()).toMatchObject({ id: 'thing49_1', state: 'open' });
    const ours = await fetch(cli.url + OVERLAY, { headers: KEY });
    expect(await ours.json()).toMatchObject({ rev: 3 });
  });

  test('reads the file again on a save, keeps the last good one, and keeps the state', async () => {
    const good = stringify(PETS);
    const path = file('pets.yaml', good);
    const cli = await startMock('--spec', path, '--log', 'silent');
    expect(cli.stdout()).toMatch(/spec \S+pets\.yaml \(9 operations, 1 of them served as ours\)/);
    expect(cli.stderr()).toContain('#/components/schemas/Rule  2 of its branches lead back to it');
    const headers = { ...KEY, 'Content-Type': 'application/json' };
    const body = '{"version_stamp":3}';
    await fetch(`${cli.url}${OVERLAY}/claim`, { method: 'POST', headers, body });

    writeFileSync(path, good.replace('minLength: 1', 'pattern: "["'));
    const first = await told(cli, /stays in use/);
    expect(first).toContain('#/components/schemas/Pet/properties/name/pattern  "[" is no regular');
    expect(await nameOfPet(cli.url)).toBe('Tom');

    writeFileSync(path, 'openapi: 3.1.0\npaths: {\n');
    expect(await told(cli, /pets\.yaml:\d+:\d+ /)).toMatch(/pets\.yaml:3:1 Flow map/);
    unlinkSync(path);
    await told(cli, /the file cannot be read/);
    expect(await nameOfPet(cli.url)).toBe('Tom');

    writeFileSync(path, good.replace('Tom', 'Tim'));
    await told(cli, /Read again: \S+pets\.yaml/);
    expect(await nameOfPet(cli.url)).toBe('Tim');
    const overlay = await fetch(cli.url + OVERLAY, { headers: KEY });
    expect(await overlay.json()).toMatchObject({ rev: 4 });
    cli.signal('SIGTERM');
    expect(await cli.exited).toBe(0);
  });

  test('no request is refused or lost while it reads again', async () => {
    const path = file('busy.json', JSON.stringify(PETS));
    const cli = await startMock('--spec', path, '--log', 'silent');
    const statuses = new Set<number>();
    writeFileSync(path, JSON.stringify({ ...PETS, info: { title: 'More', version: '2' } }));
    for (let asked = 0; asked < 20 || !cli.stderr().includes('Read again'); asked += 1) {
      statuses.add((await fetch(`${cli.url}/pets/1`, { headers: KEY })).status);
    }
    expect([...statuses]).toEqual([200]);
  });

  test('--dynamic makes replies up', async () => {
    const { url } = await startMock(
      '--spec',
      file('dynamic.json', JSON.stringify(PETS)),
      '--dynamic',
    );
    expect(await nameOfPet(url)).not.toBe('Tom');
  });

  test('what cannot be judged stops the start, all of it at once, with 2', async () => {
    const name = { type: 'strng', pattern: '[' };
    const schemas = { ...PETS.components.schemas, Pet: { type: 'object', properties: { name } } };
    const path = file('bad.yaml', stringify({ ...PETS, components: { schemas } }));
    const { code, stdout, stderr } = await ended('mock', '--port', '0', '--spec', path);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')).toEqual([
      `error: The document ${path} cannot be served:`,
      '  #/components/schemas/Pet/properties/name/pattern  "[" is no regular expression',
      '  #/components/schemas/Pet/properties/name/type  "strng" is no type of JSON Schema',
      '',
    ]);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['no such file', ['--spec', 'nowhere.yaml'], /no readable file 'nowhere\.yaml'/],
    ['--dynamic alone', ['--dynamic'], /pass --spec/],
    ['a text', ['--spec', file('text.yaml', 'hello')], /# {2}it is no object/],
    ['broken JSON', ['--spec', file('broken.json', '{"openapi": "3.1.0",')], /broken\.json:1:\d+ /],
    ['Swagger 2', ['--spec', file('old.yaml', 'swagger: "2.0"')], /#\/swagger {2}Swagger 2/],
  ])('%s is a mistake, with 2', async (_name, args, words) => {
    const { code, stderr } = await ended('mock', '--port', '0', ...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
    expect(stderr).not.toContain('    at ');
  });
});
