import { beforeEach, describe, expect, test } from 'vitest';
import { createClientScript, LOST, type ClientScript } from './client-script.ts';

let script: ClientScript;

beforeEach(() => {
  script = createClientScript();
  script.read(3);
});

const decide = (commandId?: string | null, stamp = 3) => ({
  verdict: 'approved',
  version_stamp: stamp,
  ...(commandId === undefined ? {} : { command_id: commandId }),
});
const FAILED = { status: 503, reply: { detail: 'Try later.' } };

describe('IDM-1: a command without an answer', () => {
  test.each([
    ['a lost reply', LOST],
    ['a 5xx', FAILED],
    ['a 408', { status: 408, reply: { detail: 'Too slow.' } }],
  ])('sent again without a command_id after %s is a misuse', (_name, how) => {
    script.write('decision', decide(), how);
    const misuses = script.write('decision', decide(null));
    expect(misuses.find(({ level }) => level === 'misuse')).toMatchObject({
      kind: 'retried-without-command-id',
      operation: 'submit_decision',
      seqs: [2, 3],
      requirement: 'IDM-1',
    });
    expect(script.found()).toEqual(['retried-without-command-id 1', 'no-command-id 2']);
  });

  test('sent again under a new command_id is a misuse', () => {
    script.write('decision', decide('a'), LOST);
    script.write('decision', decide('b'));
    expect(script.found()).toEqual(['retried-with-new-command-id 1']);
  });

  test('sent again under its command_id is right, however often', () => {
    script.write('decision', decide('a'), LOST);
    script.write('decision', decide('a'), FAILED);
    script.write('decision', decide('a'));
    script.write('decision', decide('a'));
    expect(script.found()).toEqual([]);
  });

  test('may be sent anew once a read has shown where the review stands', () => {
    script.write('decision', decide('a'), LOST);
    script.read(3);
    script.write('decision', decide('b'));
    expect(script.found()).toEqual([]);
  });

  test('with another body is another command', () => {
    script.write('decision', decide('a'), LOST);
    script.write('decision', { ...decide('b'), on_seq: 0 });
    expect(script.found()).toEqual([]);
  });

  test('is the same command whatever its stamp, its nulls and its defaults', () => {
    const snapshot = { total: 1 };
    script.write('versions', { version_stamp: 3, snapshot, command_id: 'a' }, LOST);
    const same = { note: null, origin: 'human_edit', snapshot, version_stamp: 4, command_id: 'b' };
    script.stale('versions', same);
    expect(script.found()).toContain('retried-with-new-command-id 1');
  });
});

describe('IDM-1: a command that was carried out', () => {
  test('sent again with the same stamp and no name is a misuse, as by a double click', () => {
    script.write('decision', decide());
    script.stale('decision', decide(), { began_after: 1 });
    expect(script.found()).toEqual(['retried-without-command-id 1', 'no-command-id 2']);
  });

  test('sent again with the stamp of its reply is a new command', () => {
    const snapshot = { total: 1 };
    script.write('versions', { version_stamp: 3, snapshot, command_id: 'a' });
    script.write('versions', { version_stamp: 4, snapshot, command_id: 'b' });
    expect(script.found()).toEqual([]);
  });
});

describe('IDM-5: a command that was refused', () => {
  test.each([409, 422, 404, 429])('after a %s may be tried again without a name', (status) => {
    script.write('decision', decide(), { status, reply: { detail: 'No.' } });
    script.read(4);
    script.write('decision', decide(undefined, 4));
    expect(script.found()).toEqual(['no-command-id 2']);
  });

  test.each([404, 422, 429])('after a %s that is so even without a read', (status) => {
    script.write('decision', decide(), { status, reply: { detail: 'No.' } });
    script.write('decision', decide());
    expect(script.found()).toEqual(['no-command-id 2']);
  });

  test('409, a read and the new stamp under the same command_id is as it should be', () => {
    script.stale('decision', decide('a'));
    script.read(4);
    script.write('decision', decide('a', 4));
    expect(script.found()).toEqual([]);
  });
});

describe('IDM-1: a command without a name', () => {
  test('is advised against, for appends and decisions alone', () => {
    script.write('versions', { version_stamp: 3, snapshot: {} });
    script.write('claim', { version_stamp: 4 });
    script.write('decision', decide('a', 5));
    script.send('POST', '/v1/workflows/runs/run_1/hil-decisions', {
      body: { block_id: 'block_1', approved: true },
      status: 202,
    });
    const { misuses } = script.report();
    expect(misuses).toMatchObject([
      { kind: 'no-command-id', level: 'advice', operation: 'append_version', count: 1 },
    ]);
  });

  test('HIL-1, RES-6: the other surfaces tell repeats by what they say', () => {
    const hil = { body: { block_id: 'block_1', approved: true } };
    script.send('POST', '/v1/workflows/runs/run_1/hil-decisions', { ...hil, ...LOST });
    script.send('POST', '/v1/workflows/runs/run_1/hil-decisions', { ...hil, status: 202 });
    const approval = { body: { version_id: 'rvr_XEAM4ON3XNZEVX2XERKKRI7MJE' } };
    script.send('POST', '/v1/workflows/reviews/rev_A/approve', { ...approval, ...LOST });
    script.send('POST', '/v1/workflows/reviews/rev_A/approve', approval);
    expect(script.found()).toEqual([]);
  });
});
