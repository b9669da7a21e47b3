import { OPERATIONS, type OperationId } from '../../contract/operations.ts';
import type { Check } from '../check.ts';
import type { RawRequest } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import { READ_IDS, WRITE_IDS } from './operation-document.ts';
import { expectNoTrace, footprintOf, tellingSurface } from './footprint.ts';
import { openScene, pathToNowhere, soundRequest, type Body, type Scene } from './sound-requests.ts';

/** A request under construction: each mistake changes one thing of it. */
interface Spoilt {
  readonly request: RawRequest;
  readonly isAnonymous: boolean;
}

/** One mistake, and the status by which a server shows that it saw this one first. */
interface Mistake {
  readonly name: string;
  readonly is: readonly number[];
  /** Whether an operation can be got wrong like this; each can by default. */
  readonly concerns?: (operation: OperationId) => boolean;
  readonly spoil: (spoilt: Spoilt, place: Place) => Spoilt;
}

interface Place {
  readonly trial: Trial;
  readonly operation: OperationId;
  readonly scene: Scene;
}

const isWrite = (operation: OperationId) => WRITE_IDS.includes(operation);
const isStamped = (operation: OperationId) =>
  OPERATIONS[operation].surface === 'overlay' && isWrite(operation);
const hasQuery = (operation: OperationId) => operation === 'list_review_versions';
const namesReview = (operation: OperationId) =>
  !operation.startsWith('list_') || hasQuery(operation);

/** Properties that break the shape of each body, whatever the review. */
const SHAPE_BREAKERS: Readonly<Partial<Record<OperationId, Body>>> = {
  claim_review: { ttl_seconds: 0 },
  release_review: { version_stamp: -1 },
  append_version: { origin: 'nobody' },
  submit_decision: { verdict: 'maybe' },
  approve_review: { version_id: 7 },
  reject_review: { reason: '' },
  create_review_version: { snapshot: 'none' },
  submit_hil_decision: { approved: 'perhaps' },
};

/** A `seq` that no version has. */
const UNKNOWN_SEQ = 99;

/** Every check of a request in the order of ERR-3, with a way to fail it. */
const MISTAKES: readonly Mistake[] = [
  {
    name: 'no-credentials',
    is: [401, 403],
    spoil: (spoilt) => ({ ...spoilt, isAnonymous: true }),
  },
  {
    name: 'method',
    is: [405],
    spoil: ({ request, ...rest }) => ({ ...rest, request: { ...request, method: 'DELETE' } }),
  },
  {
    name: 'content-type',
    is: [415],
    concerns: isWrite,
    spoil: withRequest((request) => ({ ...request, headers: { 'content-type': 'text/plain' } })),
  },
  {
    name: 'json',
    is: [422, 400],
    concerns: isWrite,
    spoil: withRequest(({ body: _body, ...request }) => ({
      ...request,
      text: '{"version_stamp": ',
    })),
  },
  {
    name: 'shape',
    is: [422],
    concerns: (operation) => isWrite(operation) || hasQuery(operation),
    spoil: ({ request, ...rest }, { operation }) => ({
      ...rest,
      request: hasQuery(operation)
        ? { ...request, path: `${request.path}&limit=0` }
        : { ...request, body: { ...(request.body as Body), ...SHAPE_BREAKERS[operation] } },
    }),
  },
  {
    name: 'no-review',
    is: [404],
    concerns: namesReview,
    spoil: ({ request, ...rest }, { operation, trial }) => ({
      ...rest,
      request: elsewhere(request, operation, trial),
    }),
  },
  {
    name: 'stale-stamp',
    is: [409],
    concerns: isStamped,
    spoil: ({ request, ...rest }) => {
      const body = request.body as Body;
      const stamp = body['version_stamp'];
      const stale = typeof stamp === 'number' && stamp >= 0 ? stamp + 1 : stamp;
      return { ...rest, request: { ...request, body: { ...body, version_stamp: stale } } };
    },
  },
  {
    name: 'unknown-seq',
    is: [422],
    concerns: (operation) => operation === 'append_version' || operation === 'submit_decision',
    spoil: ({ request, ...rest }, { operation }) => {
      const name = operation === 'append_version' ? 'parent_seq' : 'on_seq';
      const body = { ...(request.body as Body), [name]: UNKNOWN_SEQ };
      return { ...rest, request: { ...request, body } };
    },
  },
];

