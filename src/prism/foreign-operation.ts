import { createLogger } from '@stoplight/prism-core';
import {
  ProblemJsonError,
  type IHttpOperationConfig,
  type IHttpRequest,
  type IHttpResponse,
} from '@stoplight/prism-http';
import mocker from '@stoplight/prism-http/dist/mocker/index.js';
import type { ForeignReply, ForeignRequest } from '../contract/foreign.ts';
import { fault, invalid, problem, type Problem } from '../contract/problems.ts';
import type { CheckedOperation } from './check-spec.ts';
import { faultsOfDiagnostics } from './diagnostic-faults.ts';
import { readForeignBody } from './foreign-body.ts';
import { preferFault, readPrefer, type Preference } from './prefer.ts';
import { judgeInput, judgeOutput } from './prism-judge.ts';
import type { PrismOperation } from './spec-operations.ts';

/** A request for a foreign operation, by the operation that it means. */
export interface OperationRequest extends ForeignRequest {
  /** As the document's templates have it: without what its servers put in front. */
  readonly path: string;
  readonly params: Readonly<Record<string, string | undefined>>;
}

/** How replies are made. */
export interface MakingOptions {
  /** Made up from the schema; by default the document's examples. */
  readonly isDynamic: boolean;
  /** What made-up values are drawn from. */
  readonly seed: string;
}

/** Answers one foreign operation. */
export type AnswerForeign = (request: OperationRequest) => ForeignReply;

/**
 * Makes what answers one operation: Prism judges the request and makes the reply, and errors come in
 * the review API's own shape.
 *
 * Source: ERR-1, ERR-3, SCH-3; spec/decisions/prism.md.
 */
export function createForeignOperation(
  { operation, depthMax }: CheckedOperation,
  options: MakingOptions,
): AnswerForeign {
  const resource = withOptionalBody(operation);
  const names = parameterNames(operation);
  let made = 0;
  return (request) => {
    const prefer = readPrefer(request.headers['prefer'] ?? null);
    if (!prefer.ok) return refused(invalid([prefer.fault]));
    const body = readForeignBody(operation.request?.body, {
      bytes: request.body,
      contentType: request.headers['content-type'] ?? null,
      depthMax,
    });
    if (!body.ok) return refused(body.problem);
    // Prism throws on a path that does not decode.
    const unread = undecodable(request);
    if (unread.length > 0) return refused(invalid(unread));
    const element = elementOf(operation, request, body);
    const faults = faultsOfDiagnostics(judgeInput(resource, element), names);
    if (faults.length > 0) return refused(invalid(faults));
    made += 1;
    const seed = `${options.seed}/${operation.method} ${operation.path}/${made}`;
    return reply(resource, element, configOf(prefer.preference, { ...options, seed }));
  };
}

/** Whether a body is there was asked before: Prism takes `0`, `false` and `""` for none. */
function withOptionalBody(operation: PrismOperation): PrismOperation {
  const { request } = operation;
  if (request?.body === undefined) return operation;
  return { ...operation, request: { ...request, body: { ...request.body, required: false } } };
}

function parameterNames({ request = {} }: PrismOperation): readonly string[] {
  const { path = [], query = [], headers = [], cookie = [] } = request;
  return [...path, ...query, ...headers, ...cookie].map(({ name }) => name);
}

function elementOf(
  { method }: PrismOperation,
  { path, search, headers, body }: OperationRequest,
  read: { readonly value: unknown; readonly mediaType: string | undefined },
): IHttpRequest {
  const query = Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const values = search.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
  const sent = headers as Readonly<Record<string, string>>;
  const type =
    read.mediaType === undefined ? {} : { 'content-type': typeSent(sent, read.mediaType) };
  // Without a length Prism would not look at the content type.
  const length = read.mediaType === undefined ? '0' : String(body.byteLength);
  return {
    method: method as IHttpRequest['method'],
    url: { path, query },
    headers: { ...withoutOddAccept(sent), ...type, 'content-length': length },
    ...(read.value === undefined ? {} : { body: read.value }),
  };
}

