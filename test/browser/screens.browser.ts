import { beforeEach, describe, expect, test } from 'vitest';
import { generateReviews } from '../../src/generate/generate-reviews.ts';
import { stateDocumentOf } from '../../src/generate/player.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import { inspectorSession, openReview } from './inspected-mock.ts';

const REVIEWS = '/v1/workflows/reviews';

const session = inspectorSession();

describe('the inbox', () => {
  beforeEach(() => session.start({ scenario: SCENARIOS.inbox() }));

  test('is in the order of the queue', async () => {
    const { page, visit } = session.watched;
    await visit('#/reviews');
    const ids = await page
      .locator('.inbox a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').at(-1)));
    const reply = await fetch(`${session.mock.url}${REVIEWS}?status=awaiting_review&limit=200`, {
      headers: { 'api-key': 'k' },
    });
    const { data } = (await reply.json()) as { data: { _id: string }[] };
    const shown = await page.locator('.inbox .cell-main .ids').allTextContents();
    const overlays = shown.filter((text) => text.split(' / ').length === 2);
    expect(overlays).toEqual(
      data.map(({ _id }) => _id.replace(':', ' / ')).slice(0, overlays.length),
    );
    expect(ids.length).toBeGreaterThan(30);
  });

  test('filters, and the address says how', async () => {
    const { page, visit } = session.watched;
    await visit('#/reviews');
    await page.getByLabel('Status').selectOption('approved');
    await page.getByLabel('Block type').selectOption('split');
    const statuses = await page.locator('.inbox [data-label="Status"] .badge').allTextContents();
    expect(statuses.length).toBeGreaterThan(0);
    expect(new Set(statuses)).toEqual(new Set(['Approved']));
    expect(new URL(page.url()).hash).toBe('#/reviews?status=approved&type=split');
    await page.reload();
    await page.locator('.inbox').waitFor();
    expect(await page.getByLabel('Block type').inputValue()).toBe('split');
  });

  test('is used by keys alone', async () => {
    const { page, visit } = session.watched;
    await visit('#/reviews?status=all');
    await page.keyboard.press('/');
    const [{ id }] = (await session.mock.control('GET', '/reviews')).data;
    await page.keyboard.type(id);
    await page.getByText('1 of 60 reviews').waitFor();
    await page.keyboard.press('Tab');
    await page.locator('h1').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Review rev_/ }).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await page.goBack();
    await page.locator('.inbox').waitFor();
    await page.getByLabel('Search').fill('');
    await page.locator('h1').focus();
    for (const key of ['j', 'j', 'ArrowDown', 'k']) await page.keyboard.press(key);
    const place = await page
      .locator('.inbox a')
      .evaluateAll((links) => links.indexOf(document.activeElement as HTMLAnchorElement));
    expect(place).toBe(1);
  });

  test('shows at once what somebody else opens and decides', async () => {
    const { page, visit } = session.watched;
    await visit('#/reviews?q=Quickly');
    await page.getByText('No review matches these filters.').waitFor();
    const evidence = { output: { vendor_name: 'Quickly Ltd' } };
    const { run_id: run, block_id: block } = await openReview(session.mock, { evidence });
    await page.getByText('Quickly Ltd').waitFor();
    await fetch(`${session.mock.url}${REVIEWS}/${run}/${block}/decision`, {
      method: 'POST',
      headers: { 'api-key': 'k', 'content-type': 'application/json' },
      body: JSON.stringify({ verdict: 'approved', version_stamp: 1 }),
    });
    await page.getByText('No review matches these filters.').waitFor();
    await page.getByLabel('Status').selectOption('approved');
    expect(await page.locator('.inbox a').allTextContents()).toEqual(['Quickly Ltd']);
  });

  test('reads nothing through the API, and so leaves no trace in the journal', async () => {
    const { page, visit } = session.watched;
    await visit('#/reviews');
    await page.locator('.inbox a').first().click();
    await page.getByText('Act as somebody').waitFor();
    expect((await session.mock.control('GET', '/journal')).entries).toEqual([]);
  });
});

