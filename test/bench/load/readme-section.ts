import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const START = '<!-- bench -->';
const END = '<!-- /bench -->';

/**
 * README with this part between its bench markers replaced, or added after the others.
 *
 * Errors: throws when README has no such markers.
 */
export function withSection(readme: string, name: string, body: string): string {
  const [start, end] = [readme.indexOf(START), readme.indexOf(END)];
  if (start < 0 || end < start) {
    throw new Error(`README.md has no ${START} with ${END} after it. Put both where it belongs.`);
  }
  const inside = readme.slice(start + START.length, end);
  const [open, close] = [`<!-- bench ${name} -->`, `<!-- /bench ${name} -->`];
  const section = `${open}\n\n${body.trim()}\n\n${close}`;
  const [from, to] = [inside.indexOf(open), inside.indexOf(close)];
  const replaced =
    from < 0 || to < from
      ? `${inside.trimEnd()}\n\n${section}\n\n`
      : inside.slice(0, from) + section + inside.slice(to + close.length);
  return readme.slice(0, start + START.length) + replaced + readme.slice(end);
}

/** What keeps a part from being written, told before minutes are spent on measuring it. */
export function whyUnwritable(file: string): string | undefined {
  try {
    withSection(readFileSync(file, 'utf8'), 'trial', '');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Puts the part into the file, laid out as the repository's formatter wants it. */
export async function writeSection(file: string, name: string, body: string): Promise<void> {
  const text = withSection(readFileSync(file, 'utf8'), name, body);
  const options = { ...(await resolveConfig(file)), filepath: file };
  writeFileSync(file, await format(text, options));
}
