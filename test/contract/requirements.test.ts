import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  loadRequirements,
  requirementIdsIn,
  type Requirement,
  type Sentence,
} from '../../src/contract/requirements.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CATALOGUE = loadRequirements();
const KNOWN_IDS = new Set(CATALOGUE.map((requirement) => requirement.id));

/** Put together at run time, so that the scan of this very file does not meet it. */
const MADE_UP_ID = `${'CAS'}${'-99'}`;

function sentencesOf(requirement: Requirement): readonly Sentence[] {
  return [requirement, ...requirement.also];
}

function unknownIdsIn(text: string): readonly string[] {
  return requirementIdsIn(text).filter((id) => !KNOWN_IDS.has(id));
}

const TEXT_EXTENSIONS = new Set(['.ts', '.js', '.json', '.md', '.yaml', '.yml', '.html']);
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist']);

function textFilesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    const path = join(folder, item.name);
    if (item.isDirectory()) return SKIPPED_FOLDERS.has(item.name) ? [] : textFilesUnder(path);
    return TEXT_EXTENSIONS.has(extname(item.name)) ? [path] : [];
  });
}

function citingFiles(): readonly string[] {
  const folders = ['src', 'spec', 'test'].map((name) => join(ROOT, name));
  const pages = ['README.md', 'CHANGELOG.md'].map((name) => join(ROOT, name));
  return [...folders.flatMap(textFilesUnder), ...pages.filter((page) => existsSync(page))];
}

function decisionExplains(name: string, id: string): boolean {
  const page = join(ROOT, 'spec', 'decisions', `${name}.md`);
  return existsSync(page) && requirementIdsIn(readFileSync(page, 'utf8')).includes(id);
}

/** Loads a catalogue made of the given files and hands back the refusal. */
function refusalOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'requirements-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    loadRequirements(folder);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return 'nothing was refused';
}

const ENTRY = [
  '- id: CAS-1',
  '  level: MUST',
  '  surface: overlay',
  '  text: A stamp that is not current is refused.',
  '  source:',
  '    - { seed: S0, section: Description }',
  '',
].join('\n');

