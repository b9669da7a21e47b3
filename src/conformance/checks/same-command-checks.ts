import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { expectOneEffect, sendCommand, type RepeatableCommand } from './repeatable-commands.ts';
import { stateIn } from './review-state.ts';
import { expectRepeat } from './submission.ts';

const OK = 200;

type Body = Readonly<Record<string, unknown>>;

/** Two ways to write one body. */
interface SameBody {
  readonly name: string;
  readonly operation: 'append' | 'decide';
  readonly first: Body;
  readonly second: Body;
}

const NESTED = { a: 1, b: { c: [1, { d: null, e: 'é' }], f: 2 } };
/** The same, with every key in another place. */
const TURNED = { b: { f: 2, c: [1, { e: 'é', d: null }] }, a: 1 };

const APPEND_NULLS = { reviewable_value: null, parent_seq: null, note: null };
const DECIDE_NULLS = {
  edited_output: null,
  reviewable_value: null,
  on_seq: null,
  effective_seq: null,
};

/**
 * Bodies that say the same. A default that follows the head is the one that the first try met.
 *
 * Source: IDM-1.
 */
const SAME_BODIES: readonly SameBody[] = [
  same('append/null-after-missing', { snapshot: NESTED }, { snapshot: NESTED, ...APPEND_NULLS }),
  same('append/missing-after-null', { snapshot: NESTED, ...APPEND_NULLS }, { snapshot: NESTED }),
  same(
    'append/default-after-missing',
    { snapshot: NESTED },
    { snapshot: NESTED, origin: 'human_edit' },
  ),
  same(
    'append/missing-after-default',
    { snapshot: NESTED, origin: 'human_edit' },
    { snapshot: NESTED },
  ),
  same('append/other-order-of-keys', { snapshot: NESTED }, { snapshot: TURNED }),
  same(
    'append/other-order-of-properties',
    { note: 'x', snapshot: NESTED, origin: 'agent_edit' },
    { origin: 'agent_edit', snapshot: NESTED, note: 'x' },
  ),
  same('append/head-after-missing', { snapshot: NESTED }, { snapshot: NESTED, parent_seq: 0 }),
  same('append/missing-after-head', { snapshot: NESTED, parent_seq: 0 }, { snapshot: NESTED }),
  same(
    'approve/null-after-missing',
    { verdict: 'approved' },
    { verdict: 'approved', reason: null, ...DECIDE_NULLS },
  ),
  same(
    'approve/missing-after-null',
    { verdict: 'approved', reason: null, ...DECIDE_NULLS },
    { verdict: 'approved' },
  ),
  same(
    'approve/head-after-missing',
    { verdict: 'approved' },
    { verdict: 'approved', on_seq: 0, effective_seq: 0 },
  ),
  same(
    'approve/missing-after-head',
    { verdict: 'approved', on_seq: 0, effective_seq: 0 },
    { verdict: 'approved' },
  ),
  same(
    'approve-an-edit/other-order-of-keys',
    { verdict: 'approved', edited_output: NESTED },
    { edited_output: TURNED, verdict: 'approved', effective_seq: null },
  ),
  same(
    'reject/null-after-missing',
    { verdict: 'rejected', reason: 'No.' },
    { reason: 'No.', verdict: 'rejected', ...DECIDE_NULLS },
  ),
  same(
    'reject/missing-after-null',
    { verdict: 'rejected', reason: 'No.', ...DECIDE_NULLS },
    { verdict: 'rejected', reason: 'No.' },
  ),
];

const SMOKE: ReadonlySet<string> = new Set([
  'append/null-after-missing',
  'append/default-after-missing',
  'approve-an-edit/other-order-of-keys',
]);

/** Repeats whose body is the same, written in another way. Source: IDM-1. */
export const SAME_COMMAND_CHECKS: readonly Check[] = SAME_BODIES.map((pair) => ({
  id: `IDM-1/${pair.name.replace('/', '-')}`,
  also: ['IDM-2'],
  phase: 'retries',
  surfaces: ['overlay'],
  ...(SMOKE.has(pair.name) ? {} : { from: 'ci' }),
  run: (trial) => countsAsSame(trial, pair),
}));

async function countsAsSame(trial: Trial, pair: SameBody): Promise<void> {
  const { a } = trial;
  const { operation, first, second } = pair;
  const review = await trial.open();
  const read = await a.read(review);
  const once = { version_stamp: stateIn(read).rev, command_id: trial.newName('cmd') };
  const applied = await sendCommand(a, review, { operation, body: { ...first, ...once } });
  const when = `to the first ${operation} of a command_id`;
  if (!trial.must.status(commandOf(pair).requirement, applied, { is: OK, when })) return;
  const repeat = await sendCommand(a, review, { operation, body: { ...once, ...second } });
  trial.must.status('IDM-1', repeat, {
    is: OK,
    when: 'to a repeat that says the same in another way',
  });
  expectRepeat(trial, [applied, repeat]);
  const witness = [read, applied, repeat, await a.read(review)] as const;
  const command = commandOf(pair);
  const after = 'after a repeat that says the same in another way';
  expectOneEffect(trial, { requirement: 'IDM-1', command, witness, when: after });
}

function commandOf({ name, operation, first }: SameBody): RepeatableCommand {
  const isEdit = first['edited_output'] !== undefined && first['edited_output'] !== null;
  const isAppend = operation === 'append';
  return {
    name,
    operation,
    adds: { version: isAppend || isEdit, decision: !isAppend },
    body: first,
    otherBody: first,
    requirement: isAppend ? 'VER-1' : 'DEC-1',
  };
}

function same(name: string, first: Body, second: Body): SameBody {
  const operation = name.startsWith('append') ? 'append' : 'decide';
  return { name, operation, first, second };
}
