import { expect, test } from 'vitest';
import { joinArray, joinObject, writeJson } from '../../src/mock/json-text.ts';
import { createReviewTexts } from '../../src/mock/review-texts.ts';
import { SCENARIOS } from '../../src/mock/scenarios/scenarios.ts';
import type { AuditEntry } from '../../src/contract/wire.ts';
import type { Review } from '../../src/domain/review.ts';
import { overlayOf, overlaySummaryOf } from '../../src/views/overlay.ts';
import { workflowReviewOf } from '../../src/views/resource.ts';

const [REVIEW] = SCENARIOS.seeds().reviews as unknown as readonly [Review];
const CLAIMED: Review = {
  ...REVIEW,
  claim: {
    holder: { kind: 'human', id: 'user_1', display_name: 'One' },
    claimed_at: '2026-05-13T09:00:00.000Z',
    expires_at: '2026-05-13T09:10:00.000Z',
  },
};
const [BEFORE, AFTER] = ['2026-05-13T09:09:59.999Z', '2026-05-13T09:10:00.000Z'];

test('a review is written as each surface shows it', () => {
  const texts = createReviewTexts();
  expect(texts.overlay(REVIEW, BEFORE).text).toBe(JSON.stringify(overlayOf(REVIEW, BEFORE)));
  expect(texts.overlaySummary(REVIEW, BEFORE).text).toBe(
    JSON.stringify(overlaySummaryOf(REVIEW, BEFORE)),
  );
  expect(texts.workflowReview(REVIEW).text).toBe(JSON.stringify(workflowReviewOf(REVIEW)));
});

test('it is written once for as long as it stays as it is', () => {
  const texts = createReviewTexts();
  expect(texts.overlay(REVIEW, BEFORE)).toBe(texts.overlay(REVIEW, AFTER));
  expect(texts.workflowReview(REVIEW)).toBe(texts.workflowReview(REVIEW));
  const written = texts.overlay({ ...REVIEW, rev: REVIEW.rev + 1 }, BEFORE);
  expect(written.value).toMatchObject({ rev: REVIEW.rev + 1 });
});

test('a review of the same id from another state is shown as it is', () => {
  const { overlay } = createReviewTexts();
  const moved: Review = { ...REVIEW, created_at: BEFORE };
  const other = structuredClone({ ...REVIEW, workflow_id: 'wf_other' });
  for (const review of [REVIEW, moved, REVIEW, other]) {
    expect(overlay(review, BEFORE).text).toBe(JSON.stringify(overlayOf(review, BEFORE)));
  }
});

test('what is forgotten is written again', () => {
  const { overlay, forget } = createReviewTexts();
  const before = overlay(REVIEW, BEFORE);
  forget();
  expect(overlay(REVIEW, BEFORE)).not.toBe(before);
  expect(overlay(REVIEW, BEFORE)).toEqual(before);
});

test('a claim that runs out is not shown any more, and the review did not change', () => {
  const { overlay, overlaySummary } = createReviewTexts();
  for (const show of [overlay, overlaySummary]) {
    expect(show(CLAIMED, BEFORE).value).toMatchObject({ claim: CLAIMED.claim });
    expect(show(CLAIMED, AFTER).value).toMatchObject({ claim: null });
    expect(JSON.parse(show(CLAIMED, BEFORE).text)).toMatchObject({ claim: CLAIMED.claim });
  }
});

test('a list that grows is written to its end, and one that does not go on as it began anew', () => {
  const { overlay } = createReviewTexts();
  const [entry] = REVIEW.audit as readonly [AuditEntry];
  const grown: Review = { ...REVIEW, audit: [...REVIEW.audit, { ...entry, entry_id: 'aud_new' }] };
  const other: Review = { ...REVIEW, audit: [entry, { ...entry, entry_id: 'aud_other' }] };
  for (const review of [REVIEW, grown, other, { ...grown, rev: 9 }, { ...REVIEW, audit: [] }]) {
    const { text, value } = overlay(review, BEFORE);
    expect(text).toBe(JSON.stringify(overlayOf(review, BEFORE)));
    expect(value).toEqual(JSON.parse(text));
  }
});

test('a page is written once for as long as it shows the same', () => {
  const { page, workflowReview } = createReviewTexts();
  const other: Review = { ...REVIEW, id: 'rev_BBBBBBBBBBBBBBBBBBBBBBBBBB' };
  const items = () => [workflowReview(REVIEW), workflowReview(other)] as const;
  const first = page(items(), { has_more: true });
  expect(first.text).toBe(
    JSON.stringify({ data: [REVIEW, other].map(workflowReviewOf), has_more: true }),
  );
  expect(page(items(), { has_more: true })).toBe(first);
  for (const [shown, rest] of [
    [items(), { has_more: false }],
    [items().slice(0, 1), { has_more: true }],
    [[...items(), ...items()], { has_more: true }],
    [[items()[0], workflowReview({ ...other, rev: 9 })], { has_more: true }],
    [[], { has_more: true }],
  ] as const) {
    const { text } = page(shown, rest);
    expect(text).toBe(JSON.stringify({ data: shown.map(({ value }) => value), ...rest }));
  }
});

test('texts are joined to the text of the whole', () => {
  const [one, two] = [writeJson({ a: 'é"' }), writeJson(null)];
  const whole = joinObject({ data: joinArray([one, two]), 'a "name"': 1 });
  expect(whole.text).toBe(JSON.stringify({ data: [{ a: 'é"' }, null], 'a "name"': 1 }));
  expect(whole.value).toEqual(JSON.parse(whole.text));
  expect(JSON.stringify({ whole })).toBe(`{"whole":${whole.text}}`);
  expect(joinArray([]).text).toBe('[]');
});