describe('the catalogue of requirements', () => {
  test('loads, by file and then by position', () => {
    const ids = CATALOGUE.map((requirement) => requirement.id);
    const cited = ['AGT-1', 'AGT-2', 'AUTH-1', 'CAS-1', 'QUE-1', 'PRD-1', 'RES-1', 'REV-1', 'X-1'];
    expect(ids.filter((id) => cited.includes(id))).toEqual(cited);
  });

  test('has each id once, and numbers that ascend within an area', () => {
    expect(KNOWN_IDS.size).toBe(CATALOGUE.length);
    const lastNumberOf = new Map<string, number>();
    const outOfOrder = CATALOGUE.filter(({ id }) => {
      const [area = '', number] = id.split('-');
      const last = lastNumberOf.get(area) ?? 0;
      lastNumberOf.set(area, Number(number));
      return Number(number) <= last;
    });
    expect(outOfOrder).toEqual([]);
  });

  test('names the policy of every POLICY sentence, and every policy is used', () => {
    const policies = CATALOGUE.flatMap(sentencesOf)
      .filter((sentence) => sentence.level === 'POLICY')
      .map((sentence) => sentence.policy);
    expect(policies).not.toContain(undefined);
    expect(new Set(policies)).toEqual(
      new Set(['errors', 'conflict', 'superseded', 'likelihoods', 'blank']),
    );
  });

  test('ends every sentence, on one line', () => {
    const unfinished = CATALOGUE.flatMap(sentencesOf).filter(
      ({ text }) => !/^[^\n]+[.`]$/.test(text),
    );
    expect(unfinished).toEqual([]);
  });

  test('has a page for every decision it cites, with a row for the id', () => {
    const unexplained = CATALOGUE.flatMap(({ id, source }) =>
      source
        .flatMap((one) => ('decision' in one ? [one.decision] : []))
        .filter((name) => !decisionExplains(name, id))
        .map((name) => `${id}: spec/decisions/${name}.md`),
    );
    expect(unexplained).toEqual([]);
    expect(decisionExplains('contract-readings', 'CAS-4')).toBe(true);
    expect(decisionExplains('contract-readings', MADE_UP_ID)).toBe(false);
    expect(decisionExplains('no-such-page', 'CAS-4')).toBe(false);
  });
});

describe('an entry that is well formed', () => {
  test('is read with its lists filled in', () => {
    const folder = mkdtempSync(join(tmpdir(), 'requirements-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'overlay.yaml'), ENTRY);
    const expected: Requirement = {
      id: 'CAS-1',
      level: 'MUST',
      surface: 'overlay',
      text: 'A stamp that is not current is refused.',
      also: [],
      source: [{ seed: 'S0', section: 'Description' }],
    };
    expect(loadRequirements(folder)).toEqual([expected]);
  });
});

describe('an entry that is malformed', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['an unknown key', ENTRY.replace('  text', '  txet: x\n  text'), 'unknown key "txet"'],
    ['a missing text', ENTRY.replace(/ {2}text.*\n/, ''), 'key "text" is missing'],
    ['a missing source', ENTRY.replace(/ {2}source[^]*$/, ''), 'key "source" is missing'],
    ['an empty source', ENTRY.replace(/source:[^]*$/, 'source: []\n'), '"source" is not a list'],
    ['an unknown level', ENTRY.replace('MUST', 'MAY'), '"MAY" is unknown; use one of MUST'],
    ['an unknown surface', ENTRY.replace('overlay', 'moon'), '"moon" is unknown; use one of all'],
    ['a blank text', ENTRY.replace(/text: .*/, "text: ' '"), 'text: is not a text'],
    ['an unknown seed', ENTRY.replace('S0', 'S7'), 'source[0]: seed: "S7" is unknown'],
    ['a seed without section', ENTRY.replace(', section: Description', ''), '"section" is missing'],
    ['a source of no kind', ENTRY.replace(/\{.*\}/, '{ page: x }'), 'unknown key "page"'],
    ['a POLICY without its policy', ENTRY.replace('MUST', 'POLICY'), 'names no policy; add'],
    ['a MUST with a policy', `${ENTRY}  policy: conflict\n`, 'a MUST sentence names a policy'],
    [
      'an unknown policy',
      `${ENTRY.replace('MUST', 'POLICY')}  policy: x\n`,
      'policy: "x" is unknown',
    ],
    [
      'a malformed `also`',
      `${ENTRY}  also:\n    - level: SHOULD\n`,
      'also[0]: key "text" is missing',
    ],
  ];

  test.each(cases)('is refused: %s', (_, text, problem) => {
    const message = refusalOf({ 'overlay.yaml': text });
    expect(message).toContain('overlay.yaml: CAS-1: ');
    expect(message).toContain(problem);
  });

  test('is refused by its position when it has no id', () => {
    const message = refusalOf({ 'overlay.yaml': ENTRY.replace('- id: CAS-1\n ', '-') });
    expect(message).toContain('overlay.yaml: entry 1: has no id');
  });

  test('is refused when its id has no known area or no number', () => {
    for (const id of ['FOO-1', 'CAS', `CAS-${0}`, '12']) {
      const message = refusalOf({ 'overlay.yaml': ENTRY.replace('CAS-1', id) });
      expect(message).toContain('overlay.yaml: entry 1: ');
      expect(message).toContain('is not an id; write an area (AUTH');
    }
  });

  test('is refused when another file has the same id', () => {
    const message = refusalOf({ 'overlay.yaml': ENTRY, 'review.yaml': ENTRY });
    expect(message).toMatch(/review\.yaml: CAS-1: this id already has an entry in .*overlay\.yaml/);
  });

  test('is refused with the file when it is no list or no YAML', () => {
    expect(refusalOf({ 'overlay.yaml': 'CAS-1: text\n' })).toContain('overlay.yaml: is not a list');
    expect(refusalOf({ 'overlay.yaml': '- [' })).toContain('overlay.yaml: does not parse as YAML');
    expect(refusalOf({})).toContain('no *.yaml file');
  });
});

describe('citations', () => {
  test('are found wherever an id stands alone', () => {
    expect(requirementIdsIn('Source: CAS-4, (X-1) and CAS-4; not SHA-1, MAX-1 or A-X-2.')).toEqual([
      'CAS-4',
      'X-1',
    ]);
  });

  test('of an id that is not in the catalogue are reported', () => {
    expect(unknownIdsIn(`Source: CAS-4, ${MADE_UP_ID}.`)).toEqual([MADE_UP_ID]);
  });

  test('anywhere in the tree lead to an entry', () => {
    const files = citingFiles();
    expect(files.map((file) => relative(ROOT, file))).toContain('src/contract/requirements.ts');
    const dangling = files.flatMap((file) =>
      unknownIdsIn(readFileSync(file, 'utf8')).map((id) => `${relative(ROOT, file)}: ${id}`),
    );
    expect(dangling).toEqual([]);
  });
});
