import { readFileSync } from 'node:fs';
import type { FieldFault } from '../../contract/problems.ts';
import {
  createSchemaCompiler,
  type Check,
  type Node,
  type OpenApiDocument,
} from '../../contract/validators.ts';
import type { Report } from './report.ts';

const SCHEMA = new URL('../../../spec/report.schema.json', import.meta.url);
const FAULTS_SHOWN_MAX = 3;

/** The parts of the schema that a file is read by. */
export type ReportPart = 'Report' | 'HistoryHeader' | 'Exchange';

/** Says in words what is wrong with a value, or nothing when it is right. */
export type PartCheck = (value: unknown, sizeHint: number) => string | undefined;

/**
 * Reads a report.
 *
 * Reports come from other machines and other versions, so nothing is believed before it is checked.
 *
 * Shape: the text of a JSON report → the report.
 * Errors: throws an Error whose message says what is wrong and where; it names no file.
 * Source: spec/report.schema.json.
 */
export function parseReport(text: string): Report {
  const value = parseJsonText(text);
  refuseOtherFormats(value, { format: 'review-kit/report', version: 1 });
  const faults = createPartChecks().Report(value, text.length);
  if (faults !== undefined) throw new Error(`It is not a complete report: ${faults}.`);
  const report = value as Report;
  refuseRepeatedIds(report);
  return report;
}

/**
 * Compiles the checks of the parts that files are made of.
 *
 * Errors: throws when the schema itself does not compile.
 * Source: spec/report.schema.json.
 */
export function createPartChecks(): Readonly<Record<ReportPart, PartCheck>> {
  // The compiler knows the schemas of an OpenAPI document; a `$defs` is the same by another name.
  const text = readFileSync(SCHEMA, 'utf8').replaceAll('#/$defs/', '#/components/schemas/');
  const { $defs } = JSON.parse(text) as { readonly $defs: Readonly<Record<string, Node>> };
  const document: OpenApiDocument = { components: { schemas: $defs } };
  const { schemas } = createSchemaCompiler([['report.schema.json', document]]);
  const partCheck = (part: ReportPart): PartCheck => {
    const check = schemas[part] as Check;
    return (value, sizeHint) => wordsOf(check(value, sizeHint));
  };
  return {
    Report: partCheck('Report'),
    HistoryHeader: partCheck('HistoryHeader'),
    Exchange: partCheck('Exchange'),
  };
}

/**
 * Parses JSON.
 *
 * Errors: throws an Error that says why the text is none.
 */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`It is not JSON: ${error instanceof Error ? error.message : String(error)}.`, {
      cause: error,
    });
  }
}

/**
 * Refuses what is something else altogether, before its every member is called wrong.
 *
 * Errors: throws an Error that names the format or the version that was found.
 */
export function refuseOtherFormats(
  value: unknown,
  { format, version }: { readonly format: string; readonly version: number },
): void {
  const found = (typeof value === 'object' && value !== null ? value : {}) as Node;
  if (found['format'] !== format) {
    throw new Error(`It is no ${format}: its \`format\` is ${inJson(found['format'])}.`);
  }
  if (found['version'] !== version) {
    const words = `its \`version\` is ${inJson(found['version'])}`;
    throw new Error(`It is a ${format} of another version: ${words}, and ${version} is read.`);
  }
}

function inJson(value: unknown): string {
  return value === undefined ? 'missing' : (JSON.stringify(value) ?? '').slice(0, 80);
}

function refuseRepeatedIds({ requirements }: Report): void {
  const seen = new Set<string>();
  for (const { id } of requirements) {
    if (seen.has(id)) throw new Error(`It holds the requirement ${id} more than once.`);
    seen.add(id);
  }
}

function wordsOf(faults: readonly FieldFault[]): string | undefined {
  if (faults.length === 0) return undefined;
  const shown = faults.slice(0, FAULTS_SHOWN_MAX).map(wordsOfFault);
  const more = faults.length > shown.length ? ['and more'] : [];
  return [...shown, ...more].join('; ');
}

/** `requirements[3].status: Input should be …`. */
function wordsOfFault({ loc, msg }: FieldFault): string {
  const path = loc
    .slice(1)
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
  return `${path === '' ? 'the whole' : path}: ${msg}`;
}
