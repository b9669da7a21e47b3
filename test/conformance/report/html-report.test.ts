import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { visible } from '../../../src/conformance/report/escape.ts';
import { htmlReport } from '../../../src/conformance/report/html-report.ts';
import type { Finding, Report } from '../../../src/conformance/report/report.ts';
import { HOSTILE, HOSTILE_TEXT } from './hostile-texts.ts';
import { elementsIn, elementsNamed, readMarkup, textOf, type Element } from './markup-reader.ts';
import { cleanReport, emptyReport, FINDINGS, sampleReport } from './sample-report.ts';

const ELEMENTS = new Set(
  (
    'html head meta title style body a header p h1 h2 h3 h4 bdi b code pre div span dl dt dd nav ul ol li main section article ' +
    'figure figcaption details summary form input button table thead tbody tr th td footer script ' +
    'svg desc defs marker path rect line text g circle'
  ).split(' '),
);

/** Neither handlers nor whatever loads something. */
const ATTRIBUTES = new Set(
  (
    'lang charset http-equiv content name class id href hidden dir type role tabindex value scope placeholder autocomplete ' +
    'viewBox xmlns width height x y x1 x2 y1 y2 cx cy r rx d refX refY markerWidth markerHeight orient marker-end text-anchor preserveAspectRatio'
  ).split(' '),
);

function isOurs(attribute: string): boolean {
  return ATTRIBUTES.has(attribute) || /^(?:aria|data)-[a-z]+$/.test(attribute);
}

const FIRST = FINDINGS[0] as Finding;

/** Every text of a report replaced: whatever is not escaped shows. */
function allHostile<Value>(value: Value, text: string): Value {
  if (typeof value === 'string') return text as Value;
  if (Array.isArray(value)) return value.map((each: unknown) => allHostile(each, text)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, allHostile(each, text)]);
  return Object.fromEntries(entries) as Value;
}

/** Hostile wherever the report's schema lets a server or a caller choose the words. */
function hostileReport(text: string): Report {
  const report = sampleReport();
  const hostile = allHostile(report, text);
  return {
    ...hostile,
    verdict: report.verdict,
    startedAt: report.startedAt,
    totals: report.totals,
    requirements: report.requirements.map((result) => ({
      ...allHostile(result, text),
      id: result.id,
      level: result.level,
      status: result.status,
      findings: result.findings.map((finding) => ({
        ...allHostile(finding, text),
        id: finding.id,
        level: finding.level,
        requirement: finding.requirement,
        witness: finding.witness.map((each) => ({
          ...allHostile(each, text),
          outcome: {
            ...allHostile(each.outcome, text),
            kind: each.outcome.kind,
          } as typeof each.outcome,
        })),
        ...(finding.history === undefined ? {} : { history: finding.history }),
      })),
    })),
  };
}

function read(report: Report): Element {
  return readMarkup(htmlReport(report), 'html');
}

function withClass(name: string, root: Element): readonly Element[] {
  return elementsIn(root).filter((each) => each.attributes['class']?.split(' ').includes(name));
}

