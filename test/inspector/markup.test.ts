import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const FOLDER = new URL('../../src/inspector/', import.meta.url);

/** Ways in which a text of a review could become markup, code or a style that the page runs. */
const FORBIDDEN =
  /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|DOMParser|createContextualFragment|setHTMLUnsafe|\beval\(|new Function|javascript:|style="/;

const SOURCES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(tsx?|html)$/.test(path))
  .map((path) => [path, readFileSync(new URL(path, FOLDER), 'utf8')] as const);

describe('the inspector writes text, never markup', () => {
  test.each(SOURCES)('%s', (_path, text) => {
    expect(FORBIDDEN.exec(text)?.[0]).toBeUndefined();
  });

  test('and is read whole', () => {
    const paths = SOURCES.map(([path]) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['main.tsx', 'index.html', 'parts/json-view.tsx']),
    );
    expect(paths.length).toBeGreaterThan(50);
  });

  test.each([
    '<p dangerouslySetInnerHTML={{ __html: text }} />',
    'node.innerHTML = text;',
    'const run = new Function(text);',
    '<a href="javascript:alert(1)">',
  ])('%s would be found', (text) => {
    expect(FORBIDDEN.test(text)).toBe(true);
  });

  test('the page has no script or style of its own text', () => {
    const html = readFileSync(new URL('index.html', FOLDER), 'utf8');
    expect(html.match(/<script(?![^>]*\bsrc=)/g)).toBeNull();
    expect(html).not.toMatch(/<style|\son\w+=/);
  });
});
