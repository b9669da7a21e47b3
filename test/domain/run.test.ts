import { describe, expect, test } from 'vitest';
import { runOf } from '../../src/domain/run.ts';
import {
  APPLYING,
  deciding,
  opened,
  OUTPUTS,
  play,
  rejecting,
  REOPENING,
  within,
} from '../support/reviews.ts';

const EDIT = { total: 1 };
const held = { areRunsHeld: true };
const waiting = opened({ blockId: 'block_2' });
const approved = play(opened(), deciding({ edited_output: EDIT }));
const rejected = play(opened({ blockId: 'block_3' }), rejecting());
const approvedHeld = play(opened(), within(held, deciding()));
const rejectedHeld = play(opened(), within(held, rejecting()));

describe('RUN-1: a run waits for its reviews, then goes on or stops', () => {
  test.each([
    ['a review waits', [waiting], 'awaiting_review'],
    ['one of two waits', [approved, waiting], 'awaiting_review'],
    ['one waits and one was rejected', [rejected, waiting], 'awaiting_review'],
    ['an approval is held', [approvedHeld], 'awaiting_review'],
    ['a rejection is held', [rejectedHeld], 'awaiting_review'],
    ['a rejection is held beside an approval', [approved, rejectedHeld], 'awaiting_review'],
    ['all were approved', [approved, play(approvedHeld, APPLYING)], 'completed'],
    ['one was rejected', [approved, rejected], 'cancelled'],
    ['a held rejection was applied', [play(rejectedHeld, APPLYING)], 'cancelled'],
    ['one was reopened', [approved, play(rejected, REOPENING)], 'awaiting_review'],
    ['a held one was reopened', [play(approvedHeld, REOPENING)], 'awaiting_review'],
  ])('when %s', (_, reviews, status) => {
    expect(runOf('run_1', reviews)).toMatchObject({ run_id: 'run_1', status });
  });

  test.each([
    ['the edit that was approved', approved, EDIT],
    [
      'the effective version',
      play(approved, REOPENING, deciding({ effective_seq: 0 })),
      OUTPUTS.extract,
    ],
    ['nothing while it waits', waiting, null],
    ['nothing once rejected', rejected, null],
    ['nothing while its approval is held', approvedHeld, null],
    ['the version whose approval was held', play(approvedHeld, APPLYING), OUTPUTS.extract],
    ['nothing once reopened', play(approved, REOPENING), null],
  ])('a block resumes with %s', (_, review, snapshot) => {
    expect(runOf('run_1', [review]).blocks).toEqual([
      {
        review_id: review.id,
        block_id: review.block_id,
        iteration_key: null,
        status: review.status,
        resumed_with: snapshot,
      },
    ]);
  });

  test('shows its blocks in the order of their reviews', () => {
    const item = opened({ blockId: 'block_4', iterationKey: 'item-1' });
    const { blocks } = runOf('run_1', [rejected, item]);
    expect(blocks.map((each) => [each.block_id, each.iteration_key])).toEqual([
      ['block_3', null],
      ['block_4', 'item-1'],
    ]);
  });
});
