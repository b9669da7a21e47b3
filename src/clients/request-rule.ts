import { DOCUMENT } from '../contract/generated/review-api-document.ts';
import { OPERATIONS, type OperationId } from '../contract/operations.ts';
import type { FieldFault } from '../contract/problems.ts';
import type { ReviewContract } from '../contract/review-contract.ts';
import type { Act } from './act.ts';
import type { Remark } from './misuse.ts';
import { isRecord } from './sighting.ts';

/** Finds what a request holds that its operation does not declare. */
export type RequestRule = (act: Act) => readonly Remark[];

const SHOWN_MAX = 3;
const EXTRA = 'extra_forbidden';

/**
 * Makes the rule; it reads the document once.
 *
 * Source: SCH-2, SCH-3; AUTH-1 for the key in a query; QUE-1 for the parameters that the queue
 * passes over.
 */
export function createRequestRule(contract: ReviewContract): RequestRule {
  const declared = declaredParameters();
  const known = (operation: OperationId): ReadonlySet<string> => {
    const own = [...(declared.get(operation) ?? [])];
    if (OPERATIONS[operation].surface === 'agent') own.push('access_token');
    if (operation === 'list_overlays') own.push(...(declared.get('list_reviews') ?? []));
    return new Set(own);
  };
  return (act) => {
    const faults = faultsOf(contract, act);
    const extras = faults.filter(({ type }) => type === EXTRA);
    const others = faults.filter(({ type }) => type !== EXTRA);
    const names = new Set(act.search.keys());
    const strangers = [...names].filter((name) => !known(act.operation).has(name));
    return [
      ...remarkOf('schema-violation', act, others.map(wordsOf)),
      ...remarkOf('undeclared-field', act, extras.map(placeOf)),
      ...remarkOf('undeclared-parameter', act, strangers),
    ];
  };
}

/** Whether a remark says that the server need not have looked at what the request asks. */
export function isBeyondJudging(remarks: readonly Remark[]): boolean {
  return remarks.some(({ kind }) => kind === 'schema-violation');
}

function faultsOf({ operations }: ReviewContract, act: Act): readonly FieldFault[] {
  const { operation, params, search, body, exchange } = act;
  const { path, query, body: checkBody } = operations[operation];
  return [
    ...path((name) => params[name]).faults,
    ...query((name) => search.getAll(name).at(-1)).faults,
    ...(checkBody === undefined ? [] : bodyFaults(checkBody, body, exchange.request_body)),
  ];
}

function bodyFaults(
  check: NonNullable<ReviewContract['operations'][OperationId]['body']>,
  body: Act['body'],
  text: string | null,
): readonly FieldFault[] {
  switch (body.kind) {
    case 'unknown':
      return [];
    case 'unreadable':
      return [{ loc: ['body'], msg: body.reason, type: 'json_invalid' }];
    case 'json':
      return check(body.value, text?.length);
  }
}

function remarkOf(
  kind: 'schema-violation' | 'undeclared-field' | 'undeclared-parameter',
  act: Act,
  faults: readonly string[],
): readonly Remark[] {
  if (faults.length === 0) return [];
  const shown = [...new Set(faults)].slice(0, SHOWN_MAX).join('; ');
  const more = faults.length > SHOWN_MAX ? '; and more' : '';
  const what = {
    'schema-violation': 'broke the schema of its request',
    'undeclared-field': 'sent fields that are not declared',
    'undeclared-parameter': 'sent query parameters that are not declared',
  }[kind];
  return [
    {
      kind,
      about: shown,
      seqs: [act.seq],
      sentence: `${act.operation} (#${act.seq}) ${what}: ${shown}${more}.`,
    },
  ];
}

/** `version_stamp: Field required`; never what was sent, which may be anybody's data. */
function wordsOf(fault: FieldFault): string {
  const place = placeOf(fault);
  const words = fault.msg.startsWith('Input tag')
    ? 'Input tag is not one of those expected'
    : fault.msg;
  return place === '' ? `the body ${words}` : `${place}: ${words}`;
}

/** Items of a list are all one place. */
function placeOf({ loc }: FieldFault): string {
  const [part, ...steps] = loc;
  const path = steps.map((step) => (typeof step === 'number' ? '#' : step)).join('.');
  return part === 'body' ? path : `${String(part)}.${path}`;
}

function declaredParameters(): ReadonlyMap<string, readonly string[]> {
  const document = recordAt(DOCUMENT);
  const shared = recordAt(recordAt(document['components'])['parameters']);
  const names = (parameters: unknown): readonly string[] =>
    (Array.isArray(parameters) ? parameters : []).map((each: unknown) => {
      const reference = String(recordAt(each)['$ref'] ?? '');
      const found =
        reference === '' ? each : shared[reference.slice(reference.lastIndexOf('/') + 1)];
      return recordAt(found)['in'] === 'query' ? String(recordAt(found)['name']) : '';
    });
  const items = Object.values(recordAt(document['paths'])).flatMap((item) => [
    recordAt(item),
    recordAt(recordAt(item)['x-overlay-queue']),
  ]);
  const operations = items.flatMap((item) => [recordAt(item['get']), recordAt(item['post'])]);
  return new Map(
    operations.map((each) => [
      String(each['operationId']),
      names(each['parameters']).filter((name) => name !== ''),
    ]),
  );
}

function recordAt(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
