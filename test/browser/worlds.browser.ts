import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import { inspectorSession, openReview, startInspectedMock } from './inspected-mock.ts';

const session = inspectorSession();

describe('namespaces', () => {
  beforeEach(() => session.start({ scenario: SCENARIOS.seeds() }));

  test('are entered, linked and deleted', async () => {
    const { page, visit } = session.watched;
    await visit('#/namespaces');
    await page.getByLabel('Another namespace').fill('test-7');
    await page.getByRole('button', { name: 'Switch', exact: true }).click();
    await page.getByText('State of test-7').waitFor();
    await page.getByRole('link', { name: 'Reviews', exact: true }).click();
    await page.getByText('This namespace has no reviews yet.').waitFor();
    expect(page.url()).toContain('ns=test-7');
    await page.getByRole('link', { name: 'Namespaces', exact: true }).click();
    await page.getByRole('button', { name: 'Delete test-7' }).click();
    await page.getByText('State of the default namespace').waitFor();
    await expect
      .poll(async () => session.mock.control('GET', '/namespaces'))
      .toEqual({ namespaces: [] });
    await page.getByRole('button', { name: 'Delete test-7' }).waitFor({ state: 'detached' });
  });

  test('are reset', async () => {
    const { page, visit } = session.watched;
    await openReview(session.mock);
    await visit('#/reviews?status=all');
    await page.getByText('2 reviews', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Namespaces', exact: true }).click();
    await page.getByRole('button', { name: 'Reset to the start' }).click();
    await page.getByText('Done', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Reviews', exact: true }).click();
    await page.getByLabel('Status').selectOption('');
    await page.getByText('1 review', { exact: true }).waitFor();
    expect((await session.mock.control('GET', '/reviews')).data).toHaveLength(1);
  });

  test('are exported to a file, and imported all or not at all', async () => {
    const { page, visit } = session.watched;
    await visit('#/namespaces');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export to a file' }).click();
    const file = await (await downloading).path();
    const text = await readFile(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ format: 'review-kit-state' });

    const load = async (name: string, body: string) =>
      page.getByLabel('Import a file').setInputFiles({
        name,
        mimeType: 'application/json',
        buffer: Buffer.from(body),
      });
    await load('broken.json', text.slice(0, 100));
    await page.getByText(/^broken\.json: Line \d+/).waitFor();
    await load('wrong.json', text.replace('"rev":3', '"rev":4'));
    await page
      .getByText(/body\.reviews\.0/)
      .first()
      .waitFor();
    expect((await session.mock.control('GET', '/state')).reviews[0].rev).toBe(3);
    await load('empty.json', JSON.stringify({ ...JSON.parse(text), reviews: [] }));
    await page.getByText('Done', { exact: true }).waitFor();
    expect((await session.mock.control('GET', '/state')).reviews).toEqual([]);
  });
});

describe('the connection', () => {
  test('asks for the token, and remembers it in this tab alone', async () => {
    await session.start({ controlToken: 'open-sesame' });
    const { page, visit } = session.watched;
    await visit('#/clock');
    await page.getByLabel('Control token', { exact: true }).fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('The mock does not take this token.').waitFor();
    await page.getByLabel('Control token', { exact: true }).fill('open-sesame');
    await page.getByRole('button', { name: 'Open the inspector' }).click();
    await page.getByText('Running').waitFor();
    await page.reload();
    await page.getByText('Running').waitFor();
    const kept = await page.evaluate(() => JSON.stringify(localStorage));
    expect(kept).not.toContain('open-sesame');
    const text = await page.evaluate(() => JSON.stringify(sessionStorage));
    expect(text).toContain('open-sesame');
  });

  test('that breaks is said to be lost', async () => {
    await session.start();
    const { page, visit } = session.watched;
    await visit('#/clock');
    await page.getByText('Live', { exact: true }).waitFor();
    await session.mock.close();
    await page.getByText('Lost, trying again').waitFor();
    expect(await page.locator('.live-on').count()).toBe(0);
    // Whatever the browser says of refused connections is as it should be.
    session.watched.complaints.length = 0;
    await page.goto('about:blank');
    session.watched.complaints.length = 0;
    session.mock = await startInspectedMock();
  });
});
