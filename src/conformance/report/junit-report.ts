import { areaOf, byArea } from './area-names.ts';
import { cutTo, markup, onOneLine, type Markup } from './escape.ts';
import { exchangeLine } from './exchange-words.ts';
import type { Finding, Report, RequirementResult } from './report.ts';
import { firstSentence } from './requirement-text.ts';
import { standingOf, type Standing } from './standing.ts';
import { STATUS_WORDS } from './verdict-words.ts';

const NAME_LENGTH_MAX = 100;

interface Case {
  readonly result: RequirementResult;
  readonly standing: Standing;
}

/**
 * Writes a report as JUnit XML, which every CI reads: one test per requirement, one suite per area.
 *
 * A test's name is the same in every run, so that a CI can show its history. What the run accepts or
 * only warns of is no failure here either: the CI must agree with the exit code.
 *
 * Source: the JUnit schema of Jenkins' xUnit plugin.
 */
export function junitReport(report: Report): string {
  const { target, options, seconds, tool, requirements } = report;
  const suites = byArea(requirements).map(([area, results]) => {
    const cases = results.map((result) => ({
      result,
      standing: standingOf(result, options.failLevel),
    }));
    return suiteOf(area, cases, report);
  });
  const counts = countsOf(
    requirements.map((result) => ({ result, standing: standingOf(result, options.failLevel) })),
  );
  const { markup: xml } = markup`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="review-kit ${tool.version}" ${counts} time="${seconds.toFixed(3)}">
  <!-- ${withoutDashes(target)} -->
${suites}</testsuites>
`;
  return xml;
}

function suiteOf(area: string, cases: readonly Case[], report: Report): Markup {
  const { options, target, tool, startedAt } = report;
  // The time of the whole stands at the top; what one requirement took is not measured.
  return markup`  <testsuite name="${area}" ${countsOf(cases)} timestamp="${startedAt}">
    <properties>
      <property name="seed" value="${onOneLine(options.seed)}"/>
      <property name="mode" value="${options.mode}"/>
      <property name="target" value="${onOneLine(target)}"/>
      <property name="specSha256" value="${tool.specSha256}"/>
    </properties>
${cases.map((each) => caseOf(each, options.seed))}  </testsuite>
`;
}

function countsOf(cases: readonly Case[]): Markup {
  const failures = cases.filter(({ standing }) => standing === 'failing').length;
  const skipped = cases.filter(({ standing }) => isSkipped(standing)).length;
  return markup`tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
}

function isSkipped(standing: Standing): boolean {
  return standing === 'unjudged' || standing === 'accepted';
}

function caseOf({ result, standing }: Case, seed: string): Markup {
  const name = `${result.id} ${cutTo(firstSentence(result.text), NAME_LENGTH_MAX)}`;
  return markup`    <testcase name="${name}" classname="${areaOf(result.id)}">
      <properties>
        <property name="level" value="${result.level}"/>
        <property name="surface" value="${result.surface}"/>
        <property name="status" value="${result.status}"/>
        <property name="judgements" value="${result.judgements}"/>
        <property name="seed" value="${onOneLine(seed)}"/>
      </properties>
${outcomeOf(result, standing)}    </testcase>
`;
}

function outcomeOf(result: RequirementResult, standing: Standing): Markup {
  const { status, reason, baseline, findings } = result;
  const texts = findings.map(findingText).join('\n\n');
  switch (standing) {
    case 'failing': {
      const message = onOneLine(findings.map(({ sentence }) => sentence).join(' '));
      return markup`      <failure type="${result.id}" message="${message}">${texts}</failure>
`;
    }
    case 'accepted': {
      const words = `known: ${baseline?.reason ?? ''} (until ${baseline?.expires ?? ''})`;
      return markup`      <skipped message="${onOneLine(words)}"/>
${outputOf(texts)}`;
    }
    case 'unjudged': {
      const words = reason === undefined ? status : `${status}: ${reason}`;
      return markup`      <skipped message="${onOneLine(words)}"/>
`;
    }
    case 'warning':
      return outputOf(`${STATUS_WORDS[status]}\n${texts}`);
    case 'passing':
      return outputOf(baseline === undefined ? '' : passesAgain(baseline.reason));
  }
}

function outputOf(text: string): Markup {
  return text === ''
    ? markup``
    : markup`      <system-out>${text}</system-out>
`;
}

function passesAgain(reason: string): string {
  return `The baseline lists this as a known failure (${reason}), and it passes: remove it there.`;
}

function findingText(finding: Finding): string {
  const { id, level, sentence, expected, got, check, witness, reproduction } = finding;
  return [
    `${id} (${level}) ${sentence}`,
    `Expected: ${expected}`,
    `Got: ${got}`,
    `Check: ${check}`,
    ...witness.map(exchangeLine),
    ...reproduction.curl,
    ...(reproduction.replay === null ? [] : [reproduction.replay]),
  ].join('\n');
}

/** A comment must not hold two hyphens in a row. */
function withoutDashes(text: string): string {
  return onOneLine(text).replace(/-(?=-|$)/g, '- ');
}
