import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base32nopad } from '@scure/base';

/**
 * Writes a JSON value in canonical form: keys sorted by UTF-16 code unit, no white space.
 *
 * Ours rather than a library's because the ones we tried call a member named `toJSON`, which a
 * snapshot may well have; see spec/decisions/canonical-json.md.
 *
 * Shape: any value that `JSON.parse` can return → string.
 * Source: RFC 8785 section 3.2; REV-7, RES-2.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/**
 * Hashes a JSON value: the SHA-256 of its canonical form.
 *
 * Shape: any JSON value → 64 lower-case hexadecimal digits.
 * Source: REV-7.
 */
export function contentSha256(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}

const VERSION_ID_BYTES = 16;

/**
 * Names a version by its content, from the hash that the version already carries.
 *
 * Shape: the hexadecimal SHA-256 of a snapshot → `rvr_` and 26 characters of A–Z2–7.
 * Source: RES-2.
 */
export function versionIdOfHash(contentHash: string): string {
  return `rvr_${base32nopad.encode(hexToBytes(contentHash.slice(0, VERSION_ID_BYTES * 2)))}`;
}

/**
 * Names a snapshot by its content.
 *
 * Shape: a snapshot → `rvr_` and 26 characters of A–Z2–7.
 * Source: RES-2 and spec/vectors/version-ids.json.
 */
export function versionIdOf(snapshot: unknown): string {
  return versionIdOfHash(contentSha256(snapshot));
}
