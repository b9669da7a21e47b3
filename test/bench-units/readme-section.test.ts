import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, format } from 'prettier';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { whyUnwritable, withSection, writeSection } from '../bench/load/readme-section.ts';
import { markdownTable, shown } from '../bench/statistics.ts';

const README = '# A\n\nBefore.\n\n<!-- bench -->\n\n<!-- /bench -->\n\nAfter.\n';

describe('a part of README', () => {
  test('is added between the markers, after the others', () => {
    const once = withSection(README, 'servers', 'One.');
    const twice = withSection(once, 'peers', 'Two.');
    expect(twice).toBe(
      '# A\n\nBefore.\n\n<!-- bench -->\n\n' +
        '<!-- bench servers -->\n\nOne.\n\n<!-- /bench servers -->\n\n' +
        '<!-- bench peers -->\n\nTwo.\n\n<!-- /bench peers -->\n\n' +
        '<!-- /bench -->\n\nAfter.\n',
    );
  });

  test('takes the place of an earlier one, and of nothing else', () => {
    const both = withSection(withSection(README, 'servers', 'One.'), 'peers', 'Two.');
    const again = withSection(both, 'servers', 'Three, for $1 and $&.');
    expect(again).toBe(both.replace('One.', () => 'Three, for $1 and $&.'));
  });

  test('needs its markers, in their order', () => {
    expect(() => withSection('# A\n', 'servers', 'One.')).toThrow('<!-- bench -->');
    expect(() => withSection('<!-- /bench -->\n<!-- bench -->', 'a', 'b')).toThrow('README.md');
  });

  describe('in a file', () => {
    let directory = '';
    beforeEach(() => {
      directory = mkdtempSync(join(tmpdir(), 'review-kit-readme-'));
    });
    afterEach(() => rmSync(directory, { recursive: true }));

    test('is laid out as the formatter wants it', async () => {
      const file = join(directory, 'README.md');
      writeFileSync(file, README);
      expect(whyUnwritable(file)).toBeUndefined();
      await writeSection(file, 'servers', '| a | b |\n|-|-|\n| longer than a | 2 |');
      const text = readFileSync(file, 'utf8');
      expect(text).toContain('| longer than a | 2   |');
      expect(await check(text, { parser: 'markdown' })).toBe(true);
    });

    test('leaves the file alone when it has no markers', async () => {
      const file = join(directory, 'README.md');
      writeFileSync(file, '# A  \n');
      expect(whyUnwritable(file)).toContain('<!-- bench -->');
      await expect(writeSection(file, 'servers', 'One.')).rejects.toThrow('<!-- bench -->');
      expect(readFileSync(file, 'utf8')).toBe('# A  \n');
    });
  });
});

describe('a table', () => {
  test('is laid out as prettier leaves it', async () => {
    const rows = [
      { operation: 'get', 'µs, 1,000 reviews': 12.5, kept: 'yes' },
      { operation: 'list of 50', 'µs, 1,000 reviews': '—', kept: '' },
    ];
    const table = `${markdownTable(rows)}\n`;
    expect(table).toBe(
      '| operation  | µs, 1,000 reviews | kept |\n' +
        '| ---------- | ----------------- | ---- |\n' +
        '| get        | 12.5              | yes  |\n' +
        '| list of 50 | —                 |      |\n',
    );
    expect(await format(table, { parser: 'markdown' })).toBe(table);
  });

  test('shows no more digits than are known', () => {
    expect(shown(41_864)).toBe('41,900');
    expect(shown(0.88123)).toBe('0.881');
    expect(shown(Number.NaN)).toBe('—');
  });
});
