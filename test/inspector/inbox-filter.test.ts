import { describe, expect, test } from 'vitest';
import type { ReviewSummary } from '../../src/contract/control-contract.ts';
import {
  choicesIn,
  filterOf,
  inboxOf,
  liveClaimOf,
  paramsOf,
  type InboxFilter,
} from '../../src/inspector/model/inbox-filter.ts';

const NOW_MS = Date.parse('2026-05-13T09:05:00.000Z');
const DANA = { kind: 'human', id: 'user_42', display_name: 'Dana Rivera' } as const;

const claim = (expiresAt: string) => ({
  holder: DANA,
  claimed_at: '2026-05-13T09:00:00.000Z',
  expires_at: expiresAt,
});

function review(id: string, change: Partial<ReviewSummary> = {}): ReviewSummary {
  return {
    id,
    workflow_id: 'wf_1',
    run_id: `run_${id}`,
    block_id: 'block',
    iteration_key: null,
    block_type: 'extract',
    predicate_kind: 'always',
    status: 'awaiting_review',
    priority: 0,
    rev: 1,
    head_seq: 0,
    created_at: '2026-05-13T09:00:00.000Z',
    updated_at: '2026-05-13T09:00:00.000Z',
    awaiting_since: '2026-05-13T09:00:00.000Z',
    decided_at: null,
    claim: null,
    agent: null,
    excerpt: '',
    ...change,
  };
}

const ALL: InboxFilter = { ...filterOf({}), status: '' };
const idsOf = (reviews: readonly ReviewSummary[], filter: Partial<InboxFilter>) =>
  inboxOf(reviews, { ...ALL, ...filter }, NOW_MS).map(({ id }) => id);

describe('the inbox', () => {
  test('is in the order of the queue (QUE-1)', () => {
    const reviews = [
      review('d', { awaiting_since: '2026-05-13T08:00:00.000Z' }),
      review('b', { run_id: 'run_x', block_id: 'b2' }),
      review('a', { run_id: 'run_x', block_id: 'b1' }),
      review('c', { priority: 5, awaiting_since: '2026-05-13T10:00:00.000Z' }),
      review('f', { run_id: 'run_x', block_id: 'b2', iteration_key: 'k' }),
    ];
    expect(idsOf(reviews, {})).toEqual(['c', 'd', 'a', 'b', 'f']);
  });

  const CLAIMED = review('claimed', { claim: claim('2026-05-13T09:05:00.001Z') });
  const EXPIRED = review('expired', { claim: claim('2026-05-13T09:05:00.000Z') });
  const AGENT = review('agent', {
    agent: { mode: 'auto', status: 'running' },
    workflow_id: 'wf_2',
    block_type: 'split',
    status: 'approved',
    excerpt: 'Acme Corp · 505',
  });
  const REVIEWS = [CLAIMED, EXPIRED, AGENT];

  test.each<readonly [Partial<InboxFilter>, readonly string[]]>([
    [{ status: 'approved' }, ['agent']],
    [{ blockType: 'split' }, ['agent']],
    [{ workflow: 'wf_2' }, ['agent']],
    [{ claimedBy: 'anyone' }, ['claimed']],
    [{ claimedBy: 'user_42' }, ['claimed']],
    [{ claimedBy: 'user_7' }, []],
    [{ claimedBy: 'nobody' }, ['agent', 'expired']],
    [{ agent: 'with' }, ['agent']],
    [{ agent: 'running' }, ['agent']],
    [{ agent: 'failed' }, []],
    [{ agent: 'without' }, ['claimed', 'expired']],
    [{ text: 'acme 505' }, ['agent']],
    [{ text: 'acme 506' }, []],
    [{ text: 'RUN_CLAIMED' }, ['claimed']],
    [{ text: 'dana' }, ['claimed', 'expired']],
    [{ blockType: 'split', status: 'rejected' }, []],
  ])('filters by %j', (filter, ids) => {
    expect(idsOf(REVIEWS, filter).toSorted()).toEqual(ids);
  });

  test('a claim is live until it expires, and not then (CLM-3)', () => {
    expect(liveClaimOf(CLAIMED, NOW_MS)).toBe(CLAIMED.claim);
    expect(liveClaimOf(EXPIRED, NOW_MS)).toBeNull();
  });

  test('offers what there is to choose from', () => {
    expect(choicesIn(REVIEWS, NOW_MS)).toEqual({
      workflows: ['wf_1', 'wf_2'],
      holders: [['user_42', 'Dana Rivera']],
    });
  });
});

describe('the address of the inbox', () => {
  test('without a word shows what waits', () => {
    expect(filterOf({}).status).toBe('awaiting_review');
    expect(paramsOf(filterOf({}))).toEqual({});
  });

  test('keeps every part of a filter', () => {
    const filter: InboxFilter = {
      status: '',
      blockType: 'split',
      workflow: 'wf 1&2',
      claimedBy: 'nobody',
      agent: 'with',
      text: 'a b',
    };
    expect(filterOf(paramsOf(filter))).toEqual(filter);
    expect(paramsOf(filter)).toMatchObject({ status: 'all', q: 'a b' });
  });
});
