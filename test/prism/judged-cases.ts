import * as fc from 'fast-check';
import { OPERATION_IDS, OPERATIONS, type OperationId } from '../../src/contract/operations.ts';
import type { Node } from '../../src/contract/validators.ts';
import { breakagesOf } from './breakages.ts';
import { documentAt, resolved, valueOf } from './schema-values.ts';

/** One request or reply to be judged twice. */
export type JudgedCase = {
  readonly operation: OperationId;
  /** What was changed; null when it is as it should be. */
  readonly broken: string | null;
} & (
  | {
      readonly part: 'request';
      readonly params: Readonly<Record<string, string>>;
      readonly search: URLSearchParams;
      readonly body: unknown;
    }
  | { readonly part: 'reply'; readonly status: number; readonly body: unknown }
);

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Node;
  readonly required?: boolean;
}

/** Values drawn for each body, and changes tried on each value. */
export interface CaseCount {
  readonly seed: number;
  readonly values: number;
  readonly changes: number;
}

/** Requests and replies of every operation, valid and changed in one place; the same for one seed. */
export function judgedCases(count: CaseCount): readonly JudgedCase[] {
  return OPERATION_IDS.flatMap((operation) => [
    ...requestsOf(operation, count),
    ...repliesOf(operation, count),
  ]);
}

function nodeOf(operation: OperationId): Node {
  const { method, path } = OPERATIONS[operation];
  const verb = method.toLowerCase();
  const steps = operation === 'list_overlays' ? ['x-overlay-queue', verb] : [verb];
  return documentAt('paths', path, ...steps) ?? {};
}

function requestsOf(operation: OperationId, count: CaseCount): readonly JudgedCase[] {
  const node = nodeOf(operation);
  const parameters = ((node['parameters'] ?? []) as readonly Node[]).map(
    (each) => resolved(each) as unknown as Parameter,
  );
  const params = Object.fromEntries(
    parameters.filter((each) => each.in === 'path').map(({ name }) => [name, 'abc']),
  );
  const queries = parameters.filter((each) => each.in === 'query');
  const base = { operation, part: 'request', params } as const;
  const schema = bodySchema(node['requestBody'] as Node | undefined);
  const searches = searchesOf(queries).map((each) => ({ ...base, ...each, body: undefined }));
  const needed = searchOf(queries.filter(({ required }) => required === true));
  if (schema === undefined) return searches;
  return bodiesOf(schema, count).map((each) => ({ ...base, search: needed, ...each }));
}

function repliesOf(operation: OperationId, count: CaseCount): readonly JudgedCase[] {
  const responses = nodeOf(operation)['responses'] as Readonly<Record<string, Node>>;
  return Object.entries(responses).flatMap(([status, response]) => {
    const schema = bodySchema(response);
    if (schema === undefined) return [];
    const base = { operation, part: 'reply', status: Number(status) } as const;
    return bodiesOf(schema, count).map((each) => ({ ...base, ...each }));
  });
}

function bodySchema(given: Node | undefined): Node | undefined {
  if (given === undefined) return undefined;
  const content = resolved(given)['content'] as Readonly<Record<string, { schema: Node }>>;
  return content['application/json']?.schema;
}

/** Values, and for each some of its changes, spread over all that are possible. */
function bodiesOf(schema: Node, { seed, values, changes }: CaseCount) {
  return fc.sample(valueOf(schema), { seed, numRuns: values }).flatMap((value) => {
    const all = [...breakagesOf(schema, value)];
    const step = Math.max(1, Math.floor(all.length / changes));
    const some = all.filter((_each, index) => index % step === 0).slice(0, changes);
    return [
      { body: value, broken: null },
      ...some.map((each) => ({ body: each.value, broken: each.how })),
    ];
  });
}

interface Search {
  readonly search: URLSearchParams;
  readonly broken: string | null;
}

const ODD_TEXTS: Readonly<Record<string, readonly string[]>> = {
  integer: [
    'abc',
    '1.5',
    '',
    '0',
    '-1',
    '201',
    '+5',
    ' 5 ',
    '1e1',
    '5.0',
    '0x10',
    'null',
    '99999999999',
  ],
  boolean: ['maybe', '', '1', '0', 'yes', 'TRUE', 'null', '2'],
  string: ['', 'no such word', 'APPROVED'],
};

function searchesOf(queries: readonly Parameter[]): readonly Search[] {
  const sound = searchOf(queries);
  const searchWith = (change: (search: URLSearchParams) => void): URLSearchParams => {
    const copy = new URLSearchParams(sound);
    change(copy);
    return copy;
  };
  const changed = queries.flatMap(({ name, schema }): readonly Search[] => {
    const odd = ODD_TEXTS[String([resolved(schema)['type']].flat()[0])] ?? [];
    return [
      ...odd.map((text) => ({
        search: searchWith((search) => search.set(name, text)),
        broken: `${name}=${text}`,
      })),
      { search: searchWith((search) => search.delete(name)), broken: `without ${name}` },
      {
        search: searchWith((search) => search.append(name, textFor(schema))),
        broken: `${name} twice`,
      },
    ];
  });
  const more = searchWith((search) => search.set('one_more', '1'));
  return [{ search: sound, broken: null }, ...changed, { search: more, broken: 'one_more=1' }];
}

function searchOf(queries: readonly Parameter[]): URLSearchParams {
  return new URLSearchParams(queries.map(({ name, schema }) => [name, textFor(schema)]));
}

function textFor(given: Node): string {
  const schema = resolved(given);
  const [first = 'abc'] = (schema['enum'] ?? []) as readonly string[];
  const type = String([schema['type']].flat()[0]);
  return { integer: '5', boolean: 'true' }[type] ?? first;
}
