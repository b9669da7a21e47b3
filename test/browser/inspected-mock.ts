import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { readInspectorFiles } from '../../src/cli/inspector-files.ts';
import { listen } from '../../src/mock/listen.ts';
import { createMock, type Mock, type MockOptions } from '../../src/mock/mock.ts';
import type { Json } from '../support/harness.ts';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser that .ci/browser installs. */
export async function startBrowser(): Promise<Browser> {
  if (!existsSync(CHROMIUM)) {
    throw new Error(`There is no ${CHROMIUM}. Run .ci/browser, or name yours in CHROMIUM.`);
  }
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

/** A mock that listens, with the inspector as `npm run build` left it. */
export interface InspectedMock {
  readonly mock: Mock;
  readonly url: string;
  readonly control: (method: string, path: string, body?: unknown) => Promise<Json>;
  readonly close: () => Promise<void>;
}

export async function startInspectedMock(options: MockOptions = {}): Promise<InspectedMock> {
  const inspector = await readInspectorFiles(new URL('../../dist/inspector/', import.meta.url));
  expect(inspector, 'npm run build makes the inspector').toBeDefined();
  const mock = await createMock({ seed: '1', ...options, ...(inspector ? { inspector } : {}) });
  const { url, close } = await listen(mock.fetch, 0, '127.0.0.1');
  return {
    mock,
    url,
    control: async (method, path, body) => {
      const headers = { 'content-type': 'application/json' };
      const init = {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      };
      const response = await fetch(`${url}/__control${path}`, init);
      const text = await response.text();
      expect(response.ok, text).toBe(true);
      return text === '' ? undefined : JSON.parse(text);
    },
    close: async () => {
      mock.close();
      await close();
    },
  };
}

/** A page, and what went wrong on it: errors of scripts, of the policy, and dialogs. */
export interface WatchedPage {
  readonly page: Page;
  readonly complaints: string[];
  /** Goes to a screen, and waits until it is there. */
  readonly visit: (hash: string) => Promise<void>;
}

/** What the mock refuses on purpose is in the console as well, and no defect of the page. */
const REFUSED = /the server responded with a status of (401|404|409|422|501)/;

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    const isComplaint = ['error', 'warning'].includes(message.type());
    if (isComplaint && !REFUSED.test(message.text())) complaints.push(message.text());
  });
  const visit = async (hash: string) => {
    await page.goto('about:blank');
    await page.goto(`${url}/__control/ui${hash}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('.spinner').first().waitFor({ state: 'detached' });
  };
  return { page, complaints, visit };
}

/** Opens a review through a gate that always fires. */
export async function openReview({ control }: InspectedMock, gate: Json = {}): Promise<Json> {
  return control('POST', '/gates', {
    block_type: 'extract',
    predicate: { kind: 'always' },
    evidence: { output: { vendor_name: 'Acme Corp', total_amount: 505 } },
    ...gate,
  });
}

/** Closes a page; whatever went wrong on it fails the test. */
export async function endPage({ page, complaints }: WatchedPage): Promise<void> {
  await page.context().close();
  expect(complaints).toEqual([]);
}

/** What a test of the inspector has at hand, once it was started. */
export interface Session {
  mock: InspectedMock;
  watched: WatchedPage;
  readonly start: (options?: MockOptions) => Promise<void>;
}

/**
 * A browser for a file of tests; each test starts a mock and a page of its own, and whatever went
 * wrong on the page fails it.
 */
export function inspectorSession(): Session {
  let browser: Browser;
  const session = {
    start: async (options = {}) => {
      session.mock = await startInspectedMock(options);
      session.watched = await openPage(browser, session.mock.url);
    },
  } as Session;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterEach(async () => {
    await endPage(session.watched);
    await session.mock.close();
  });
  afterAll(async () => browser.close());
  return session;
}
