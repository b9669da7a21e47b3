import type { Caller } from '../execute/caller.ts';
import type { Probe } from '../execute/probe-dialect.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { bodyOf, isRecord, overlayIn, recordIn, statusOf } from '../reply.ts';
import type { Subject } from '../subject.ts';
import { PREDICATE_PROBES } from './predicate-probes.ts';

/** The shortest claim there is. Source: CLM-1. */
const TTL_MIN_SECONDS = 30;
const MS_PER_SECOND = 1000;

/**
 * Every probe of the first phase.
 *
 * Source: the requirement of each reading, `READINGS`.
 */
export const PROBES: readonly Probe[] = [
  {
    name: 'initial-rev',
    surfaces: ['overlay'],
    run: async ({ a, open }) => String(overlayIn(await a.read(await open())).rev),
  },
  {
    name: 'unauthenticated',
    surfaces: ['overlay'],
    run: async ({ nobody, open }) => statusText(await nobody.read(await open())),
  },
  {
    name: 'unparsable',
    surfaces: ['overlay'],
    run: async ({ a, open }) => {
      const review = await open();
      const { request } = await a.read(review);
      return statusText(
        await a.send({
          method: 'POST',
          path: `${request.path}/claim`,
          operation: 'claim_review',
          review,
          text: '{"version_stamp": ',
        }),
      );
    },
  },
  {
    name: 'errors',
    surfaces: [],
    run: async ({ a, newName }) => {
      const reply = await a.send({
        method: 'GET',
        path: `/v1/workflows/reviews/${newName('run')}/none`,
        operation: 'get_overlay',
      });
      const body = bodyOf(reply);
      const detail = isRecord(body) ? body['detail'] : undefined;
      if (typeof detail === 'string') return 'detail';
      return isRecord(detail) ? 'envelope' : undefined;
    },
  },
  {
    name: 'empty-release',
    surfaces: ['overlay'],
    run: async ({ a, open }) => {
      const review = await open();
      const { rev } = overlayIn(await a.read(review));
      const released = overlayIn(await a.release(review, { version_stamp: rev }));
      if (released.rev === rev) return 'no-op';
      return released.rev === rev + 1 ? 'write' : undefined;
    },
  },
  {
    name: 'expired-claim',
    surfaces: ['overlay'],
    needs: ['clock'],
    isExclusive: true,
    run: async ({ a, open, advanceClock }) => {
      const review = await open();
      const { rev } = overlayIn(await a.read(review));
      await a.claim(review, { version_stamp: rev, ttl_seconds: TTL_MIN_SECONDS });
      await advanceClock((TTL_MIN_SECONDS + 1) * MS_PER_SECOND);
      return overlayIn(await a.read(review)).claim ? 'shown' : 'null';
    },
  },
  {
    name: 'claim-after-decision',
    surfaces: ['overlay'],
    run: async (trial) => {
      const { a, open } = trial;
      const review = await open();
      const { rev } = overlayIn(await a.read(review));
      const claimed = overlayIn(await a.claim(review, { version_stamp: rev }));
      await a.decide(review, { version_stamp: claimed.rev, verdict: 'approved' });
      return overlayIn(await a.read(review)).claim ? 'kept' : 'cleared';
    },
  },
  {
    name: 'edit-step',
    surfaces: ['overlay'],
    run: async ({ a, open }) => {
      const review = await open();
      const { rev } = overlayIn(await a.read(review));
      await a.decide(review, {
        version_stamp: rev,
        verdict: 'approved',
        edited_output: { total_amount: 1 },
      });
      return String(overlayIn(await a.read(review)).rev - rev);
    },
  },
  {
    name: 'check-order',
    surfaces: ['overlay'],
    run: async (trial) => {
      const review = await decided(trial);
      const before = overlayIn(await trial.a.read(review));
      await trial.a.claim(review, { version_stamp: before.rev - 1 });
      const after = overlayIn(await trial.a.read(review));
      return after.audit.length > before.audit.length ? 'stamp-first' : 'decided-first';
    },
  },
  {
    name: 'command-reuse',
    surfaces: ['overlay'],
    run: async ({ a, open, newName }) => {
      const review = await open();
      const { rev } = overlayIn(await a.read(review));
      const command_id = newName('cmd');
      await a.append(review, { version_stamp: rev, snapshot: { total: 1 }, command_id });
      const { rev: after } = overlayIn(await a.read(review));
      const reused = { version_stamp: after, snapshot: { total: 2 }, command_id };
      return statusText(await a.append(review, reused));
    },
  },
  {
    name: 'repeat',
    surfaces: ['overlay'],
    run: async ({ a, open, newName }) => {
      const review = await open();
      const { rev } = overlayIn(await a.read(review));
      const body = { version_stamp: rev, verdict: 'approved', command_id: newName('cmd') };
      await a.decide(review, body);
      return text(recordIn(await a.decide(review, body))['submission_status']);
    },
  },
  {
    name: 'conflict',
    surfaces: ['resource'],
    run: async ({ a, open }) => {
      const review = await open();
      await approveHead(a, review);
      return statusText(
        await a.reject(review, { version_id: await headId(a, review), reason: 'No.' }),
      );
    },
  },
  {
    name: 'superseded',
    surfaces: ['resource'],
    run: async ({ a, open }) => {
      const review = await open();
      const root = await headId(a, review);
      const leaf = recordIn(await a.create(review, { parent_id: root, snapshot: { total: 1 } }));
      await a.create(review, {
        parent_id: root,
        snapshot: { total: 2 },
        acknowledged_superseded_version_ids: [text(leaf['id']) ?? ''],
      });
      const status = statusOf(await a.approve(review, { version_id: text(leaf['id']) ?? '' }));
      return status === 200 ? 'peers' : 'acknowledge';
    },
  },
  {
    name: 'cursor',
    surfaces: ['resource'],
    run: async ({ a, workflowId }) =>
      statusText(
        await a.list({ workflow_id: workflowId, after: 'rev_AAAAAAAAAAAAAAAAAAAAAAAAAA' }),
      ),
  },
  ...PREDICATE_PROBES,
];

function statusText(exchange: Exchange): string | undefined {
  const status = statusOf(exchange);
  return status === undefined ? undefined : String(status);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

async function decided({ a, open }: Trial): Promise<Subject> {
  const review = await open();
  const { rev } = overlayIn(await a.read(review));
  await a.decide(review, { version_stamp: rev, verdict: 'approved' });
  return review;
}

/** The id of the newest version, as the resource surface names it. */
async function headId(a: Caller, review: Subject): Promise<string> {
  const { data } = recordIn(await a.versions(review)) as { readonly data?: unknown };
  const last: unknown = Array.isArray(data) ? data.at(-1) : undefined;
  return (isRecord(last) ? text(last['id']) : undefined) ?? '';
}

async function approveHead(a: Caller, review: Subject): Promise<void> {
  await a.approve(review, { version_id: await headId(a, review) });
}