describe('the HTML report', () => {
  const page = htmlReport(sampleReport());
  const root = readMarkup(page, 'html');

  test('runs the script and the style that stand in it, and nothing else', () => {
    const policy = elementsNamed('meta', root).find(
      ({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy',
    );
    const hashOf = (name: string) => {
      const [element, ...others] = elementsNamed(name, root);
      expect(others).toEqual([]);
      const text = textOf(element as Element);
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    };
    expect(policy?.attributes['content']).toBe(
      `default-src 'none'; script-src ${hashOf('script')}; style-src ${hashOf('style')}; base-uri 'none'; form-action 'none'`,
    );
    const places = ['Content-Security-Policy', '<style', '<script'].map((each) =>
      page.indexOf(each),
    );
    expect(places).toEqual(places.toSorted((left, right) => left - right));
  });

  test('has a script that parses', () => {
    const [script] = elementsNamed('script', root);
    expect(() => new Script(textOf(script as Element))).not.toThrow();
  });

  const reports: readonly (readonly [string, Report])[] = [
    ['the sample', sampleReport()],
    ...Object.entries(HOSTILE).map(([name, text]) => [name, hostileReport(text)] as const),
    ['all at once', hostileReport(HOSTILE_TEXT)],
  ];
  test.each(reports)('has no element, attribute or address but its own: %s', (_name, report) => {
    const elements = elementsIn(read(report));
    expect(
      [...new Set(elements.map(({ name }) => name))].filter((each) => !ELEMENTS.has(each)),
    ).toEqual([]);
    const attributes = elements.flatMap((each) => Object.entries(each.attributes));
    expect([...new Set(attributes.map(([key]) => key))].filter((key) => !isOurs(key))).toEqual([]);
    const valuesOf = (name: string) =>
      attributes.filter(([key]) => key === name).map(([, value]) => value);
    expect(valuesOf('href').filter((value) => !value.startsWith('#'))).toEqual([]);
    expect(valuesOf('marker-end').filter((value) => !/^url\(#[\w-]+\)$/.test(value))).toEqual([]);
  });

  test('has no address in style or script', () => {
    for (const name of ['style', 'script']) {
      const text = elementsNamed(name, root).map(textOf).join('');
      expect(text).not.toMatch(/https?:|\/\/[a-z]|@import|url\(|innerHTML|eval|fetch\(/);
    }
  });

  test('shows hostile texts as they are', () => {
    const [, article] = elementsNamed('article', read(hostileReport(HOSTILE_TEXT)));
    expect(textOf(article as Element)).toContain(visible(HOSTILE_TEXT));
  });

  test('tells the verdict, the target and the counts first', () => {
    const [header] = elementsNamed('header', root);
    const words = textOf(header as Element);
    for (const each of [
      'Does not conform',
      sampleReport().target,
      sampleReport().summary,
      '15,230',
    ]) {
      expect(words).toContain(each);
    }
    const cells = elementsNamed('td', header as Element).map(textOf);
    expect(cells.slice(0, 7)).toEqual(['', '39', '4', '0', '5', '2', '1']);
  });

  test('shows failures, then warnings, then what is known, then all requirements', () => {
    const ids = elementsNamed('section', root).map(({ attributes }) => attributes['id']);
    expect(ids).toEqual('failures warnings known requirements unjudged phases dialect'.split(' '));
    const articles = elementsNamed('article', root).map(({ attributes }) => attributes['id']);
    expect(articles.toSorted()).toEqual(
      FINDINGS.map(({ id }) => `finding-${id.replace('#', '-')}`).toSorted(),
    );
  });

  test('shows of a failure what proves it and how to see it again', () => {
    const article = elementsNamed('article', root).find(
      ({ attributes }) => attributes['id'] === 'finding-CAS-2-1',
    ) as Element;
    const words = textOf(article);
    for (const each of [FIRST.sentence, FIRST.expected, FIRST.got, FIRST.check]) {
      expect(words).toContain(each);
    }
    expect(words).toContain(FIRST.reproduction.curl.join('\n'));
    expect(words).toContain(FIRST.reproduction.replay);
    expect(elementsNamed('svg', article)).toHaveLength(1);
    const drawings = elementsNamed('svg', root).filter((each) => 'role' in each.attributes);
    expect(drawings.map((each) => textOf(elementsNamed('title', each)[0] as Element))).toEqual([
      'Timeline of CAS-2#1',
      'Timeline of IDM-1#1',
    ]);
    const copied = elementsNamed('button', article).map(
      ({ attributes }) => attributes['data-copy'],
    );
    const ids = elementsNamed('pre', article).flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(copied).toEqual(ids);
    expect(copied).toHaveLength(2);
  });

  test('has a row for every requirement, by area', () => {
    const rows = withClass('requirement', root);
    expect(rows).toHaveLength(67);
    expect(new Set(rows.map(({ attributes }) => attributes['data-status'])).size).toBe(6);
    const areas = withClass('area', root).map((area) =>
      textOf(elementsNamed('h3', area)[0] as Element),
    );
    expect(areas[0]).toBe('CredentialsAUTH');
    expect(areas).toHaveLength(19);
  });

  test('has filters that say whether they are on, and no two ids alike', () => {
    const buttons = elementsNamed('button', root).filter((each) => 'data-group' in each.attributes);
    expect(buttons.length).toBe(3 + 6);
    expect(buttons.every(({ attributes }) => attributes['aria-pressed'] === 'false')).toBe(true);
    const ids = elementsIn(root).flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = elementsNamed('a', root).map(({ attributes }) => attributes['href']?.slice(1));
    expect(targets.filter((each) => !ids.includes(each ?? ''))).toEqual([]);
    const named = elementsIn(root).flatMap(({ attributes }) =>
      (attributes['aria-labelledby'] ?? attributes['aria-describedby'] ?? '').split(' '),
    );
    expect(named.filter((each) => each !== '' && !ids.includes(each))).toEqual([]);
  });

  test('has a sentence where there is nothing to show', () => {
    expect(textOf(read(cleanReport()))).toContain(
      'no sentence of the contract that was judged is broken',
    );
    const words = textOf(read(emptyReport()));
    for (const each of [
      'which here means little',
      'nothing was judged',
      'No phase was run',
      'No reading',
    ]) {
      expect(words).toContain(each);
    }
  });

  test('is drawn though a body nests too deep to be written', () => {
    let body: unknown = [];
    for (let depth = 0; depth < 20_000; depth += 1) body = [body];
    const [witness] = FIRST.witness;
    const deep = {
      ...FIRST,
      witness: [{ ...witness, request: { method: 'POST', path: '/', body } }],
    };
    const requirements = sampleReport().requirements.map((result) =>
      result.id === 'CAS-2' ? { ...result, findings: [deep as Finding] } : result,
    );
    expect(htmlReport(sampleReport({ requirements }))).toContain('nested too deep');
  });
});
