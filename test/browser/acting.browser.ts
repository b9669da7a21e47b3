import { beforeEach, describe, expect, test } from 'vitest';
import { serveFrontEnd } from './front-end.ts';
import { inspectorSession, openReview } from './inspected-mock.ts';

const NOW = '2026-05-13T09:05:00.000Z';

const session = inspectorSession();

beforeEach(() => session.start({ frozenAt: NOW }));

describe('acting as somebody else', () => {
  test('a front end of its own meets the conflict', async () => {
    const { page, visit } = session.watched;
    const { review_id: id, run_id: run, block_id: block } = await openReview(session.mock);
    const frontEnd = await serveFrontEnd();
    try {
      const own = await page.context().newPage();
      const overlay = `${session.mock.url}/v1/workflows/reviews/${run}/${block}`;
      await own.goto(`${frontEnd.url}/?overlay=${encodeURIComponent(overlay)}`);
      await own.getByText('rev 1').waitFor();

      await visit(`#/reviews/${id}`);
      await page.getByLabel('Key of the actor').selectOption('lee');
      await page.locator('[data-act="claim"]').click();
      await page.getByRole('region', { name: 'Reply' }).getByText('200').waitFor();

      await own.getByRole('button').click();
      await own.getByText('409 Stale version_stamp').waitFor();
      expect(await own.locator('#reply').textContent()).toBe(
        '409 Stale version_stamp: overlay is at rev 2, request sent rev 1. Re-read the overlay and retry.',
      );
      // The inspector saw it too, without being asked.
      await page.getByText('Stale write rejected').waitFor();
    } finally {
      frontEnd.close();
    }
  });

  test('an old stamp is answered here in the words of the mock', async () => {
    const { page, visit } = session.watched;
    const { review_id: id } = await openReview(session.mock);
    await visit(`#/reviews/${id}`);
    await page.getByLabel('Stamp').fill('0');
    await page.locator('[data-act="claim"]').click();
    const reply = page.getByRole('region', { name: 'Reply' });
    await reply.getByText('Conflict').waitFor();
    expect(await reply.textContent()).toContain('overlay is at rev 1, request sent rev 0');
    expect(await page.locator('[data-fact="rev"]').textContent()).toBe('1');
    expect(await page.locator('[aria-live="polite"]').last().textContent()).toContain('409');
  });

  test('a claim runs out on an advanced clock, while one looks', async () => {
    const { page, visit } = session.watched;
    const { review_id: id } = await openReview(session.mock);
    await visit(`#/reviews/${id}`);
    await page.locator('[data-act="claim"]').click();
    const claim = page.locator('[data-fact="claim"]');
    await claim.getByText('15 min 00 s left').waitFor();
    await session.mock.control('POST', '/clock', { advance_ms: 14 * 60_000 + 1 });
    await claim.getByText('60 s left').or(claim.getByText('1 min 00 s left')).waitFor();

    await page.getByRole('link', { name: 'Clock', exact: true }).click();
    await page.getByRole('button', { name: '1 min', exact: true }).click();
    await page.locator('[data-fact="now"]').getByText('2026-05-13 09:20:00').waitFor();
    await page.goBack();
    await claim.getByText('Nobody').waitFor();
    expect(await page.locator('[data-fact="rev"]').textContent()).toBe('2');
  });

  test('the clock is followed as it is moved, not only when it is read again', async () => {
    const { page, visit } = session.watched;
    await visit('#/clock');
    const now = page.locator('[data-fact="now"]');
    await now.getByText('2026-05-13 09:05:00').waitFor();
    // From here on reading it has no answer.
    await page.route('**/__control/clock', () => {});
    await session.mock.control('POST', '/clock', { advance_ms: 60_000 });
    await now.getByText('2026-05-13 09:06:00').waitFor({ timeout: 3000 });
    expect(await page.locator('.top time').textContent()).toBe('09:06:00');
  });

  test('an edit is checked as it is typed, and then stands beside its parent', async () => {
    const { page, visit } = session.watched;
    const { review_id: id } = await openReview(session.mock);
    await visit(`#/reviews/${id}`);
    await page.getByLabel('Do what').selectOption('append');
    const editor = page.getByLabel('Snapshot');
    await editor.fill('{\n  "vendor_name": "Acme GmbH",\n  "total_amount": }');
    await page
      .getByText(/^Line 3, column 19/)
      .first()
      .waitFor();
    expect(await page.locator('[data-act="append"]').isDisabled()).toBe(true);
    await editor.fill('{ "vendor_name": "Acme GmbH", "total_amount": 505, "paid": true }');
    await page.locator('[data-act="append"]').click();

    const diff = page.getByRole('table', { name: 'Version 0 against Version 1' });
    await diff.waitFor();
    const rows = await diff.locator('tbody tr').allTextContents();
    expect(rows).toEqual([
      'vendor_nameChanged"Acme Corp""Acme GmbH"',
      'total_amount505505',
      'paidAddednothingtrue',
    ]);
    expect(await diff.locator('ins').allTextContents()).toEqual(['GmbH']);
    expect(await diff.locator('del').allTextContents()).toEqual(['Corp']);
    await page.getByLabel('From version', { exact: true }).selectOption('1');
    await page.getByRole('region', { name: 'Version 1' }).waitFor();
    expect(page.url()).toContain('left=1');
  });

  test.each([
    ['approve', {}, 'approved'],
    ['approve_edited', {}, 'approved'],
    ['reject', { Reason: 'Illegible.' }, 'rejected'],
  ])('%s decides', async (act, fields, status) => {
    const { page, visit } = session.watched;
    const { review_id: id } = await openReview(session.mock);
    await visit(`#/reviews/${id}`);
    await page.getByLabel('Do what').selectOption(act);
    for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
    await page.locator(`[data-act="${act}"]`).click();
    await page.getByText('The decision was accepted.', { exact: true }).waitFor();
    expect(await session.mock.control('GET', `/reviews/${id}`)).toMatchObject({ status });
    await page.getByRole('button', { name: 'Reopen the review' }).click();
    await page.locator('.facts').getByText('Awaiting review').waitFor();
  });

  test('an iteration is decided through the surface that shows it', async () => {
    const { page, visit } = session.watched;
    const { review_id: id } = await openReview(session.mock, { iteration_key: 'page_2' });
    await visit(`#/reviews/${id}`);
    expect(await page.getByLabel('Through').count()).toBe(0);
    await page.locator('[data-act="append"]').waitFor();
    await page.getByLabel('Do what').selectOption('approve');
    await page.locator('[data-act="approve"]').click();
    await page.locator('.facts').getByText('Approved').waitFor();
    expect((await session.mock.control('GET', `/reviews/${id}`)).status).toBe('approved');
  });

  test('an agent is driven, and its invalid proposal makes it fail', async () => {
    const { page, visit } = session.watched;
    const { review_id: id } = await openReview(session.mock, { agent: { mode: 'pre_review' } });
    await visit(`#/reviews/${id}`);
    await page.locator('[data-drive="start"]').click();
    await page.locator('.facts').getByText('Agent running').waitFor();
    await page.getByLabel('Let it').selectOption('propose');
    await page.getByLabel('Proposal', { exact: true }).fill('{ "confidence": 2 }');
    await page.locator('[data-drive="propose"]').click();
    await page.locator('.facts').getByText('Agent failed').waitFor();
    expect((await session.mock.control('GET', `/reviews/${id}`)).agent.status).toBe('failed');
  });

  test('copies the request as curl, the token left out', async () => {
    const { page, visit } = session.watched;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const { review_id: id, run_id: run, block_id: block } = await openReview(session.mock);
    await visit(`#/reviews/${id}`);
    await page.getByLabel('Key of the actor').selectOption('dana');
    await page.getByRole('button', { name: 'Copy as curl' }).first().click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toBe(
      `curl -s \\\n  -H 'Api-Key: dana' \\\n  -H 'Content-Type: application/json' \\\n` +
        `  --data-raw '{"version_stamp":1,"ttl_seconds":900}' \\\n` +
        `  '${session.mock.url}/v1/workflows/reviews/${run}/${block}/claim'`,
    );
  });
});
