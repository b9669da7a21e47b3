import type { IHttpOperationRequestBody } from '@stoplight/types';
import { parseJson, type JsonFault } from '../contract/json.ts';
import { fault, invalid, problem, type Problem } from '../contract/problems.ts';

/** A body as Prism wants it, or the problem with it. */
export type ForeignBody =
  | { readonly ok: true; readonly value: unknown; readonly mediaType: string | undefined }
  | { readonly ok: false; readonly problem: Problem };

/** As deep as the review API takes its own bodies. Source: LIM-1. */
const DEPTH_MAX = 64;
const JSON_TYPE = /^application\/([\w.+-]+\+)?json$/i;
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/;

/** What is known of a body before it is read. */
export interface BodyParts {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  /** How deep it may nest where the schema is more than Prism can bear. */
  readonly depthMax: number | undefined;
}

/**
 * Reads the body of a foreign operation in the order of ERR-3: content type, encoding, JSON.
 *
 * A body that the document does not ask for is passed over. Prism itself checks no content type
 * when the length is not sent, and takes `0` and `false` for no body at all.
 *
 * Errors: `unsupported_media_type`, `invalid`.
 * Source: ERR-3, LIM-1, SCH-3.
 */
export function readForeignBody(
  declared: IHttpOperationRequestBody | undefined,
  parts: BodyParts,
): ForeignBody {
  if (declared === undefined) return { ok: true, value: undefined, mediaType: undefined };
  if (parts.bytes.byteLength === 0) {
    if (declared.required === true) return unreadable('missing', 'Field required');
    return { ok: true, value: undefined, mediaType: undefined };
  }
  const offered = (declared.contents ?? []).map(({ mediaType }) => mediaType.toLowerCase());
  const mediaType = mediaTypeOf(parts.contentType, offered);
  if (mediaType === undefined || !isOffered(mediaType, offered)) {
    const detail = `The body is ${parts.contentType ?? 'of no named type'}. Send ${offered.join(' or ')}.`;
    return { ok: false, problem: problem('unsupported_media_type', detail) };
  }
  return decode(parts, mediaType);
}

function mediaTypeOf(contentType: string | null, offered: readonly string[]): string | undefined {
  if (contentType === null) return offered.find((each) => JSON_TYPE.test(each)) ?? offered[0];
  const essence = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  return MEDIA_TYPE.test(essence) ? essence : undefined;
}

function isOffered(mediaType: string, offered: readonly string[]): boolean {
  if (offered.length === 0) return true;
  const [kind = ''] = mediaType.split('/');
  return offered.some((each) => {
    const essence = (each.split(';')[0] ?? '').trim();
    return [mediaType, `${kind}/*`, '*/*'].includes(essence);
  });
}

function decode({ bytes, depthMax = DEPTH_MAX }: BodyParts, mediaType: string): ForeignBody {
  if (!JSON_TYPE.test(mediaType)) {
    return { ok: true, value: new TextDecoder().decode(bytes), mediaType };
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return unreadable('json_invalid', 'The body is not valid UTF-8');
  }
  const json = parseJson(text, depthMax);
  return json.ok
    ? { ok: true, value: json.value, mediaType }
    : unreadable(...wordingOf(json.fault));
}

function wordingOf(jsonFault: JsonFault): readonly [type: string, msg: string] {
  switch (jsonFault.kind) {
    case 'syntax':
      return ['json_invalid', `JSON decode error: ${jsonFault.message.slice(0, 200)}`];
    case 'depth':
      return ['recursion_limit', `JSON nested deeper than ${jsonFault.depthMax} is not taken here`];
    case 'number':
      return ['json_invalid', `The number ${jsonFault.text.slice(0, 40)} does not fit a double`];
  }
}

function unreadable(type: string, msg: string): ForeignBody {
  return { ok: false, problem: invalid([fault(['body'], [type, msg])]) };
}
