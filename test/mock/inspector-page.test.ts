import { describe, expect, test } from 'vitest';
import { createMock } from '../../src/mock/mock.ts';

const OWN = 'http://127.0.0.1:4010';
const FILES = { html: '<!doctype html><p>page', script: 'run();', style: 'p { color: red }' };

const request = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Request(`${OWN}/__control${path}`, { method, headers });

describe('the inspector', () => {
  test.each([
    ['/ui', 'text/html; charset=utf-8', FILES.html],
    ['/ui/inspector.js', 'text/javascript; charset=utf-8', FILES.script],
    ['/ui/inspector.css', 'text/css; charset=utf-8', FILES.style],
  ])('%s is served with headers that let nothing else in', async (path, mediaType, text) => {
    const mock = await createMock({ inspector: FILES });
    const response = await mock.fetch(request(path));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(text);
    expect(response.headers.get('content-type')).toBe(mediaType);
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('has one address', async () => {
    const mock = await createMock({ inspector: FILES });
    const response = await mock.fetch(request('/ui/'));
    expect(response.status).toBe(308);
    expect(new URL(response.headers.get('location') ?? '', `${OWN}/__control/ui/`).pathname).toBe(
      '/__control/ui',
    );
  });

  test('asks for no token, as it holds no secret', async () => {
    const mock = await createMock({ inspector: FILES, controlToken: 'open-sesame' });
    for (const path of ['/ui', '/ui/inspector.js', '/ui/inspector.css']) {
      const response = await mock.fetch(request(path));
      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain('open-sesame');
    }
    expect((await mock.fetch(request('/reviews'))).status).toBe(401);
    expect((await mock.fetch(request('/ui/other.js'))).status).toBe(401);
  });

  test('is for no page of another origin', async () => {
    const mock = await createMock({ inspector: FILES });
    for (const path of ['/ui', '/ui/inspector.js', '/ui/inspector.css']) {
      expect((await mock.fetch(request(path, { origin: 'https://evil.example' }))).status).toBe(
        403,
      );
      expect((await mock.fetch(request(path, { 'sec-fetch-site': 'cross-site' }))).status).toBe(
        403,
      );
      expect((await mock.fetch(request(path, { 'sec-fetch-site': 'none' }))).status).toBe(200);
    }
  });

  test('that was not built says how to build it', async () => {
    const mock = await createMock();
    for (const path of ['/ui', '/ui/', '/ui/inspector.js']) {
      const response = await mock.fetch(request(path));
      expect(response.status).toBe(404);
      const { detail } = (await response.json()) as { detail: string };
      expect(detail).toContain('npm run build');
    }
  });

  test('is read, never written', async () => {
    const mock = await createMock({ inspector: FILES });
    const response = await mock.fetch(request('/ui', {}, 'POST'));
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET');
    expect((await mock.fetch(request('/ui/other.js'))).status).toBe(404);
  });

  test('is no part of the API', async () => {
    const mock = await createMock({ inspector: FILES });
    expect((await mock.api(request('/ui', { 'api-key': 'k' }))).status).toBe(404);
  });
});
