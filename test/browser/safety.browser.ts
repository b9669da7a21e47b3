import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import type { Json } from '../support/harness.ts';
import {
  openPage,
  openReview,
  startBrowser,
  startInspectedMock,
  type InspectedMock,
} from './inspected-mock.ts';

const HOSTILE = {
  plain: '<script>alert(1)</script>',
  image: '<img src=x onerror="alert(2)">',
  '<script>alert(3)</script>': '</script><script>alert(4)</script>',
  link: 'javascript:alert(5)',
  svg: '<svg onload=alert(6)>',
  nested: [{ '"><script>alert(7)</script>': '{{constructor.constructor("alert(8)")()}}' }],
  style: '</style><style>body{display:none}</style>',
};

let browser: Browser;
let mock: InspectedMock;

beforeAll(async () => {
  browser = await startBrowser();
});
afterEach(async () => mock.close());
afterAll(async () => browser.close());

describe('a snapshot full of script tags', () => {
  test('is text on every screen', async () => {
    mock = await startInspectedMock();
    const { page, complaints, visit } = await openPage(browser, mock.url);
    const {
      review_id: id,
      run_id: run,
      block_id: block,
    } = await openReview(mock, {
      evidence: { output: HOSTILE },
      workflow_id: '<script>alert(9)</script>',
      model: { kind: 'model', id: '<b>m</b>', display_name: '<img src=x onerror=alert(10)>' },
    });
    const headers = { 'api-key': 'k', 'content-type': 'application/json' };
    const snapshot = { ...HOSTILE, plain: '<script>alert(11)</script>' };
    await fetch(`${mock.url}/v1/workflows/reviews/${run}/${block}/versions`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ version_stamp: 1, snapshot, note: '<script>alert(12)</script>' }),
    });
    await visit('#/reviews');
    await page.getByText('<script>alert(11)</script>').first().waitFor();
    await visit(`#/reviews/${id}`);
    await page.getByText('<script>alert(12)</script>').waitFor();
    await page
      .getByRole('button', { name: /unchanged lines/ })
      .first()
      .click();
    await page.locator('.timeline').getByText('<img src=x onerror=alert(10)>').waitFor();
    for (const name of ['Overlay', 'Resource', 'State']) {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('region', { name: `${name} reply` }).waitFor();
    }
    await visit('#/journal');
    await page.locator('.row-button').first().click();
    await page.getByRole('region', { name: 'Reply body' }).waitFor();
    const own = await page.evaluate(
      () => document.querySelectorAll('script:not([src]), img, svg, style').length,
    );
    expect(own).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('and the policy would not run it, were it markup', async () => {
    mock = await startInspectedMock();
    const { page, complaints, visit } = await openPage(browser, mock.url);
    await visit('#/clock');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'alert(1)';
      document.body.append(script);
      document.body.setAttribute('onclick', 'alert(2)');
      document.body.click();
    });
    expect(complaints.length).toBeGreaterThan(0);
    expect(complaints.every((each) => each.includes('Content Security Policy'))).toBe(true);
  });
});

describe('every screen', () => {
  let axe = '';
  let screens: readonly (readonly [name: string, hash: string])[] = [];

  beforeAll(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });

  async function start() {
    mock = await startInspectedMock({ scenario: SCENARIOS.inbox() });
    const { reviews }: Json = await mock.control('GET', '/state');
    const longest = (reviews as Json[]).toSorted(
      (a, b) => b.versions.length - a.versions.length,
    )[0];
    const withAgent = (reviews as Json[]).find((each) => each.agent?.proposed_decision);
    const long = { review_id: longest.id };
    await openReview(mock, { evidence: { output: { word: 'x'.repeat(400) } }, priority: 99 });
    const headers = { 'api-key': 'k', 'content-type': 'application/json' };
    const overlay = `${mock.url}/v1/workflows/reviews/${longest.run_id}/${longest.block_id}`;
    await fetch(`${overlay}/claim`, { method: 'POST', headers, body: '{"version_stamp":0}' });
    await fetch(`${overlay}/claim`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ version_stamp: longest.rev }),
    });
    screens = [
      ['inbox', '#/reviews?status=all'],
      ['review', `#/reviews/${long.review_id}`],
      ['agent', `#/reviews/${withAgent.id}`],
      ['no review', '#/reviews/rev_none'],
      ['journal', '#/journal'],
      ['clock', '#/clock'],
      ['faults', '#/faults'],
      ['namespaces', '#/namespaces?ns=a-name-that-is-quite-long-but-still-allowed-here'],
    ];
  }

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('is accessible: %s, %i wide', async (colorScheme, width) => {
    await start();
    const viewport = { width, height: 844 };
    const { page, complaints, visit } = await openPage(browser, mock.url, {
      viewport,
      colorScheme,
    });
    for (const [name, hash] of screens) {
      await visit(hash);
      if (name === 'journal') await page.locator('.row-button').first().click();
      if (name === 'review') await page.getByLabel('Do what').selectOption({ index: 2 });
      if (name === 'inbox') await page.locator('summary').click();
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { axe: checker } = globalThis as unknown as { axe: Json };
        const { violations } = await checker.run(document, { resultTypes: ['violations'] });
        return violations.map((each: Json) => `${each.id}: ${each.nodes[0].html}`);
      });
      expect(found, `${name} ${colorScheme} ${width}`).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });

  test.each([360, 390, 768, 1280])('fits into %i without sideways scroll', async (width) => {
    await start();
    const { page, visit } = await openPage(browser, mock.url, { viewport: { width, height: 740 } });
    for (const [name, hash] of screens) {
      await visit(hash);
      if (name === 'journal') await page.locator('.row-button').first().click();
      const [content, room] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(content, `${name} at ${width}`).toBe(room);
    }
  });

  test('is chosen to be light or dark whatever the system says', async () => {
    await start();
    const { page, visit } = await openPage(browser, mock.url, { colorScheme: 'light' });
    await visit('#/clock');
    const page1 = async () =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await page1();
    await page.getByLabel('Colours').selectOption('dark');
    const dark = await page1();
    expect(dark).not.toBe(light);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page1()).toBe(dark);
  });
});
