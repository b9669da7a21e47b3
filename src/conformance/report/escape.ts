/** Text that is markup already: HTML, XML or SVG whose values are escaped. */
export interface Markup {
  readonly markup: string;
}

/** What a template takes: texts are escaped, markup is not, null and false leave nothing. */
export type MarkupPart = string | number | null | false | Markup | readonly MarkupPart[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Controls (a terminal obeys them), halves of characters and non-characters (XML cannot hold them),
 * and the signs that turn the order of the text around them, so that a reader sees what is not there.
 */
const ACTING = /[\p{Cc}\p{Cs}\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Writes every character that would act rather than show as `\u` and its number, but for tabs and
 * line feeds.
 *
 * A report holds texts of a server that is not trusted. In a JSON body of a `curl` line the escape
 * means the same character as before, so the line still works.
 */
export function visible(text: string): string {
  return text.replace(ACTING, (character) =>
    character === '\n' || character === '\t' ? character : numbered(character),
  );
}

/** Writes a text on one line. */
export function onOneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim());
}

/** Cuts a text to a length; an ellipsis says so. */
export function cutTo(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  return `${text.slice(0, Math.max(0, lengthMax - 1)).trimEnd()}…`;
}

/** Escapes a text for HTML and XML alike, in elements and in quoted attributes. */
export function escapeMarkup(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/**
 * A template whose values are escaped unless they are markup themselves.
 *
 * Forgetting to escape is then not possible; only `trusted` gets by.
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  const pieces = strings.map((text, index) => text + textOf(parts[index] ?? null));
  return { markup: pieces.join('') };
}

/** Takes a text of our own as markup; never a text of a report. */
export function trusted(text: string): Markup {
  return { markup: text };
}

function textOf(part: MarkupPart): string {
  if (part === null || part === false) return '';
  if (typeof part === 'string') return escapeMarkup(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(textOf).join('');
}

function numbered(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
