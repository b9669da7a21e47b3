/**
 * What stands between a text and the value that will come back from it exactly.
 *
 * Source: LIM-1, SCH-3, VER-1.
 */
export type JsonFault =
  | { readonly kind: 'syntax'; readonly message: string }
  | { readonly kind: 'depth'; readonly depthMax: number }
  | { readonly kind: 'number'; readonly text: string };

/** The outcome of reading a JSON text. */
export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: JsonFault };

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACE = 0x7d;
const CLOSE_BRACKET = 0x5d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Reads a JSON text, refusing what would not come back as it was sent.
 *
 * A double cannot hold every number that JSON can write. One that would change on its way through
 * (an integer beyond 2^53 that is no double, or anything that overflows) is refused rather than
 * rounded in silence; see spec/decisions/exact-numbers.md.
 *
 * Shape: a text → a value, or the fault.
 * Units: `depthMax` counts nested arrays and objects, the outermost is 1.
 * Source: LIM-1, SCH-3.
 */
export function parseJson(text: string, depthMax: number): JsonResult {
  if (nestsDeeperThan(text, depthMax)) return { ok: false, fault: { kind: 'depth', depthMax } };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, fault: { kind: 'syntax', message } };
  }
  const inexact = firstInexactNumber(text);
  return inexact === undefined
    ? { ok: true, value }
    : { ok: false, fault: { kind: 'number', text: inexact } };
}

/** Scans the text, not the value: a hostile text is refused before anything is built from it. */
function nestsDeeperThan(text: string, depthMax: number): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === QUOTE) {
      index = endOfString(text, index);
    } else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      depth += 1;
      if (depth > depthMax) return true;
    } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) {
      depth -= 1;
    }
  }
  return false;
}

function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text.charCodeAt(index) !== QUOTE) {
    index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  }
  return index;
}

/** Sixteen digits in a row or an exponent: without one of them no number can be inexact. */
const SUSPICIOUS = /\d{16}|\d[eE]/;
const NUMBER = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;

function firstInexactNumber(text: string): string | undefined {
  if (!SUSPICIOUS.test(text)) return undefined;
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) === QUOTE) {
      index = endOfString(text, index);
      continue;
    }
    NUMBER.lastIndex = index;
    const match = NUMBER.exec(text);
    if (match === null) continue;
    if (isInexact(match)) return match[0];
    index += match[0].length - 1;
  }
  return undefined;
}

function isInexact([token]: RegExpExecArray): boolean {
  const value = Number(token);
  if (!Number.isFinite(value)) return true;
  const sent = decimalOf(token);
  const read = decimalOf(String(value));
  // The fewest digits that lead back to a double stand for that double, however they are written.
  if (sent.digits === read.digits && (sent.scale === read.scale || value === 0)) return false;
  // Other fractions are read as the nearest double, as everywhere; an integer is exact or it is not.
  if (value === 0) return true;
  return sent.scale >= 0 && BigInt(sent.digits) * 10n ** BigInt(sent.scale) !== BigInt(value);
}

/** A number as its digits, without zeros at either end, and a power of ten. */
function decimalOf(token: string): { readonly digits: string; readonly scale: number } {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(token) ?? [];
  const all = whole + fraction;
  const digits = all.replace(/0+$/, '');
  const scale = Number(exponent) - fraction.length + (all.length - digits.length);
  return { digits: sign + digits.replace(/^0+/, ''), scale };
}
