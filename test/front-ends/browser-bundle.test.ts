import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { bundleForBrowser, findNode, importsOf } from '../support/browser-bundle.ts';

const BROWSER = { entryPoints: ['src/browser.ts'] };
const MSW = { entryPoints: ['src/msw/msw-handlers.ts'], external: ['msw'] };

test('review-kit/browser has nothing of Node in it, and needs nothing else', async () => {
  expect(await findNode(BROWSER)).toEqual([]);
  expect(importsOf(await bundleForBrowser(BROWSER))).toEqual([]);
});

test('review-kit/msw has nothing of Node in it, and needs msw alone', async () => {
  expect(await findNode(MSW)).toEqual([]);
  expect(importsOf(await bundleForBrowser(MSW))).toEqual(['msw']);
});

describe('what is of Node is found', () => {
  const SAMPLES: readonly (readonly [text: string, found: string])[] = [
    ["import { readFileSync } from 'node:fs'; readFileSync('a');", 'resolve "node:fs"'],
    ["import { join } from 'path'; join('a');", 'resolve "path"'],
    ["export const later = () => import('node:net');", 'resolve "node:net"'],
    ["export const crypto = require('crypto');", 'resolve "crypto"'],
    ['export const load = (name: string) => require(name);', 'require'],
    ["export const bytes = Buffer.from('a');", 'Buffer'],
    ["if (typeof process !== 'undefined') process.exit();", 'process'],
    ['export const root = __dirname;', '__dirname'],
    ['setImmediate(() => {});', 'setImmediate'],
    ['export const all = global;', 'global'],
  ];

  test.each(SAMPLES)('%s', async (contents, found) => {
    const stdin = { contents, loader: 'ts' as const, sourcefile: 'sample.ts', resolveDir: '.' };
    const [first] = await findNode({ stdin });
    expect(first).toMatch(/^sample\.ts: /);
    expect(first).toContain(found);
  });

  test('a name of one’s own is not', async () => {
    const contents = `
      export const f = (process: { exit: number }) => process.exit;
      export const g = (steps: { process: number; require: number }) => steps.process + steps.require;
      export const text = 'Buffer, process, require(1)'; // global`;
    const stdin = { contents, loader: 'ts' as const, sourcefile: 'sample.ts', resolveDir: '.' };
    expect(await findNode({ stdin })).toEqual([]);
  });
});

describe('where there are web globals alone', () => {
  /** What every browser has, and a page may use; ECMAScript's own come with the context. */
  const WEB_GLOBALS = {
    AbortController,
    AbortSignal,
    clearInterval,
    clearTimeout,
    console,
    crypto,
    Headers,
    performance,
    queueMicrotask,
    ReadableStream,
    Request,
    Response,
    setInterval,
    setTimeout,
    structuredClone,
    TextDecoder,
    TextEncoder,
    URL,
    URLSearchParams,
  };

  const SCRIPT = `(async () => {
    const mock = await reviewKit.createMock({ scenario: reviewKit.SCENARIOS.seeds() });
    const headers = { 'api-key': 'dana', 'content-type': 'application/json' };
    const ask = (path, init) => mock.fetch(new Request('http://mock' + path, { headers, ...init }));
    const overlay = '/v1/workflows/reviews/run_abc123/block_extract';
    const read = await ask(overlay);
    const { rev } = await read.json();
    const body = JSON.stringify({ verdict: 'approved', version_stamp: rev });
    const decided = await ask(overlay + '/decision', { method: 'POST', body });
    const { submission_status } = await decided.json();
    return JSON.stringify([typeof process, typeof require, typeof Buffer, rev, submission_status]);
  })()`;

  test.each([false, true])('the mock answers, minified: %s', async (minify) => {
    const bundle = { ...BROWSER, minify, format: 'iife', globalName: 'reviewKit' } as const;
    const { code } = await bundleForBrowser(bundle);
    const page = createContext({ ...WEB_GLOBALS });
    runInContext(code, page);
    const seen: unknown = JSON.parse(await runInContext(SCRIPT, page));
    expect(seen).toEqual(['undefined', 'undefined', 'undefined', 3, 'accepted']);
  });
});
