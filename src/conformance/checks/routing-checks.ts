import { versionIdOf } from '../../contract/canonical-json.ts';
import { OPERATION_IDS, OPERATIONS, type OperationId } from '../../contract/operations.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import { bodyOf, isRecord, lineOf, statusOf } from '../reply.ts';
import { NotTestable } from '../rig.ts';
import type { GateSpec } from '../subject.ts';
import { expectNoTrace, footprintOf, tellingSurface } from './footprint.ts';
import { openScene, sceneOf, soundRequest, type Scene } from './sound-requests.ts';

const UNAUTHENTICATED = [401, 403];
const NOT_FOUND = 404;
const METHOD_NOT_ALLOWED = 405;
const OK = 200;
const CREATED = 201;

/** Addresses inside the API that no operation has. A path of two segments is always an overlay's. */
const NOWHERE: Readonly<Record<string, (scene: Scene) => readonly [method: string, path: string]>> =
  {
    'a-collection': () => ['GET', '/v1/workflows/no-such-thing'],
    'a-version-of-the-api': () => ['GET', '/v1000/workflows/reviews'],
    'an-act-on-an-overlay': ({ review }) => [
      'POST',
      `/v1/workflows/reviews/${review.runId}/${review.blockId}/no-such-act`,
    ],
    'something-below-an-act': ({ review }) => [
      'POST',
      `/v1/workflows/reviews/${review.runId}/${review.blockId}/claim/more`,
    ],
    'a-list-of-a-run': ({ review }) => ['GET', `/v1/workflows/runs/${review.runId}/no-such-list`],
    'a-misspelt-act-of-a-run': ({ review }) => [
      'POST',
      `/v1/workflows/runs/${review.runId}/hil-decision`,
    ],
  };

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Where a GET is an overlay of a block that is called like the act. */
const READ_AS_OVERLAY = new Set<OperationId>(['approve_review', 'reject_review']);

/**
 * Requests that meet no operation: the path is unknown, or the method is; and paths that two
 * operations could claim.
 *
 * Source: ERR-3; ERR-1 for their bodies, judged on every reply.
 */
export const ROUTING_CHECKS: readonly Check[] = [
  ...Object.entries(NOWHERE).map(([what, requestOf]): Check => ({
    id: `ERR-3/${what}-that-is-not-there`,
    also: ['ERR-1'],
    phase: 'tables',
    surfaces: [],
    ...(what === 'a-list-of-a-run' ? {} : { from: 'ci' }),
    run: (trial) => answersNowhere(trial, requestOf),
  })),
  ...OPERATION_IDS.filter((id) => id !== 'list_overlays').map((operation): Check => ({
    id: `ERR-3/${operation.replaceAll('_', '-')}-by-another-method`,
    also: ['ERR-1', 'ERR-2'],
    phase: 'tables',
    surfaces: [OPERATIONS[operation].surface],
    ...(operation === 'submit_decision' ? {} : { from: 'ci' }),
    run: (trial) => refusesMethods(trial, operation),
  })),
  {
    id: 'ERR-3/the-path-of-a-version-is-no-overlay',
    phase: 'tables',
    surfaces: ['resource'],
    run: versionIsNoOverlay,
  },
  {
    id: 'ERR-3/run-versions-does-not-hide-the-versions',
    phase: 'tables',
    surfaces: ['resource'],
    needs: ['gates'],
    from: 'ci',
    run: runVersionsHidesNothing,
  },
];

async function answersNowhere(trial: Trial, requestOf: (typeof NOWHERE)[string]): Promise<void> {
  const review = await trial.open();
  const scene = { review, rev: 0, versionId: '', commandId: '' };
  const [method, path] = requestOf(scene);
  const body = method === 'POST' ? { body: { version_stamp: 0 } } : {};
  const reply = await trial.a.send({ method, path, ...body });
  trial.should.status('ERR-3', reply, { is: NOT_FOUND, when: `at ${path}, which is no address` });
  const anonymous = await trial.nobody.send({ method, path, ...body });
  trial.should.status('ERR-3', anonymous, {
    is: UNAUTHENTICATED,
    when: `at ${path}, which is no address, to who has no credentials`,
  });
}

async function refusesMethods(trial: Trial, operation: OperationId): Promise<void> {
  const { path, surface } = OPERATIONS[operation];
  const answered = new Set<string>(
    OPERATION_IDS.filter((id) => OPERATIONS[id].path === path).map((id) => OPERATIONS[id].method),
  );
  const scene = await openScene(trial, operation);
  let footprint = await footprintOf(trial, scene.review, tellingSurface(trial, surface));
  for (const method of METHODS) {
    if (answered.has(method)) continue;
    if (method === 'GET' && READ_AS_OVERLAY.has(operation)) continue;
    const { body, ...sound } = soundRequest(operation, scene);
    const sent = method === 'GET' || body === undefined ? {} : { body };
    // The reply is not one of the operation's own.
    const reply = await trial.a.send({ path: sound.path, review: scene.review, method, ...sent });
    const when = `at ${path}, which has no such method`;
    trial.should.status('ERR-3', reply, { is: METHOD_NOT_ALLOWED, when });
    footprint = await expectNoTrace(trial, footprint, reply);
  }
}

async function versionIsNoOverlay(trial: Trial): Promise<void> {
  const review = await trial.open();
  // Read as a review called versions, the list would not be found either.
  const listed = await trial.a.versions(review);
  if (!trial.should.status('ERR-3', listed, { is: OK, when: 'at the path of the versions' }))
    return;
  const { versionId } = await sceneOf(trial, 'get_review_version', review);
  const found = await trial.a.version(versionId, review);
  const body = bodyOf(found);
  trial.should.holds(
    'ERR-3',
    statusOf(found) === OK && isRecord(body) && body['id'] === versionId,
    () => ({
      sentence: 'the path of a version does not lead to the version',
      expected: `200 with id ${versionId}`,
      got: lineOf(found),
      witness: [found],
    }),
  );
  const missing = await trial.a.version(versionIdOf(trial.newName('no-such-snapshot')));
  trial.should.status('ERR-3', missing, { is: NOT_FOUND, when: 'to a version id of no version' });
}

/** A run may have this name; its block then has an address that is a version's. */
async function runVersionsHidesNothing(trial: Trial): Promise<void> {
  const blockId = trial.newName('block');
  const { status, body } = await trial.gate({
    run_id: 'versions',
    block_id: blockId,
    block_type: 'extract',
    predicate: { kind: 'always' },
    evidence: { output: { total_amount: 505 } },
  } as unknown as GateSpec);
  if (status !== CREATED || !isRecord(body) || body['run_id'] !== 'versions') {
    throw new NotTestable('the rig gives no run the name versions');
  }
  const reply = await trial.a.version(blockId);
  trial.should.holds('ERR-3', statusOf(reply) !== OK, () => ({
    sentence: 'the path of a version is read as an overlay of the run versions',
    expected: '404 or 422',
    got: lineOf(reply),
    witness: [reply],
  }));
}
