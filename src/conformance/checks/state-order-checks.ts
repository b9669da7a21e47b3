import type { Check } from '../check.ts';
import type { Caller } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { overlayIn } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { expectNoTrace, footprintOf } from './footprint.ts';

/** A review after one append by `commandId` and, where it says so, an approval. */
interface Situation {
  readonly caller: Caller;
  readonly review: Subject;
  readonly rev: number;
  readonly append: { readonly command_id: string; readonly snapshot: object };
}

/** One request that fails two checks which need the review. */
interface OrderCase {
  readonly name: string;
  readonly isDecided: boolean;
  readonly is: number;
  readonly send: (situation: Situation) => Promise<Exchange>;
}

const NO_SEQ = 99;
const NO_VERSION = 'rvr_AAAAAAAAAAAAAAAAAAAAAAAAAA';

const CASES: readonly OrderCase[] = [
  {
    name: 'missing-reason-before-stale-stamp',
    isDecided: false,
    is: 422,
    send: ({ caller, review, rev }) =>
      caller.decide(review, { version_stamp: rev - 1, verdict: 'rejected' }),
  },
  {
    name: 'missing-reason-before-decided',
    isDecided: true,
    is: 422,
    send: ({ caller, review, rev }) =>
      caller.decide(review, { version_stamp: rev, verdict: 'rejected' }),
  },
  {
    name: 'missing-snapshot-before-stale-stamp',
    isDecided: false,
    is: 422,
    send: ({ caller, review, rev }) => caller.append(review, { version_stamp: rev - 1 }),
  },
  {
    name: 'shape-before-decided',
    isDecided: true,
    is: 422,
    send: ({ caller, review, rev }) =>
      caller.claim(review, { version_stamp: rev, ttl_seconds: 29 }),
  },
  {
    name: 'repeat-before-stale-stamp',
    isDecided: false,
    is: 200,
    send: ({ caller, review, rev, append }) =>
      caller.append(review, { version_stamp: rev - 1, ...append }),
  },
  {
    name: 'repeat-before-decided',
    isDecided: true,
    is: 200,
    send: ({ caller, review, rev, append }) =>
      caller.append(review, { version_stamp: rev, ...append }),
  },
  {
    name: 'shape-before-repeat',
    isDecided: false,
    is: 422,
    send: ({ caller, review, append }) => caller.append(review, { version_stamp: -1, ...append }),
  },
  {
    name: 'decided-before-unknown-parent',
    isDecided: true,
    is: 409,
    send: ({ caller, review, rev }) =>
      caller.append(review, { version_stamp: rev, snapshot: {}, parent_seq: NO_SEQ }),
  },
  {
    name: 'decided-before-unknown-seq',
    isDecided: true,
    is: 409,
    send: ({ caller, review, rev }) =>
      caller.decide(review, { version_stamp: rev, verdict: 'approved', on_seq: NO_SEQ }),
  },
  {
    name: 'stale-stamp-before-unknown-effect',
    isDecided: false,
    is: 409,
    send: ({ caller, review, rev }) =>
      caller.decide(review, { version_stamp: rev - 1, verdict: 'approved', effective_seq: NO_SEQ }),
  },
];

/** The same on the resource surface, where nothing is stamped. */
const RESOURCE_CASES: readonly OrderCase[] = [
  {
    name: 'unknown-version-before-decided',
    isDecided: true,
    is: 404,
    send: ({ caller, review }) => caller.approve(review, { version_id: NO_VERSION }),
  },
  {
    name: 'unknown-parent-before-decided',
    isDecided: true,
    is: 404,
    send: ({ caller, review }) => caller.create(review, { parent_id: NO_VERSION, snapshot: {} }),
  },
  {
    name: 'blank-reason-before-unknown-version',
    isDecided: false,
    is: 422,
    send: ({ caller, review }) => caller.reject(review, { version_id: NO_VERSION, reason: ' ' }),
  },
];

/**
 * Two mistakes that both need the review: the order holds there too.
 *
 * Source: ERR-3, IDM-1.
 */
export const STATE_ORDER_CHECKS: readonly Check[] = [
  ...CASES.map((each) => checkOf(each, ['overlay'])),
  ...RESOURCE_CASES.map((each) => checkOf(each, ['overlay', 'resource'])),
];

function checkOf(each: OrderCase, surfaces: Check['surfaces']): Check {
  return {
    id: `ERR-3/${each.name}`,
    also: ['ERR-2'],
    phase: 'tables',
    surfaces,
    from: 'ci',
    run: (trial) => answersEarlier(trial, each),
  };
}

async function answersEarlier(trial: Trial, { name, isDecided, is, send }: OrderCase) {
  const { a } = trial;
  const review = await trial.open();
  const append = { snapshot: { total_amount: 501 }, command_id: trial.newName('cmd') };
  const start = overlayIn(await a.read(review));
  const appended = await a.append(review, { version_stamp: start.rev, ...append });
  let { rev } = overlayIn(appended);
  if (isDecided) {
    await a.decide(review, { version_stamp: rev, verdict: 'approved' });
    ({ rev } = overlayIn(await a.read(review)));
  }
  const footprint = await footprintOf(trial, review);
  const reply = await send({ caller: a, review, rev, append });
  const when = `to a request with two mistakes: ${name.replaceAll('-', ' ')}`;
  trial.should.status('ERR-3', reply, { is, when });
  await expectNoTrace(trial, footprint, reply);
}
