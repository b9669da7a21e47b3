import type { OperationId } from '../../contract/operations.ts';
import type { Exchange, Outcome } from '../exchange.ts';
import { cutTo, onOneLine } from './escape.ts';

const VERBS: Readonly<Record<OperationId, string>> = {
  get_overlay: 'get',
  claim_review: 'claim',
  release_review: 'release',
  append_version: 'append',
  submit_decision: 'decide',
  list_overlays: 'queue',
  list_reviews: 'list',
  get_review: 'get',
  approve_review: 'approve',
  reject_review: 'reject',
  list_review_versions: 'versions',
  create_review_version: 'create version',
  get_review_version: 'get version',
  get_agent_hil_review: 'get agent',
  submit_hil_decision: 'hil decide',
  get_hil_decision: 'hil get',
};

const REASON_LENGTH_MAX = 60;

/** Who sent a request, in a word. */
export function actorOf({ actor }: Exchange): string {
  return actor === null ? 'nobody' : onOneLine(actor);
}

/** What a request does, in a word or two; its method when it is no operation of the contract. */
export function verbOf({ operation, request }: Exchange): string {
  // A report from a file may name an operation that this version does not know.
  const verb = operation === null ? undefined : (VERBS[operation] as string | undefined);
  return verb ?? cutTo(onOneLine(request.method), 16);
}

/** The stamp that a request was based on; null when it carried none that is a number. */
export function stampOf({ request }: Exchange): number | null {
  return numberAt(request.body, 'version_stamp');
}

/** The `rev` that a reply tells; null when it tells none. */
export function revOf({ outcome }: Exchange): number | null {
  if (outcome.kind !== 'replied') return null;
  return numberAt(outcome.body, 'rev') ?? numberAt(memberOf(outcome.body, 'overlay'), 'rev');
}

/** What came of a request: `200 rev 5`, `409`, `no answer (timeout)`. */
export function answerOf(exchange: Exchange): string {
  const { outcome } = exchange;
  switch (outcome.kind) {
    case 'replied': {
      const rev = revOf(exchange);
      return rev === null ? String(outcome.status) : `${outcome.status} rev ${rev}`;
    }
    case 'unknown':
      return `${unknownStatus(outcome)} (${reasonOf(outcome)})`;
    case 'unsent':
      return `not sent (${reasonOf(outcome)})`;
  }
}

/** The method and path of a request, on one line. */
export function targetOf({ request }: Exchange): string {
  return onOneLine(`${request.method} ${request.path}`);
}

/** What a request was based on and what came of it: `stamp 4 → 200 rev 5`. */
export function effectOf(exchange: Exchange): string {
  const stamp = stampOf(exchange);
  return stamp === null ? `→ ${answerOf(exchange)}` : `stamp ${stamp} → ${answerOf(exchange)}`;
}

/** One exchange on one line: actor, method, path, stamp, answer. */
export function exchangeLine(exchange: Exchange): string {
  return `${actorOf(exchange)} ${targetOf(exchange)} ${effectOf(exchange)}`;
}

/** A JSON value as text, cut to a length. */
export function jsonText(value: unknown, lengthMax: number): string {
  try {
    return cutTo(JSON.stringify(value, null, 2) ?? '', lengthMax);
  } catch {
    // A body nested ten thousand deep can be parsed but not written again.
    return '(nested too deep to be shown)';
  }
}

function unknownStatus(outcome: Extract<Outcome, { kind: 'unknown' }>): string {
  return outcome.status === undefined ? 'no answer' : `${outcome.status}, effect unknown`;
}

function reasonOf({ reason }: { readonly reason: string }): string {
  return cutTo(onOneLine(reason), REASON_LENGTH_MAX);
}

function numberAt(value: unknown, key: string): number | null {
  const member = memberOf(value, key);
  return typeof member === 'number' ? member : null;
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
