import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parseReport } from '../../../src/conformance/report/check-report.ts';
import { historyHeaderOf } from '../../../src/conformance/report/history-file.ts';
import { MODES, STATUSES, VERDICTS, type Report } from '../../../src/conformance/report/report.ts';
import { loadRequirements } from '../../../src/contract/requirements.ts';
import { cleanReport, emptyReport, sampleReport } from './sample-report.ts';

type Node = Readonly<Record<string, unknown>>;

const SCHEMA = JSON.parse(
  readFileSync(new URL('../../../spec/report.schema.json', import.meta.url), 'utf8'),
) as Node & { readonly $defs: Readonly<Record<string, Node>> };

const AJV = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
addFormats.default(AJV);
const validate = AJV.compile(SCHEMA);
const validateHeader = AJV.compile({ $ref: `${String(SCHEMA['$id'])}#/$defs/HistoryHeader` });

function inJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** One object of a value, with the schema it is of; `change` gives the whole value with it changed. */
interface Place {
  readonly path: string;
  readonly schema: Node;
  readonly value: Readonly<Record<string, unknown>>;
  readonly change: (changed: object) => unknown;
}

function placesIn(
  schema: Node,
  value: unknown,
  path = '',
  change = (all: unknown) => all,
): Place[] {
  const node = resolved(schema, value);
  if (Array.isArray(value)) {
    const items = node['items'] as Node | undefined;
    return items === undefined
      ? []
      : value.flatMap((item, index) =>
          placesIn(items, item, `${path}[${index}]`, (changed) =>
            change(value.with(index, changed)),
          ),
        );
  }
  if (typeof value !== 'object' || value === null) return [];
  const properties = (node['properties'] ?? {}) as Readonly<Record<string, Node>>;
  const object = value as Readonly<Record<string, unknown>>;
  const within = Object.entries(object).flatMap(([key, member]) => {
    const of = properties[key];
    if (of === undefined) return [];
    return placesIn(of, member, `${path}.${key}`, (changed) =>
      change({ ...object, [key]: changed }),
    );
  });
  return [{ path, schema: node, value: object, change }, ...within];
}

/** Follows a reference, and of the outcomes the one that the value is. */
function resolved(schema: Node, value: unknown): Node {
  const ref = schema['$ref'];
  if (typeof ref === 'string') {
    return resolved(SCHEMA.$defs[ref.replace('#/$defs/', '')] ?? {}, value);
  }
  if (schema['allOf'] === undefined) return schema;
  const { kind } = value as { readonly kind: string };
  return SCHEMA.$defs[`${kind.charAt(0).toUpperCase()}${kind.slice(1)}`] ?? {};
}

function allUnsent(report: Report): Report {
  const requirements = report.requirements.map((result) => ({
    ...result,
    findings: result.findings.map((finding) => ({
      ...finding,
      witness: finding.witness.map((each) => ({
        ...each,
        outcome: { kind: 'unsent' as const, reason: 'refused' },
      })),
    })),
  }));
  return { ...report, requirements };
}

const VALUE = inJson({
  ...sampleReport(),
  secondOpinion: {
    by: 'prism',
    judged: 12,
    leftOut: 1,
    differences: [
      {
        operation: 'list_reviews',
        status: 422,
        part: 'request',
        own: 'invalid',
        complaint: 'query.limit: Input should be a valid integer',
        count: 2,
        exchange: 7,
      },
    ],
  },
});
const PLACES = placesIn(SCHEMA, VALUE);

