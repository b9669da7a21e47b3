import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleForBrowser } from '../support/browser-bundle.ts';
import { FRONT_END_TESTS } from '../support/front-end-tests.ts';
import { startBrowser } from './inspected-mock.ts';
import type { ServiceWorkerPage } from './service-worker-page.ts';

declare const frontEnd: ServiceWorkerPage;

const WORKER = new URL('../../node_modules/msw/lib/mockServiceWorker.js', import.meta.url);

let browser: Browser;
let page: Page;
let server: Server;
let url: string;
/** The paths that reached the server: the API's must not. */
const served: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  const { code } = await bundleForBrowser({
    entryPoints: ['test/browser/service-worker-page.ts'],
  });
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': ['text/html', '<!doctype html><script type="module" src="/page.js"></script>'],
    '/page.js': ['text/javascript', code],
    '/mockServiceWorker.js': ['text/javascript', await readFile(WORKER, 'utf8')],
    '/favicon.ico': ['image/x-icon', ''],
  };
  server = createServer(({ url: path = '' }, response) => {
    served.push(path);
    const [type, text] = files[path] ?? ['text/plain', 'There is no such file.'];
    response.writeHead(files[path] === undefined ? 404 : 200, { 'content-type': type }).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await startBrowser();
  page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  await page.evaluate(() => frontEnd.start());
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

test('the service worker controls the page', async () => {
  expect(await page.evaluate(() => frontEnd.controller())).toBe(`${url}/mockServiceWorker.js`);
});

test.each(FRONT_END_TESTS)('$name', async ({ name, expected }) => {
  expect(await page.evaluate((asked) => frontEnd.run(asked), name)).toEqual(expected);
});

test('nothing but the page itself came from a server', () => {
  const own = ['/', '/page.js', '/mockServiceWorker.js', '/favicon.ico'];
  expect(served.filter((path) => !own.includes(path))).toEqual([]);
  expect(served).toEqual(expect.arrayContaining(own.slice(0, 3)));
  expect(complaints).toEqual([]);
});