/** Pairs that cannot both be in one request, or that answer with the same status. */
const APART = new Set(['json>shape', 'json>stale-stamp', 'json>unknown-seq', 'shape>unknown-seq']);

const PAIRS = MISTAKES.flatMap((earlier, index) =>
  MISTAKES.slice(index + 1)
    .filter((later) => !APART.has(`${earlier.name}>${later.name}`))
    .map((later) => ({ earlier, later })),
);

/** The pair of each kind that a smoke run tries. */
const SMOKE = new Set([
  'submit_decision:no-credentials>shape',
  'submit_decision:shape>stale-stamp',
]);

/**
 * Two mistakes in one request, for every operation and every pair: the one that is checked first
 * has to answer.
 *
 * Source: ERR-3.
 */
export const ORDER_CHECKS: readonly Check[] = [...WRITE_IDS, ...READ_IDS].flatMap((operation) =>
  PAIRS.filter(({ earlier, later }) =>
    [earlier, later].every(({ concerns }) => concerns?.(operation) ?? true),
  ).map(({ earlier, later }): Check => {
    const isInSmoke = SMOKE.has(`${operation}:${earlier.name}>${later.name}`);
    return {
      id: `ERR-3/${operation.replaceAll('_', '-')}-${earlier.name}-before-${later.name}`,
      also: ['ERR-2'],
      phase: 'tables',
      surfaces: [OPERATIONS[operation].surface],
      ...(isInSmoke ? {} : { from: 'ci' }),
      run: (trial) => answersEarlier(trial, operation, [earlier, later]),
    };
  }),
);

async function answersEarlier(
  trial: Trial,
  operation: OperationId,
  [earlier, later]: readonly [Mistake, Mistake],
): Promise<void> {
  const scene = await openScene(trial, operation);
  const surfaces = tellingSurface(trial, OPERATIONS[operation].surface);
  const footprint = await footprintOf(trial, scene.review, surfaces);
  const place = { trial, operation, scene };
  const sound = { request: soundRequest(operation, scene), isAnonymous: false };
  // The later one first: what takes the body away must come last.
  const { request, isAnonymous } = earlier.spoil(later.spoil(sound, place), place);
  // With another method it is no request of this operation.
  const { operation: _operation, ...unnamed } = request;
  const raw = request.method === OPERATIONS[operation].method ? request : unnamed;
  const reply = await (isAnonymous ? trial.nobody : trial.a).send(raw);
  const when = `to a request with two mistakes: first ${earlier.name}, then ${later.name}`;
  trial.should.status('ERR-3', reply, { is: earlier.is, when });
  await expectNoTrace(trial, footprint, reply);
}

function withRequest(change: (request: RawRequest) => RawRequest): Mistake['spoil'] {
  return ({ request, ...rest }) => ({ ...rest, request: change(request) });
}

/** The same request about a review that is not there. */
function elsewhere(request: RawRequest, operation: OperationId, trial: Trial): RawRequest {
  const { review: _review, ...rest } = request;
  const body = request.body as Body | undefined;
  const mark = request.path.indexOf('?');
  const query = mark === -1 ? '' : request.path.slice(mark);
  const gone = 'rev_AAAAAAAAAAAAAAAAAAAAAAAAAA';
  const moved =
    body !== undefined && 'review_id' in body ? { body: { ...body, review_id: gone } } : {};
  const path =
    pathToNowhere(operation, trial) + query.replace(/review_id=[^&]*/, `review_id=${gone}`);
  return { ...rest, path, ...moved };
}
