import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BlockType, Predicate } from '../../contract/wire.ts';
import type { GateCase, Json } from './gate-case.ts';

/** A group of one file of vectors. Source: spec/vectors/README.md. */
export interface VectorGroup {
  readonly description: string;
  readonly requirement: string;
  readonly block_type: BlockType;
  readonly predicate: Predicate;
  readonly policies?: Readonly<Record<string, string>>;
  readonly tests: readonly {
    readonly description: string;
    readonly evidence: Json;
    readonly fires: boolean;
    readonly triggered_by: Predicate | null;
  }[];
}

/** A predicate that must be refused when the gate is configured. */
export type RefusedPredicate = Pick<
  VectorGroup,
  'description' | 'requirement' | 'block_type' | 'predicate'
>;

/** Which groups of a file follow from the contract's own words; the others follow from readings. */
export interface VectorTable {
  readonly file: string;
  /** The requirements of which it holds cases. */
  readonly requirements: readonly string[];
  /** Descriptions of groups that a MUST sentence decides. */
  readonly must: RegExp;
}

/** Every file of truth tables. Source: PRD-1 to PRD-4; spec/decisions/predicate-readings.md. */
export const VECTOR_TABLES: readonly VectorTable[] = [
  table('all_of', ['PRD-4'], /./),
  table('always', ['PRD-3'], /./),
  table('any_of', ['PRD-4'], /./),
  table('any_pages_unassigned', ['PRD-2', 'PRD-3'], /./),
  table(
    'any_required_field_null',
    ['PRD-2', 'PRD-3'],
    /: (a flat object|nested objects|lists of objects|nothing required|a required name outside ASCII|a required property with an object or null|(any|one)Of with .*)(, blank=gap)?$/,
  ),
  table('any_split_pages_lt', ['PRD-2', 'PRD-3'], /./),
  table('boundary_confidence_lt', ['PRD-1', 'PRD-2', 'PRD-3'], /./),
  table('branch_in', ['PRD-2', 'PRD-3'], /./),
  table('category_in', ['PRD-2', 'PRD-3'], /./),
  table(
    'confidence_lt',
    ['PRD-1', 'PRD-2', 'PRD-3'],
    /^(?!.*(passed over|in a map|that are no object))/,
  ),
  table(
    'field_confidence_lt',
    ['PRD-1', 'PRD-2', 'PRD-3'],
    /: (a member|threshold [01].*|a path that begins with \$|two names|two names after \$|an index|an index with two digits|an index, then a name|two indices|every item|a member of every item|the mean over .*|a subtree|a list as a subtree)$/,
  ),
  ...[
    'logic',
    'operators-a',
    'operators-b',
    'operators-c',
    'operators-d',
    'paths',
    'wildcards',
  ].map((part) => table(`json_condition-${part}`, ['PRD-3'], /^$/)),
  table('split_count_neq', ['PRD-2', 'PRD-3'], /./),
  table('top_margin_lt', ['PRD-1', 'PRD-2', 'PRD-3'], /^(?!.*(one category only|: votes$))/),
  table(
    'validation_failed',
    ['PRD-2', 'PRD-3'],
    /^(?!.*(format|pattern|schema true|schema false|false inside|empty schema|nobody knows|\$id))/,
  ),
];

function table(file: string, requirements: readonly string[], must: RegExp): VectorTable {
  return { file, requirements, must };
}

const FOLDER = new URL('../../../spec/vectors/predicates/', import.meta.url);

/** Reads one file of vectors. */
function readVectors<T>(file: string): readonly T[] {
  const path = fileURLToPath(new URL(`${file}.json`, FOLDER));
  return JSON.parse(readFileSync(path, 'utf8')) as readonly T[];
}

/** Reads the predicates that must be refused. Source: PRD-5, PRD-3. */
export function readRefusals(): readonly RefusedPredicate[] {
  return readVectors<RefusedPredicate>('refusals');
}

/** One group's cases, those that fire and those that do not. */
export interface VectorCases {
  readonly group: string;
  readonly cases: readonly GateCase[];
}

/** Reads the cases of a table. */
export function readCases(vectors: VectorTable): readonly VectorCases[] {
  return readVectors<VectorGroup>(vectors.file).map((group) => ({
    group: group.description,
    cases: group.tests.map((test): GateCase => {
      const requirement = requirementOfTest(group, test.description);
      const isMust = requirement !== 'PRD-2' && vectors.must.test(group.description);
      return {
        name: `${group.description} (${test.description})`,
        blockType: group.block_type,
        predicate: group.predicate,
        evidence: test.evidence,
        fires: test.fires,
        ...(test.triggered_by === null ? {} : { triggeredBy: test.triggered_by }),
        readings: readingsOf(group),
        requirement,
        level: isMust ? 'MUST' : 'SHOULD',
      };
    }),
  }));
}

const ABOUT_EQUALITY = /equal|round|falls short|goes beyond|decimals|never fires|a third of/;

/** What is about the edge is PRD-1; another wrong verdict of the same group is PRD-3. */
function requirementOfTest({ requirement, description }: VectorGroup, test: string): string {
  if (requirement === 'PRD-4') return 'PRD-3';
  if (requirement !== 'PRD-1' || ABOUT_EQUALITY.test(`${description} ${test}`)) return requirement;
  return 'PRD-3';
}

/** The readings that a verdict hangs on. Source: spec/vectors/README.md, `policies`. */
function readingsOf({ block_type: blockType, predicate, policies = {} }: VectorGroup) {
  const kinds = kindsIn(predicate);
  const isAggregated =
    blockType === 'extract' &&
    (kinds.includes('confidence_lt') || kinds.includes('field_confidence_lt'));
  return {
    ...(isAggregated ? { likelihoods: 'mean' } : {}),
    ...(kinds.includes('any_required_field_null') ? { blank: 'answer' } : {}),
    ...policies,
  };
}

function kindsIn(predicate: Predicate): readonly string[] {
  const isGroup = predicate.kind === 'any_of' || predicate.kind === 'all_of';
  const children = isGroup ? (predicate.predicates as readonly Predicate[]) : [];
  return [predicate.kind, ...children.flatMap(kindsIn)];
}
