/** Characters that take two columns of a terminal. */
const WIDE =
  /[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u;
/** Characters that take none: they change the ones beside them. */
const MARK = /^[\p{Mark}\p{Cf}]$/u;

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
}

/** Fills a text with spaces up to a width. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/**
 * Breaks a text into lines between words; a word that is wider than a line is broken too.
 *
 * Shape: → at least one line.
 */
export function wrapAt(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => piecesOf(each, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** Shortens a text in its middle, where an address has what tells the least. */
export function cutMiddle(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const characters = [...text];
  const tail = takeWhileFits(characters.toReversed(), Math.ceil((width - 1) * 0.6)).toReversed();
  const head = takeWhileFits(characters, width - 1 - widthOf(tail.join('')));
  return `${head.join('')}…${tail.join('')}`;
}

function widthOfCharacter(character: string): number {
  if (MARK.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

function piecesOf(word: string, width: number): readonly string[] {
  const pieces: string[] = [];
  let rest = [...word];
  while (widthOf(rest.join('')) > width) {
    const piece = takeWhileFits(rest, Math.max(width, 2));
    pieces.push(piece.join(''));
    rest = rest.slice(piece.length);
  }
  return [...pieces, rest.join('')];
}

function takeWhileFits(characters: readonly string[], width: number): readonly string[] {
  let used = 0;
  const end = characters.findIndex((character) => {
    used += widthOfCharacter(character);
    return used > width;
  });
  return end === -1 ? characters : characters.slice(0, end);
}
