/** A request as this page sends it, with every header that matters. */
export interface SentRequest {
  readonly method: string;
  /** Scheme, host and path. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Writes a request as a command that can be pasted into a shell. */
export function curlText({ method, url, headers, body }: SentRequest): string {
  const words = ['curl -s'];
  // With data curl posts anyway; a plain GET it does by itself.
  if (method !== (body === undefined ? 'GET' : 'POST')) words.push(`-X ${method}`);
  for (const [name, value] of Object.entries(headers))
    words.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined) words.push(`--data-raw ${quoted(body)}`);
  words.push(quoted(url));
  return words.join(' \\\n  ');
}

/** Nothing is special between single quotes but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
