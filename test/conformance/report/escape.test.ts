import { describe, expect, test } from 'vitest';
import {
  cutTo,
  escapeMarkup,
  markup,
  onOneLine,
  trusted,
  visible,
} from '../../../src/conformance/report/escape.ts';
import { firstSentence, withCode } from '../../../src/conformance/report/requirement-text.ts';
import { HOSTILE, HOSTILE_TEXT } from './hostile-texts.ts';
import { readMarkup, textOf } from './markup-reader.ts';

describe('visible', () => {
  test.each([
    ['\u001B[31m', '\\u001b[31m'],
    ['a\u202Eb', 'a\\u202eb'],
    ['\u2066\u2069', '\\u2066\\u2069'],
    ['\uD83D', '\\ud83d'],
    ['\uDE00', '\\ude00'],
    ['\r\u0085\u009B', '\\u000d\\u0085\\u009b'],
    ['\uFFFE\uFFFF', '\\ufffe\\uffff'],
  ])('%j becomes %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test('leaves tabs, line feeds, other scripts and whole characters as they are', () => {
    const text = `a\tb\n${HOSTILE.rightToLeft} 日本語 🧾 e\u0301`;
    expect(visible(text)).toBe(text);
  });

  test('keeps the meaning of a JSON body', () => {
    const body = JSON.stringify({ name: HOSTILE.order });
    expect(JSON.parse(visible(body))).toEqual({ name: HOSTILE.order });
  });
});

describe('escapeMarkup', () => {
  test('leaves no sign that markup would read', () => {
    expect(escapeMarkup(`<a b="c" d='e'>&amp;`)).toBe(
      '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;',
    );
  });

  test.each(Object.entries(HOSTILE))('%s is read back as a text', (_name, text) => {
    const root = readMarkup(`<a b="${escapeMarkup(text)}">${escapeMarkup(text)}</a>`);
    expect(root.children).toHaveLength(1);
    expect(textOf(root)).toBe(visible(text));
  });
});

describe('markup', () => {
  test('escapes texts, takes markup and lists, and leaves out what is not there', () => {
    const items = ['<', markup`<i>${'&'}</i>`, 3];
    expect(markup`<p>${items}${null}${false}${trusted('<br/>')}</p>`.markup).toBe(
      '<p>&lt;<i>&amp;</i>3<br/></p>',
    );
  });
});

describe('texts in little room', () => {
  test('stand on one line', () => {
    expect(onOneLine(` a\n\t b\u0007 `)).toBe('a b\\u0007');
    expect(onOneLine(HOSTILE_TEXT)).not.toMatch(/[\p{Cc}\u202E]/u);
  });

  test('are cut with a sign that they are', () => {
    expect(cutTo('abcdef', 6)).toBe('abcdef');
    expect(cutTo('abcdefg', 6)).toBe('abcde…');
  });
});

describe('the text of a requirement', () => {
  test('is known by its first sentence', () => {
    expect(firstSentence('`a.b` is 1.5 here.\n And more.')).toBe('`a.b` is 1.5 here.');
    expect(firstSentence('No end')).toBe('No end');
  });

  test('shows code as code, and an odd backtick as itself', () => {
    expect(withCode('take `<a>` now').markup).toBe('take <code>&lt;a&gt;</code> now');
    expect(withCode('a ` b').markup).toBe('a ` b');
  });
});
