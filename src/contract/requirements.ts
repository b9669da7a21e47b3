import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const LEVELS = ['MUST', 'SHOULD', 'POLICY'] as const;
const SURFACES = ['all', 'overlay', 'resource', 'agent', 'control'] as const;
const POLICY_NAMES = ['errors', 'conflict', 'superseded', 'likelihoods', 'blank'] as const;
const SEEDS = ['S0', 'S1', 'S2', 'S3', 'S4'] as const;

/** The areas of the catalogue; a requirement's id is one of these, a hyphen and a number. */
const AREAS = 'AUTH ERR SCH LIM TIME REV RUN CAS CLM VER DEC IDM QUE RES LST X AGT HIL PRD'.split(
  ' ',
);

const ID = new RegExp(`^(?:${AREAS.join('|')})-[1-9]\\d*$`);

const ENTRY_KEYS = {
  required: ['id', 'level', 'surface', 'text', 'source'],
  optional: ['also', 'policy', 'excluded'],
} as const;
const SENTENCE_KEYS = { required: ['level', 'text'], optional: ['policy'] } as const;

/**
 * How binding a sentence is.
 *
 * The report counts a broken MUST as a failure and a broken SHOULD as a warning; a POLICY is
 * documented in two ways, so either passes unless the caller pins one.
 *
 * Source: spec/sources.md.
 */
export type Level = (typeof LEVELS)[number];

/**
 * Where a requirement can be observed.
 *
 * A run that targets one surface leaves out what only another one shows.
 *
 * Source: spec/sources.md.
 */
export type RequirementSurface = (typeof SURFACES)[number];

/**
 * The name of the switch that chooses between the readings of a POLICY sentence.
 *
 * Source: spec/sources.md.
 */
export type RequirementPolicy = (typeof POLICY_NAMES)[number];

/**
 * Where a requirement comes from: a documentation page, another public document, or a decision.
 *
 * A reader who doubts a finding starts here, so no requirement is without one.
 *
 * Shape: `decision` is the name of a page in spec/decisions/, without `.md`.
 * Source: spec/sources.md.
 */
export type Source =
  | { readonly seed: (typeof SEEDS)[number]; readonly section: string }
  | { readonly vendor: string }
  | { readonly decision: string };

/**
 * A text of one level, readable on its own in a report.
 *
 * One id can carry sentences of several levels, and each must be counted at its own.
 *
 * Shape: `policy` is there exactly when `level` is POLICY.
 * Source: spec/sources.md.
 */
export interface Sentence {
  readonly level: Level;
  readonly text: string;
  readonly policy?: RequirementPolicy;
}

/**
 * One entry of the catalogue: what an implementation of the review API owes its callers.
 *
 * Checks, tests and reports cite the id and take the words from here, so they exist once.
 *
 * Shape: `excluded` is the reason why nothing on the wire can show the entry.
 * Source: spec/requirements/.
 */
export interface Requirement extends Sentence {
  readonly id: string;
  readonly surface: RequirementSurface;
  readonly also: readonly Sentence[];
  readonly source: readonly Source[];
  readonly excluded?: string;
}

/**
 * Reads the catalogue of requirements.
 *
 * The YAML files are the only place where requirements are written; every entry is checked here, so
 * that nothing behind this function has to doubt one.
 *
 * Shape: a directory of `*.yaml` → the entries, by file name and then by position.
 * Errors: throws an Error that names the file, the id and what to do.
 * Source: spec/requirements/.
 */
export function loadRequirements(
  directory: URL | string = new URL('../../spec/requirements/', import.meta.url),
): readonly Requirement[] {
  const folder = typeof directory === 'string' ? directory : fileURLToPath(directory);
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  if (names.length === 0) refuse(folder, 'no *.yaml file', 'name the folder of the catalogue');
  const fileOf = new Map<string, string>();
  const requirements: Requirement[] = [];
  for (const file of names.toSorted().map((name) => join(folder, name))) {
    for (const requirement of readCatalogueFile(file)) {
      const earlier = fileOf.get(requirement.id);
      if (earlier !== undefined) {
        const problem = `this id already has an entry in ${earlier}`;
        refuse(`${file}: ${requirement.id}`, problem, 'merge the two or give one a new number');
      }
      fileOf.set(requirement.id, file);
      requirements.push(requirement);
    }
  }
  return requirements;
}

/**
 * Finds the requirement ids that a text cites.
 *
 * Citations stand in comments, test names and prose; this is how a test finds one that leads
 * nowhere. An id needs no entry to be found, or that test could not fail.
 *
 * Shape: a text → each id once, in order of first mention.
 * Source: spec/requirements/.
 */
