import { describe, expect, test } from 'vitest';
import { elementsNamed, readMarkup, textOf } from './markup-reader.ts';

describe('the reader that other tests rely on', () => {
  test('reads what is well formed', () => {
    const root = readMarkup(
      '<?xml version="1.0"?>\n<a b="1 &lt; 2"><!-- x --><c/>&amp;&#39;</a>\n',
    );
    const [a] = elementsNamed('a', root);
    expect(a?.attributes).toEqual({ b: '1 < 2' });
    expect(textOf(root).trim()).toBe("&'");
  });

  test.each([
    ['<a>', '<a> is never closed'],
    ['<a></b>', '</b> inside <a>'],
    ['<a b=1/>', 'no tag'],
    ['<a b="1" b="2"/>', 'is there twice'],
    ['<a b="<"/>', 'no tag'],
    ['<a b/>', 'has no value'],
    ['<a>1 < 2</a>', 'no tag'],
    ['<a>&nbsp;</a>', 'is no entity'],
    ['<a>a & b</a>', 'is no entity'],
    ['<a><!-- -- --></a>', 'no tag'],
    ['<a>\u0000</a>', 'cannot hold'],
    ['<a>\uFFFF</a>', 'cannot hold'],
    ['</a>', '</a> inside <#root>'],
  ])('refuses %j', (text, words) => {
    expect(() => readMarkup(text)).toThrow(words);
  });
});
