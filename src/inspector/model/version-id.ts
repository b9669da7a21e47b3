const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const HASH_BYTES = 16;

/**
 * The id under which the resource surface knows a version: `rvr_` and the base32 of the first 16
 * bytes of its hash.
 *
 * Shape: the version's `content_sha256`, in hex.
 * Source: RES-2.
 */
export function versionIdOfHash(contentSha256: string): string {
  let bits = '';
  for (const digit of contentSha256.slice(0, HASH_BYTES * 2)) {
    bits += Number.parseInt(digit, 16).toString(2).padStart(4, '0');
  }
  const letters = bits.match(/.{1,5}/g) ?? [];
  return `rvr_${letters.map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')}`;
}