describe('the schema', () => {
  test.each([
    ['a report with something of everything', sampleReport()],
    ['a report without findings', cleanReport()],
    ['a report of nothing', emptyReport()],
    ['requests that were never sent', allUnsent(sampleReport())],
  ])('takes %s', (_name, report) => {
    expect(validate(inJson(report)), JSON.stringify(validate.errors)).toBe(true);
  });

  test('asks for every member that it requires', () => {
    let removed = 0;
    for (const { path, schema, value, change } of PLACES) {
      for (const key of (schema['required'] ?? []) as readonly string[]) {
        const { [key]: _gone, ...rest } = value;
        expect(validate(change(rest)), `${path}.${key}`).toBe(false);
        removed += 1;
      }
    }
    expect(removed).toBeGreaterThan(500);
  });

  test('takes no member that it does not know', () => {
    const closed = PLACES.filter(({ schema }) => schema['additionalProperties'] === false);
    for (const { path, value, change } of closed) {
      expect(validate(change({ ...value, stranger: 1 })), path).toBe(false);
    }
    expect(closed.length).toBeGreaterThan(90);
  });

  test('meets each of its parts in the sample, and all are closed', () => {
    const met = new Set(
      [...PLACES, ...placesIn(SCHEMA, inJson(allUnsent(sampleReport())))].map(
        ({ schema }) => schema,
      ),
    );
    const parts = Object.entries(SCHEMA.$defs).filter(([, part]) => part['type'] === 'object');
    for (const [name, part] of parts) {
      if (name === 'Outcome' || name === 'HistoryHeader') continue;
      expect(met.has(part), name).toBe(true);
      expect(part['additionalProperties'], name).toBe(false);
    }
  });

  test('requires whatever the types do not call optional', () => {
    const optional = [
      'reason',
      'baseline',
      'history',
      'plan',
      'rate',
      'headers',
      'body',
      'rawBody',
      'secondOpinion',
    ];
    const left = PLACES.flatMap(({ schema }) => {
      const required = new Set((schema['required'] ?? []) as readonly string[]);
      return Object.keys(schema['properties'] ?? {}).filter((key) => !required.has(key));
    });
    expect([...new Set(left)].toSorted()).toEqual([...optional, 'status', 'text'].toSorted());
  });

  test('has the words that the types have', () => {
    const enumOf = (part: string, key: string) => {
      const properties = SCHEMA.$defs[part]?.['properties'] as Readonly<Record<string, Node>>;
      return properties[key]?.['enum'];
    };
    expect(enumOf('RequirementResult', 'status')).toEqual([...STATUSES]);
    expect(SCHEMA.$defs['Mode']?.['enum']).toEqual([...MODES]);
    expect(enumOf('Report', 'verdict')).toEqual(Object.keys(VERDICTS));
    const catalogue = loadRequirements();
    expect(enumOf('RequirementResult', 'level')).toEqual(
      expect.arrayContaining([...new Set(catalogue.map(({ level }) => level))]),
    );
    expect(enumOf('RequirementResult', 'surface')).toEqual(
      expect.arrayContaining([...new Set(catalogue.map(({ surface }) => surface))]),
    );
  });

  test('describes the header of a history', () => {
    const header = historyHeaderOf(sampleReport());
    expect(validateHeader(header)).toBe(true);
    for (const key of Object.keys(header)) {
      expect(validateHeader({ ...header, [key]: undefined }), key).toBe(false);
    }
    expect(validateHeader({ ...header, stranger: 1 })).toBe(false);
  });
});

describe('parseReport', () => {
  const text = JSON.stringify(sampleReport());
  const changed = (change: object) => JSON.stringify({ ...sampleReport(), ...change });

  test('reads what was written', () => {
    expect(parseReport(text)).toEqual(inJson(sampleReport()));
  });

  test.each<readonly [string, string, RegExp]>([
    ['no JSON', '{', /^It is not JSON: /],
    ['a text', '"x"', /^It is no review-kit\/report: its `format` is missing\.$/],
    ['null', 'null', /its `format` is missing\.$/],
    ['a history', changed({ format: 'review-kit/history' }), /is "review-kit\/history"\.$/],
    ['version 2', changed({ version: 2 }), /another version: its `version` is 2, and 1 is read\.$/],
    ['no target', changed({ target: undefined }), /^It is not a complete report: target: Field/],
    ['a verdict', changed({ verdict: 'fine' }), /verdict: Input should be 'conforms', 'fails'/],
    ['a count', changed({ totals: { ...sampleReport().totals, checks: -1 } }), /totals\.checks: /],
    ['a day', changed({ startedAt: '2026-11-20' }), /startedAt: .* valid datetime/],
    ['four faults', changed({ tool: 1, seconds: 'x', phases: 0, dialect: 0 }), /; and more\.$/],
  ])('refuses %s in a sentence', (_name, source, sentence) => {
    expect(() => parseReport(source)).toThrow(sentence);
  });

  test('says where in a list the fault is', () => {
    const requirements = sampleReport().requirements.map((result, index) =>
      index === 3 ? { ...result, status: 'ok' } : result,
    );
    expect(() => parseReport(changed({ requirements }))).toThrow('requirements[3].status: Input');
  });

  test('says of an outcome only what is wrong with its kind', () => {
    const result = sampleReport().requirements.find(({ id }) => id === 'IDM-1');
    const findings = result?.findings.map((finding) => ({
      ...finding,
      witness: finding.witness.map((each) => ({ ...each, outcome: { kind: 'unknown' } })),
    }));
    const source = changed({ requirements: [{ ...result, findings }] });
    expect(() => parseReport(source)).toThrow(
      /complete report: requirements\[0\]\.findings\[0\]\.witness\[0\]\.outcome\.reason: Field required;/,
    );
  });

  test('refuses a requirement that is there twice', () => {
    const [first] = sampleReport().requirements;
    expect(() => parseReport(changed({ requirements: [first, first] }))).toThrow(
      `the requirement ${first?.id} more than once`,
    );
  });
});
