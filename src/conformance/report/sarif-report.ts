import { OPERATIONS, type OperationId } from '../../contract/operations.ts';
import { areaName, areaOf } from './area-names.ts';
import { onOneLine, visible } from './escape.ts';
import { exchangeLine } from './exchange-words.ts';
import type { Finding, Report, RequirementResult } from './report.ts';

/**
 * Writes a report as SARIF 2.1.0, which code scanning reads.
 *
 * Every requirement is a rule and every finding a result. The place of a result is the documented
 * path of its operation: a server under test has no source line to point at, and code scanning
 * refuses a result without a place.
 *
 * Source: SARIF 2.1.0, sections 3.13 to 3.49.
 */
export function sarifReport(report: Report): string {
  const { tool, requirements, options, target } = report;
  const run = {
    tool: {
      driver: {
        name: 'review-kit',
        version: tool.version,
        rules: requirements.map(ruleOf),
      },
    },
    invocations: [invocationOf(report)],
    results: requirements.flatMap((result, ruleIndex) =>
      result.findings.map((finding) => resultOf(finding, { result, ruleIndex })),
    ),
    columnKind: 'utf16CodeUnits',
    properties: { target, mode: options.mode, seed: options.seed, specSha256: tool.specSha256 },
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function invocationOf({ startedAt, seconds, verdict, summary }: Report): object {
  const endedAt = new Date(Date.parse(startedAt) + seconds * 1000);
  return {
    executionSuccessful: verdict !== 'broken',
    startTimeUtc: new Date(startedAt).toISOString(),
    endTimeUtc: endedAt.toISOString(),
    properties: { verdict, summary },
  };
}

function ruleOf({ id, text, level, surface }: RequirementResult): object {
  const area = areaName(areaOf(id));
  return {
    id,
    shortDescription: { text: `${id}: ${area}` },
    fullDescription: { text: onOneLine(text) },
    defaultConfiguration: { level: level === 'MUST' ? 'error' : 'warning' },
    properties: { level, surface, tags: [area] },
  };
}

interface Rule {
  readonly result: RequirementResult;
  readonly ruleIndex: number;
}

function resultOf(finding: Finding, { result, ruleIndex }: Rule): object {
  const { id, requirement, level, check, sentence, expected, got, seed, witness } = finding;
  const text = [sentence, `Expected: ${expected}`, `Got: ${got}`, ...witness.map(exchangeLine)];
  const place = placeOf(finding);
  return {
    ruleId: requirement,
    ruleIndex,
    level: level === 'MUST' ? 'error' : 'warning',
    message: { text: visible(text.join('\n')) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(place.path.replace(/^\//, '')) },
          region: { startLine: 1 },
        },
        logicalLocations: [{ fullyQualifiedName: place.name, kind: 'resource' }],
      },
    ],
    // No datum of the run: the same fault is the same alert tomorrow.
    partialFingerprints: { 'requirementAndCheck/v1': `${requirement}/${check}` },
    occurrenceCount: finding.occurrences,
    ...suppressionsOf(result),
    properties: { id, check, expected, got, seed, reproduction: finding.reproduction },
  };
}

/** The operation that the last of the witnesses called. */
function placeOf({ witness }: Finding): { readonly path: string; readonly name: string } {
  const operation = witness.findLast((each) => each.operation !== null)?.operation;
  if (operation === null || operation === undefined || !isKnown(operation)) {
    return { path: '/', name: 'the API' };
  }
  const { method, path } = OPERATIONS[operation];
  return { path, name: `${method} ${path}` };
}

function isKnown(operation: string): operation is OperationId {
  return Object.hasOwn(OPERATIONS, operation);
}

function suppressionsOf({ baseline }: RequirementResult): object {
  if (baseline?.state !== 'known') return {};
  const justification = `${baseline.reason} (until ${baseline.expires})`;
  return { suppressions: [{ kind: 'external', justification }] };
}
