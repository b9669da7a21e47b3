import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { bodyOf, isRecord, overlayIn, shown } from '../reply.ts';
import { claimFor, queueItemsIn } from './queue-scene.ts';

const BASE = { phase: 'tables', needs: ['gates'] } as const;

/** What the queue shows, and when it is the queue that answers. Source: QUE-1. */
export const QUEUE_ITEM_CHECKS: readonly Check[] = [
  { ...BASE, id: 'QUE-1/items', surfaces: ['overlay'], run: items },
  {
    ...BASE,
    id: 'QUE-1/is-told-from-the-list',
    surfaces: ['overlay', 'resource'],
    from: 'ci',
    run: isToldFromTheList,
  },
];

const LEFT_OUT = ['versions', 'decisions', 'audit'] as const;

/** An item says what the overlay says, as far as both have a member. */
async function items(trial: Trial): Promise<void> {
  const { a, open, must, workflowId } = trial;
  const review = await open({ priority: 4 });
  const claimed = overlayIn(await claimFor(trial, review));
  await a.append(review, { version_stamp: claimed.rev, snapshot: { total_amount: 1 } });
  const read = await a.read(review);
  const listed = await a.queue({ workflow_id: workflowId, status: 'awaiting_review' });
  // As it came: what an item leaves out is nothing that the document declares of it.
  const whole = firstItemIn(bodyOf(listed));
  for (const name of LEFT_OUT) {
    must.holds('QUE-1', (whole[name] ?? null) === null, () => ({
      sentence: `an item of the queue carries ${name}`,
      expected: 'items without versions, decisions and audit',
      got: shown(whole[name]),
      witness: [listed],
    }));
  }
  const overlay = overlayIn(read) as unknown as Readonly<Record<string, unknown>>;
  const item = firstItemIn({ data: queueItemsIn(listed) });
  for (const [name, value] of Object.entries(item)) {
    if (!(name in overlay) || LEFT_OUT.some((each) => each === name)) continue;
    must.equal('QUE-1', [read, listed], {
      what: `${name} of an item of the queue`,
      got: value,
      expected: overlay[name],
    });
  }
}

function firstItemIn(body: unknown): Readonly<Record<string, unknown>> {
  const data: unknown = isRecord(body) ? body['data'] : undefined;
  const first: unknown = Array.isArray(data) ? data[0] : undefined;
  return isRecord(first) ? first : {};
}

/** Which of the two operations on one path is meant. */
async function isToldFromTheList(trial: Trial): Promise<void> {
  const { a, open, should, workflowId } = trial;
  await open();
  const queues = [
    { status: 'awaiting_review' },
    { status: 'approved', decision_status: 'pending', order: 'desc', run_id: 'none' },
    { mine: false },
    { mine: true, after: 'rev_none', before: 'rev_none' },
    { status: 'awaiting_review', decision_status: 'nonsense', order: 'nonsense' },
  ];
  for (const query of queues) {
    const listed = await a.queue({ workflow_id: workflowId, ...query });
    expectKind(trial, listed, { isQueue: true, query });
  }
  const ignoring = { run_id: 'none', decision_status: 'approved' };
  const listed = await a.queue({ workflow_id: workflowId, mine: false, ...ignoring });
  should.equal('QUE-1', listed, {
    what: 'the length of the queue with parameters of the list',
    got: queueItemsIn(listed).length,
    expected: 1,
  });
  for (const query of [{}, { decision_status: 'pending' }, { limit: 5 }]) {
    const page = await a.list({ workflow_id: workflowId, ...query });
    expectKind(trial, page, { isQueue: false, query });
  }
}

function expectKind(
  { should }: Trial,
  listed: Exchange,
  { isQueue, query }: { readonly isQueue: boolean; readonly query: object },
): void {
  const body = bodyOf(listed);
  const hasCursors = isRecord(body) && 'list_metadata' in body;
  const is = isQueue ? !hasCursors && isRecord(body) && Array.isArray(body['data']) : hasCursors;
  const [expected, other] = isQueue ? ['queue', 'resource list'] : ['resource list', 'queue'];
  should.holds('QUE-1', is, () => ({
    sentence: `GET /v1/workflows/reviews with ${shown(query)} is not answered as the ${expected}`,
    expected: `the ${expected}, not the ${other}`,
    got: shown(body),
    witness: [listed],
  }));
}
