import { parseJson, type JsonFault } from '../contract/json.ts';
import { fault, invalid, problem, type Problem } from '../contract/problems.ts';
import type { ApiRequest } from './api-request.ts';

/** Limits of one body. Source: LIM-1. */
export interface BodyLimits {
  readonly sizeMaxBytes: number;
  /** Nested arrays and objects. */
  readonly depthMax: number;
}

/** The limits of the review API's own bodies. Source: LIM-1. */
export const API_BODY_LIMITS: BodyLimits = { sizeMaxBytes: 10 * 1024 * 1024, depthMax: 64 };

/**
 * How deep bodies of the control interface nest: predicates nest 64 deep, each level two levels of
 * JSON. Source: LIM-1.
 */
export const CONTROL_DEPTH_MAX = 256;

/** A state holds snapshots and predicates a few levels down. */
export const STATE_DEPTH_MAX = CONTROL_DEPTH_MAX + 8;

/** A body read, or the problem with it; the text is what was sent, for the journal. */
export type BodyResult =
  | { readonly ok: true; readonly text: string; readonly value: unknown }
  | { readonly ok: false; readonly text: string | null; readonly problem: Problem };

/**
 * Reads a JSON body, in the order of ERR-3: size, content type, encoding, JSON.
 *
 * Errors: `too_large`, `unsupported_media_type`, `invalid`.
 * Source: ERR-3, LIM-1, SCH-3.
 */
export async function readBody(request: ApiRequest, limits: BodyLimits): Promise<BodyResult> {
  const read = await readBytes(request, limits);
  if (!read.ok) return { ok: false, text: null, problem: read.problem };
  const mediaType = request.headers['content-type'];
  if (mediaType !== undefined && !isJson(mediaType)) {
    const detail = `The body is ${mediaType}. Send JSON, with Content-Type: application/json.`;
    return { ok: false, text: null, problem: problem('unsupported_media_type', detail) };
  }
  return decode(read.bytes, limits);
}

/** The bytes of a body, or the problem with them. */
export type BytesResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Reads a body, and no more of it than is taken.
 *
 * Errors: `too_large`, `invalid` when it ends too soon.
 * Source: LIM-1.
 */
export async function readBytes(
  request: ApiRequest,
  { sizeMaxBytes }: Pick<BodyLimits, 'sizeMaxBytes'>,
): Promise<BytesResult> {
  const tooLarge = problem(
    'too_large',
    `The body is larger than ${sizeMaxBytes} bytes, the most that is taken.`,
  );
  if (Number(request.headers['content-length'] ?? 0) > sizeMaxBytes) {
    return { ok: false, problem: tooLarge };
  }
  try {
    const bytes = await request.read(sizeMaxBytes);
    return bytes === undefined ? { ok: false, problem: tooLarge } : { ok: true, bytes };
  } catch {
    // The caller hung up: nobody will read this, and it is no defect of ours.
    const msg = 'The body ended before it was complete';
    return { ok: false, problem: invalid([fault(['body'], ['json_invalid', msg])]) };
  }
}

function isJson(mediaType: string): boolean {
  return /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(mediaType.trim());
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Uint8Array, limits: BodyLimits): BodyResult {
  let text: string;
  try {
    text = UTF_8.decode(bytes);
  } catch {
    return unreadable(null, 'json_invalid', 'The body is not valid UTF-8');
  }
  if (text.trim() === '') return unreadable(text, 'missing', 'Field required');
  const json = parseJson(text, limits.depthMax);
  return json.ok
    ? { ok: true, text, value: json.value }
    : unreadable(text, ...wordingOf(json.fault));
}

function wordingOf(jsonFault: JsonFault): readonly [type: string, msg: string] {
  switch (jsonFault.kind) {
    case 'syntax':
      return ['json_invalid', `JSON decode error: ${jsonFault.message.slice(0, 200)}`];
    case 'depth':
      return ['recursion_limit', `JSON nested deeper than ${jsonFault.depthMax} is not taken`];
    case 'number':
      return [
        'json_invalid',
        `The number ${jsonFault.text.slice(0, 40)} does not fit a double and would come back changed: send it as a string`,
      ];
  }
}

function unreadable(text: string | null, type: string, msg: string): BodyResult {
  return { ok: false, text, problem: invalid([fault(['body'], [type, msg])]) };
}