/** The boundary of a form stands beside its type. */
function typeSent(sent: Readonly<Record<string, string>>, mediaType: string): string {
  return sent['content-type'] ?? mediaType;
}

const ACCEPT = /^\s*[\w*!#$&^.+-]+\/[\w*!#$&^.+-]+(\s*;\s*[\w-]+=("[^"]*"|[\w.*-]+))*\s*$/;

/** Prism throws on what is no list of media types. */
function withoutOddAccept(sent: Readonly<Record<string, string>>): Record<string, string> {
  const { accept, ...rest } = sent;
  const isPlain = accept !== undefined && accept.split(',').every((each) => ACCEPT.test(each));
  return isPlain ? { ...rest, accept } : rest;
}

function undecodable({ params }: OperationRequest) {
  const msg = 'Not valid percent-encoded UTF-8';
  return Object.entries(params)
    .filter(([, value]) => value === undefined)
    .map(([name]) => fault(['path', name], ['string_unicode', msg]));
}

/** A new one for each request: Prism writes into it what the first caller accepted. */
function configOf(
  { code, example, isDynamic }: Preference,
  options: MakingOptions,
): IHttpOperationConfig {
  return {
    dynamic: isDynamic ?? options.isDynamic,
    seed: options.seed,
    ...(code === undefined ? {} : { code }),
    ...(example === undefined ? {} : { exampleKey: example }),
  };
}

function reply(
  resource: PrismOperation,
  element: IHttpRequest,
  config: IHttpOperationConfig,
): ForeignReply {
  const logger = createLogger('review-kit', { level: 'silent' });
  const input = { data: element, validations: [] };
  const result = mockerOf(mocker)({ resource, input, config })(logger);
  return 'left' in result
    ? refused(problemOf(result.left, config))
    : encoded(resource, result.right);
}

type Mocker = (typeof mocker)['default'];

/** Node hands over the whole of a CommonJS module, bundlers its default export. */
function mockerOf(module: typeof mocker | Mocker): Mocker {
  return 'default' in module ? module.default : module;
}

function problemOf(error: Error, { code, exampleKey }: IHttpOperationConfig): Problem {
  const words = error instanceof ProblemJsonError ? error.detail || error.message : error.message;
  if (error instanceof ProblemJsonError && error.status === 406) {
    return problem('not_acceptable', words);
  }
  if (code !== undefined || exampleKey !== undefined) return invalid([preferFault(words)]);
  const way = 'Give the operation an example of its reply.';
  return problem('not_implemented', `Prism could not make a reply: ${words} ${way}`);
}

const EMPTY_STATUSES = new Set([204, 205, 304]);

function encoded(resource: PrismOperation, response: IHttpResponse): ForeignReply {
  const { statusCode, headers = {}, body } = response;
  const violations = judgeOutput(resource, response);
  const broken = violations.map(({ path, code, message }) => ({ location: path, code, message }));
  const isEmpty = body === undefined || EMPTY_STATUSES.has(statusCode);
  const named = Object.entries(headers as Record<string, unknown>)
    .filter(([name, value]) => isSendable(name) && value !== null && value !== undefined)
    .map(([name, value]) => [name.toLowerCase(), headerText(value)] as const);
  return {
    kind: 'answer',
    status: statusCode,
    headers: {
      ...Object.fromEntries(named),
      ...(broken.length === 0 ? {} : { 'sl-violations': headerText(JSON.stringify(broken)) }),
    },
    text: isEmpty ? null : textOf(body),
  };
}

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
const OWN_HEADERS = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding']);

/** Who sends the reply says where it ends; a document's example of that would be wrong. */
function isSendable(name: string): boolean {
  return TOKEN.test(name) && !OWN_HEADERS.has(name.toLowerCase());
}

/** What stands outside of Latin-1 cannot stand in a header. */
function headerText(value: unknown): string {
  return String(value).replaceAll(/[^\t\u0020-\u007E]/g, '?');
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function refused(found: Problem): ForeignReply {
  return { kind: 'problem', problem: found };
}
