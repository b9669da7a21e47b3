import type { ReviewContract } from '../../contract/review-contract.ts';
import { parseInstant } from '../../contract/instant.ts';
import type { OperationId } from '../../contract/operations.ts';
import type { Exchange } from '../exchange.ts';
import { bodyOf, isRecord, lineOf, shown, SUCCESS_SCHEMAS } from '../reply.ts';
import { must, should, type Observation } from './observation.ts';
import { createUndeclaredFinder, type UndeclaredFinder } from './undeclared.ts';

/** Refusals that any operation may answer, documented there or not. Source: ERR-3, LIM-1, SCH-3. */
const COMMON_REFUSALS = new Set([400, 401, 403, 404, 405, 413, 415, 422, 429]);

const ERROR_MIN = 400;
const UNPROCESSABLE = 422;
const LOC_STARTS = new Set(['body', 'query', 'path', 'header']);

/** Judges what every reply owes, whatever was asked. */
export type ReplyOracle = (exchange: Exchange) => readonly Observation[];

/**
 * Makes the oracle; it reads the document once.
 *
 * Source: SCH-1, SCH-2, ERR-1, TIME-1.
 */
export function createReplyOracle(contract: ReviewContract): ReplyOracle {
  const findUndeclared = createUndeclaredFinder();
  return (exchange) => observeReply({ contract, findUndeclared }, exchange);
}

interface OracleParts {
  readonly contract: ReviewContract;
  readonly findUndeclared: UndeclaredFinder;
}

function observeReply(parts: OracleParts, exchange: Exchange): readonly Observation[] {
  const { outcome, operation } = exchange;
  if (outcome.kind === 'unsent') return [];
  const { status } = outcome;
  if (status === undefined) return [];
  if (outcome.kind === 'unknown') return [noServerError(exchange, outcome.reason)];
  const { body } = outcome;
  const isError = status >= ERROR_MIN;
  return [
    ...(operation === null ? [] : observeSchema(parts.contract, exchange, operation)),
    ...(isError ? observeError(exchange, status, body) : []),
    ...(isError || operation === null ? [] : observeSuccess(parts, exchange, operation)),
  ];
}

function noServerError(exchange: Exchange, reason: string): Observation {
  const { method, path } = exchange.request;
  const sentence = `${method} ${path} failed inside the server: ${reason}`;
  return must('SCH-1', false, () => [sentence, 'a documented status', reason]);
}

function observeSchema(
  contract: ReviewContract,
  exchange: Exchange,
  operation: OperationId,
): readonly Observation[] {
  if (exchange.outcome.kind !== 'replied') return [];
  const { status, body } = exchange.outcome;
  const check = contract.operations[operation].responses.get(status);
  if (check === undefined) {
    const documented = [...contract.operations[operation].responses.keys()].join(', ');
    const sentence = `${operation} answered status ${status}, which is not documented`;
    const isCommon = COMMON_REFUSALS.has(status);
    return [must('SCH-1', isCommon, () => [sentence, `one of ${documented}`, lineOf(exchange)])];
  }
  const faults = body === undefined ? [{ loc: ['body'], msg: 'no JSON' }] : check(body);
  const [first] = faults;
  const where = first?.loc.slice(1).join('.') ?? '';
  return [
    must('SCH-1', first === undefined, () => [
      `${operation} answered ${status} with a body that breaks its schema at '${where}'`,
      `the schema of ${operation} for ${status}`,
      first === undefined ? '' : `${where || 'the body'}: ${first.msg}`,
    ]),
  ];
}

function observeError(exchange: Exchange, status: number, body: unknown): readonly Observation[] {
  const detail = isRecord(body) ? body['detail'] : undefined;
  const isShaped = status === UNPROCESSABLE ? isFaultList(detail) : isDetail(detail);
  const shape =
    status === UNPROCESSABLE
      ? '{detail: [{loc, msg, type}]} with a loc that starts at body, query, path or header'
      : '{detail: string}, or {detail: {code, message, details: {error}}}';
  const contentType = exchange.outcome.kind === 'replied' ? exchange.outcome.contentType : null;
  return [
    must('ERR-1', isShaped, () => [
      `an error ${status} of ${exchange.operation ?? exchange.request.method} has another shape`,
      shape,
      lineOf(exchange),
    ]),
    must('ERR-1', isJsonType(contentType), () => [
      `an error ${status} of ${exchange.operation ?? exchange.request.method} is not sent as JSON`,
      'content-type application/json',
      shown(contentType),
    ]),
  ];
}

function isJsonType(contentType: string | null): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(contentType ?? '');
}

function isDetail(detail: unknown): boolean {
  if (typeof detail === 'string') return true;
  if (!isRecord(detail) || !isRecord(detail['details'])) return false;
  return [detail['code'], detail['message'], detail['details']['error']].every(
    (part) => typeof part === 'string',
  );
}

function isFaultList(detail: unknown): boolean {
  return Array.isArray(detail) && detail.length > 0 && detail.every(isFault);
}

function isFault(item: unknown): boolean {
  if (!isRecord(item) || typeof item['msg'] !== 'string' || typeof item['type'] !== 'string') {
    return false;
  }
  return Array.isArray(item['loc']) && LOC_STARTS.has(String(item['loc'][0]));
}

function observeSuccess(
  { findUndeclared }: OracleParts,
  exchange: Exchange,
  operation: OperationId,
): readonly Observation[] {
  const body = bodyOf(exchange);
  const extras = findUndeclared(SUCCESS_SCHEMAS[operation], body);
  const badInstants = findBadInstants(body, '');
  const contentType = exchange.outcome.kind === 'replied' ? exchange.outcome.contentType : null;
  return [
    should('SCH-2', extras.length === 0, () => [
      `${operation} answers members that the document does not declare: ${sampled(extras)}`,
      'declared members alone',
      extras.join(', '),
    ]),
    must('TIME-1', badInstants.length === 0, () => [
      `${operation} answers timestamps that are not RFC 3339 with an offset: ${sampled(badInstants)}`,
      'such as 2026-05-13T09:05:00.000Z',
      badInstants.join(', '),
    ]),
    must('SCH-1', isJsonType(contentType), () => [
      `${operation} does not send its answer as JSON`,
      'content-type application/json',
      shown(contentType),
    ]),
  ];
}

const SAMPLE_MAX = 3;

function sampled(paths: readonly string[]): string {
  const names = paths.map((path) => path.replaceAll(/\d+/g, '#'));
  return [...new Set(names)].slice(0, SAMPLE_MAX).join(', ');
}

const INSTANT_NAME = /(_at|^at|_since)$/;
/** What a block put out is no business of ours; it may hold anything by any name. */
const FREE = new Set(['snapshot', 'triggered_by', 'detail', 'modified_data', 'proposed_decision']);

function findBadInstants(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => findBadInstants(item, `${path}${index}.`));
  }
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (FREE.has(key) || member === null) return [];
    const isInstant = INSTANT_NAME.test(key);
    if (!isInstant) return findBadInstants(member, `${path}${key}.`);
    return Number.isNaN(parseInstant(String(member))) ? [`${path}${key}`] : [];
  });
}
