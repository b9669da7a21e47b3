import type {
  AppendVersionRequest,
  ClaimRequest,
  ReleaseRequest,
  SubmitDecisionRequest,
} from '../contract/wire.ts';
import type { Command, Outcomes } from '../domain/command.ts';
import type { Review } from '../domain/review.ts';
import { blockAddressOf } from './block-address.ts';
import type { Call, Handler } from './handler.ts';
import { joinObject } from './json-text.ts';
import { problemOf } from './refusal-problem.ts';
import { ok, type Reply } from './reply.ts';

type OverlayOperation =
  | 'get_overlay'
  | 'claim_review'
  | 'release_review'
  | 'append_version'
  | 'submit_decision'
  | 'list_overlays';

/** The overlay surface: it translates, the rules decide. Source: contract operations 1 to 6. */
export const OVERLAY_HANDLERS: Readonly<Record<OverlayOperation, Handler>> = {
  get_overlay: async (call) => {
    const review = await call.world.store.find(addressOf(call));
    return review ? ok(shown(call, review)) : problemOf({ kind: 'no_review' }, subjectOf(call));
  },
  claim_review: (call) =>
    write(call, { kind: 'claim', body: call.body as ClaimRequest }, (review) =>
      shown(call, review),
    ),
  release_review: (call) =>
    write(call, { kind: 'release', body: call.body as ReleaseRequest }, (review) =>
      shown(call, review),
    ),
  append_version: (call) =>
    write(call, { kind: 'append', body: call.body as AppendVersionRequest }, (review) =>
      shown(call, review),
    ),
  submit_decision: (call) =>
    write(
      call,
      { kind: 'decide', body: call.body as SubmitDecisionRequest },
      (review, { submissionStatus }) =>
        joinObject({ submission_status: submissionStatus, overlay: shown(call, review) }),
    ),
  list_overlays: async (call) => {
    const { query, world, actor } = call;
    const now = world.clock().now();
    const page = await world.store.queue({
      status: (query['status'] as Review['status'] | undefined) ?? 'awaiting_review',
      workflowId: query['workflow_id'] as string | undefined,
      holder: query['mine'] === true ? actor : undefined,
      limit: (query['limit'] as number | undefined) ?? 50,
      now,
    });
    const data = page.reviews.map((review) => world.texts.overlaySummary(review, now));
    return ok(world.texts.page(data, { has_more: page.hasMore }));
  },
};

type OverlayCommand = Extract<Command, { kind: 'claim' | 'release' | 'append' | 'decide' }>;

async function write<C extends OverlayCommand>(
  call: Call,
  command: C,
  show: (review: Review, outcome: Outcomes[C['kind']]) => unknown,
): Promise<Reply> {
  const { world, actor } = call;
  const { after, result } = await world.command<C['kind']>(
    addressOf(call),
    command as unknown as Extract<Command, { kind: C['kind'] }>,
    actor,
  );
  return result.ok && after
    ? ok(show(after, result.value))
    : problemOf(result.ok ? { kind: 'no_review' } : result.refusal, subjectOf(call));
}

function shown({ world }: Call, review: Review) {
  return world.texts.overlay(review, world.clock().now());
}

function addressOf({ params }: Call) {
  return blockAddressOf(params['run_id'] ?? '', params['block_id'] ?? '');
}

function subjectOf({ params }: Call): string {
  return `run_id='${params['run_id']}' block_id='${params['block_id']}'`;
}
