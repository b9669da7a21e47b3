import { markup, onOneLine, type Markup } from './escape.ts';

/** The first sentence of a requirement: short enough for a name or a headline. */
export function firstSentence(text: string): string {
  const line = onOneLine(text);
  return /^.*?\.(?= |$)/.exec(line)?.[0] ?? line;
}

/** Writes a requirement for a page; what stands between backticks is code. */
export function withCode(text: string): Markup {
  const parts = text.split('`');
  // An odd one has no partner and stays a sign.
  if (parts.length % 2 === 0) return markup`${text}`;
  return markup`${parts.map((part, index) =>
    index % 2 === 0 ? part : markup`<code>${part}</code>`,
  )}`;
}