export function requirementIdsIn(text: string): readonly string[] {
  const cited = new RegExp(`(?<![\\w-])(?:${AREAS.join('|')})-\\d+\\b`, 'g');
  return [...new Set(text.match(cited))];
}

type Fields = Readonly<Record<string, unknown>>;

interface KeyRules {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

function refuse(where: string, problem: string, remedy: string): never {
  throw new Error(`${where}: ${problem}; ${remedy}`);
}

function readCatalogueFile(file: string): readonly Requirement[] {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: does not parse as YAML; correct its syntax`, { cause: error });
  }
  if (!Array.isArray(content)) refuse(file, 'is not a list', 'write one "- id: …" per requirement');
  return content.map((value: unknown, index) => readEntry(value, file, index + 1));
}

function readEntry(value: unknown, file: string, position: number): Requirement {
  const fields = readFields(value, `${file}: entry ${position}`);
  const id = readId(fields['id'], `${file}: entry ${position}`);
  const where = `${file}: ${id}`;
  checkKeys(fields, ENTRY_KEYS, where);
  const also = fields['also'] === undefined ? [] : readList(fields['also'], 'also', where);
  const excluded = fields['excluded'];
  return {
    id,
    surface: readChoice(SURFACES, fields['surface'], `${where}: surface`),
    ...readSentence(fields, where),
    also: also.map((item, index) => readAlso(item, `${where}: also[${index}]`)),
    source: readList(fields['source'], 'source', where).map((item, index) =>
      readSource(item, `${where}: source[${index}]`),
    ),
    ...(excluded === undefined ? {} : { excluded: readText(excluded, `${where}: excluded`) }),
  };
}

function readId(value: unknown, where: string): string {
  if (value === undefined) refuse(where, 'has no id', 'give it one, such as CAS-4');
  if (typeof value === 'string' && ID.test(value)) return value;
  const shape = `an area (${AREAS.join(', ')}), a hyphen and a number from 1`;
  return refuse(where, `${JSON.stringify(value)} is not an id`, `write ${shape}`);
}

function readAlso(value: unknown, where: string): Sentence {
  const fields = readFields(value, where);
  checkKeys(fields, SENTENCE_KEYS, where);
  return readSentence(fields, where);
}

function readSentence(fields: Fields, where: string): Sentence {
  const level = readChoice(LEVELS, fields['level'], `${where}: level`);
  const text = readText(fields['text'], `${where}: text`);
  const policy = fields['policy'];
  if (level !== 'POLICY') {
    if (policy === undefined) return { level, text };
    refuse(where, `a ${level} sentence names a policy`, 'remove `policy` or make its level POLICY');
  }
  if (policy === undefined) {
    refuse(
      where,
      'a POLICY sentence names no policy',
      `add \`policy\`: ${POLICY_NAMES.join(', ')}`,
    );
  }
  return { level, text, policy: readChoice(POLICY_NAMES, policy, `${where}: policy`) };
}

function readSource(value: unknown, where: string): Source {
  const fields = readFields(value, where);
  if (fields['seed'] !== undefined) {
    checkKeys(fields, { required: ['seed', 'section'], optional: [] }, where);
    const seed = readChoice(SEEDS, fields['seed'], `${where}: seed`);
    return { seed, section: readText(fields['section'], `${where}: section`) };
  }
  const kind = fields['vendor'] === undefined ? 'decision' : 'vendor';
  checkKeys(fields, { required: [kind], optional: [] }, where);
  const text = readText(fields[kind], `${where}: ${kind}`);
  return kind === 'vendor' ? { vendor: text } : { decision: text };
}

function checkKeys(fields: Fields, { required, optional }: KeyRules, where: string): void {
  const allowed = [...required, ...optional];
  for (const key of Object.keys(fields)) {
    if (!allowed.includes(key)) {
      refuse(where, `unknown key "${key}"`, `remove it or use one of ${allowed.join(', ')}`);
    }
  }
  for (const key of required) {
    if (fields[key] === undefined) refuse(where, `key "${key}" is missing`, 'add it');
  }
}

function readFields(value: unknown, where: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  return refuse(where, 'is not a map', 'write it as "key: value" lines');
}

function readList(value: unknown, key: string, where: string): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return value;
  return refuse(where, `"${key}" is not a list with at least one item`, 'write one "- …" per item');
}

function readText(value: unknown, where: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  return refuse(
    where,
    'is not a text',
    'write at least one word, in quotes if YAML reads it as other',
  );
}

function readChoice<const Choice extends string>(
  choices: readonly Choice[],
  value: unknown,
  where: string,
): Choice {
  const choice = choices.find((candidate) => candidate === value);
  if (choice !== undefined) return choice;
  return refuse(where, `${JSON.stringify(value)} is unknown`, `use one of ${choices.join(', ')}`);
}