describe('ten thousand reviews', () => {
  test('are listed, searched and left through by page', { timeout: 180_000 }, async () => {
    const reviews = [...generateReviews({ count: 10_000 })].map(({ review }) => review);
    const now = reviews.reduce((last, { updated_at: at }) => (at > last ? at : last), '');
    await session.start({ scenario: stateDocumentOf(reviews, now) });
    const { page, visit } = session.watched;
    const startedAt = performance.now();
    await visit('#/reviews?status=all');
    await page.getByText('10,000 reviews', { exact: true }).waitFor();
    const listedMs = performance.now() - startedAt;
    expect(await page.locator('.inbox tbody tr').count()).toBe(50);
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Page 2 of 200').waitFor();
    const searchedAt = performance.now();
    await page.getByLabel('Search').fill(reviews[7777]?.id ?? '');
    await page.getByText('1 of 10,000 reviews').waitFor();
    const searchedMs = performance.now() - searchedAt;
    process.stdout.write(
      `10,000 reviews: listed in ${Math.round(listedMs)} ms, searched in ${Math.round(searchedMs)} ms\n`,
    );
    expect(listedMs).toBeLessThan(15_000);
    expect(searchedMs).toBeLessThan(3000);
  });
});

describe('the journal', () => {
  beforeEach(() => session.start());

  test('follows what is asked, and marks what was refused', async () => {
    const { page, visit } = session.watched;
    await visit('#/journal');
    await page.getByText('Nobody has asked the API for anything yet.').waitFor();
    const headers = { 'api-key': 'k', 'content-type': 'application/json' };
    await fetch(`${session.mock.url}${REVIEWS}?limit=0`, { headers });
    const { run_id: run, block_id: block } = await openReview(session.mock);
    await fetch(`${session.mock.url}${REVIEWS}/${run}/${block}/claim`, {
      method: 'POST',
      headers,
      body: '{"version_stamp":7}',
    });
    await page.getByText('2 of 2 requests').waitFor();
    await page.locator('.journal').getByText('Conflict', { exact: true }).waitFor();
    await page.locator('.journal').getByText('Not valid', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'POST claim_review' }).click();
    await page.getByText(/^Stale version_stamp: overlay is at rev 1/).waitFor();
    const body = await page.getByRole('region', { name: 'Request body' }).textContent();
    expect(JSON.parse(body ?? '')).toEqual({ version_stamp: 7 });
    await page.getByLabel('Outcome').selectOption('422');
    await page.getByText('1 of 2 requests').waitFor();
    await page.getByRole('button', { name: 'Clear the journal' }).click();
    await page.getByText('Nobody has asked the API for anything yet.').waitFor();
  });
});

describe('the faults', () => {
  beforeEach(() => session.start());

  test('are switched on, hit, and counted', async () => {
    const { page, visit } = session.watched;
    const { run_id: run, block_id: block } = await openReview(session.mock);
    await visit('#/faults');
    await page.getByLabel('What goes wrong').selectOption('stale');
    await page.getByLabel('Operation').selectOption('claim_review');
    await page.getByRole('button', { name: 'Add the rule' }).click();
    await page
      .locator('.rules .cell-main')
      .getByText(/says 409 without cause/)
      .waitFor();
    const claim = async () =>
      fetch(`${session.mock.url}${REVIEWS}/${run}/${block}/claim`, {
        method: 'POST',
        headers: { 'api-key': 'k', 'content-type': 'application/json' },
        body: '{"version_stamp":1}',
      });
    expect((await claim()).status).toBe(409);
    await page.locator('.rules [data-label="Hits"]').getByText('1').waitFor();
    expect((await claim()).status).toBe(200);
    await page.getByRole('button', { name: 'Delete all' }).click();
    await page.getByText('No faults: every request').waitFor();
    await page.getByRole('link', { name: 'Journal', exact: true }).click();
    await page.locator('.journal').getByText('Fault stale').waitFor();
  });
});
