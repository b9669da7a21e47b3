import type { OperationContract, ReviewContract } from '../../contract/review-contract.ts';
import { OPERATIONS, type OperationId } from '../../contract/operations.ts';
import type { FieldFault } from '../../contract/problems.ts';
import type { Exchange } from '../exchange.ts';
import type { OpinionDifference, OpinionReport, SecondOpinion } from '../second-opinion.ts';

/** Compares what two judges say, exchange by exchange. */
export interface OpinionTally {
  readonly note: (exchange: Exchange) => void;
  readonly report: () => OpinionReport;
}

/** One part of an exchange, as both judges saw it. */
interface Compared {
  readonly part: OpinionDifference['part'];
  readonly own: readonly string[];
  readonly second: readonly string[];
}

/** Starts counting. Source: SCH-1, SCH-3 for what the run's own validators say. */
export function createOpinionTally(contract: ReviewContract, opinion: SecondOpinion): OpinionTally {
  const differences = new Map<string, OpinionDifference>();
  let judged = 0;
  let leftOut = 0;
  return {
    note: (exchange) => {
      const { operation, outcome } = exchange;
      if (operation === null || outcome.kind !== 'replied') return;
      const compared = compare(contract.operations[operation], exchange, opinion);
      judged += compared.length;
      leftOut += 2 - compared.length;
      for (const each of compared) {
        if ((each.own.length === 0) === (each.second.length === 0)) continue;
        const difference = differenceOf(operation, outcome.status, each);
        const key = JSON.stringify(difference);
        const { count = 0, exchange: first = exchange.id } = differences.get(key) ?? {};
        differences.set(key, { ...difference, count: count + 1, exchange: first });
      }
    },
    report: () => ({ by: opinion.name, judged, leftOut, differences: [...differences.values()] }),
  };
}

function differenceOf(
  operation: OperationId,
  status: number,
  { part, own, second }: Compared,
): Omit<OpinionDifference, 'count' | 'exchange'> {
  const [complaint = ''] = [...own, ...second];
  const word = own.length === 0 ? 'valid' : 'invalid';
  return { operation, status, part, own: word, complaint: complaint.replaceAll(/\b\d+\b/g, '#') };
}

function compare(
  operation: OperationContract,
  exchange: Exchange,
  opinion: SecondOpinion,
): readonly Compared[] {
  const second = opinion.judge(exchange);
  if (second === undefined) return [];
  const request = requestFaults(operation, exchange);
  const reply = replyFaults(operation, exchange);
  return [
    ...(request === undefined
      ? []
      : [{ part: 'request', own: request, second: second.request } as const]),
    ...(reply === undefined ? [] : [{ part: 'reply', own: reply, second: second.reply } as const]),
  ];
}

/** Undefined for what is no JSON: there the document has no say. */
function requestFaults(
  { path, query, body }: OperationContract,
  { operation, request }: Exchange,
): readonly string[] | undefined {
  if (request.rawBody !== undefined || operation === null) return undefined;
  const [sentPath = '', search = ''] = request.path.split('?');
  const params = paramsIn(OPERATIONS[operation].path, sentPath);
  if (params === undefined) return undefined;
  const sent = new URLSearchParams(search);
  const bodyFaults = body === undefined || request.body === undefined ? [] : body(request.body);
  const faults = [
    ...path((name) => params.get(name)).faults,
    ...query((name) => sent.getAll(name).at(-1)).faults,
    ...bodyFaults,
  ];
  // Either judge says so in its own words; that a body is missing at all is no matter of a schema.
  return body !== undefined && request.body === undefined ? undefined : faults.map(wordsOf);
}

function replyFaults(
  { responses }: OperationContract,
  { outcome }: Exchange,
): readonly string[] | undefined {
  if (outcome.kind !== 'replied' || outcome.body === undefined) return undefined;
  return responses.get(outcome.status)?.(outcome.body).map(wordsOf);
}

function wordsOf({ loc, msg }: FieldFault): string {
  return `${loc.join('.')}: ${msg}`;
}

/** Undefined for an address that is not of this operation, as hostile ones are not. */
function paramsIn(template: string, path: string): ReadonlyMap<string, string> | undefined {
  const names = template.split('/');
  const steps = path.split('/');
  if (names.length !== steps.length) return undefined;
  const params = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const step = steps[index] ?? '';
    if (!name.startsWith('{')) {
      if (name !== step) return undefined;
      continue;
    }
    try {
      params.set(name.slice(1, -1), decodeURIComponent(step));
    } catch {
      return undefined;
    }
  }
  return params;
}
