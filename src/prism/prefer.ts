import { fault, type FieldFault } from '../contract/problems.ts';

/** What a caller prefers of the replies that an operation can give. */
export interface Preference {
  readonly code?: number;
  readonly example?: string;
  readonly isDynamic?: boolean;
}

/** A preference, or what is wrong with it. */
export type PreferResult =
  | { readonly ok: true; readonly preference: Preference }
  | { readonly ok: false; readonly fault: FieldFault };

const STATUS = /^[2-5]\d\d$/;

/**
 * Reads `Prefer: code=404, example=cat, dynamic=true`, as Prism's own server takes it.
 *
 * Other preferences are somebody else's, and passed over.
 *
 * Source: RFC 7240; spec/decisions/prism.md.
 */
export function readPrefer(header: string | null): PreferResult {
  const pairs = [...(header ?? '').matchAll(/([\w-]+)\s*=\s*("[^"]*"|[^\s,;]*)/g)];
  const values = new Map(
    pairs.map(([, name = '', value = '']) => [name.toLowerCase(), value.replaceAll('"', '')]),
  );
  const [code, example, dynamic] = ['code', 'example', 'dynamic'].map((name) => values.get(name));
  if (code !== undefined && !STATUS.test(code)) {
    return refuse(`code=${code} is no status from 200 to 599`);
  }
  if (dynamic !== undefined && !['true', 'false'].includes(dynamic)) {
    return refuse(`dynamic=${dynamic} is neither true nor false`);
  }
  const preference: Preference = {
    ...(code === undefined ? {} : { code: Number(code) }),
    ...(example === undefined ? {} : { example }),
    ...(dynamic === undefined ? {} : { isDynamic: dynamic === 'true' }),
  };
  return { ok: true, preference };
}

function refuse(msg: string): PreferResult {
  return { ok: false, fault: preferFault(msg) };
}

/** The fault of a preference that cannot be met. Source: ERR-1. */
export function preferFault(msg: string): FieldFault {
  return fault(['header', 'Prefer'], ['value_error', msg]);
}
