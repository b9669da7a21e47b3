import type { Check } from '../check.ts';
import type { RawRequest } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import { bodyOf, findOverlay, isRecord, overlayIn } from '../reply.ts';
import { expectNoTrace, footprintOf, isRefusal } from './footprint.ts';
import { FIRST_EDIT, REFUSAL_CASES, type RefusalCase, type RichScene } from './refusal-cases.ts';
import { openScene, soundRequest, type Scene } from './sound-requests.ts';

/** In a smoke run one stands for all. */
const SMOKE = 'decision-on-unknown-seq';

/** Refusals that no state has a part in, each of another kind. */
const KINDS: Readonly<Record<string, (sound: RawRequest, scene: Scene) => RawRequest>> = {
  'unknown-path': (sound) => ({ method: 'GET', path: `${sound.path}/no/such/thing` }),
  'unknown-method': ({ path }) => ({ method: 'DELETE', path }),
  'unsupported-type': (sound) => ({ ...sound, headers: { 'content-type': 'text/plain' } }),
  'broken-json': ({ body: _body, ...sound }) => ({ ...sound, text: '{"version_stamp": ' }),
  'broken-shape': (sound) => ({ ...sound, body: { version_stamp: 'none' } }),
  'stale-stamp': (sound, { rev }) => ({ ...sound, body: { version_stamp: rev + 1 } }),
  'unknown-review': ({ path, ...sound }) => ({
    ...sound,
    path: path.replace('/claim', '-gone/claim'),
  }),
  'broken-query': () => ({
    method: 'GET',
    path: '/v1/workflows/reviews?status=surprise',
    operation: 'list_overlays',
  }),
};

/**
 * What every refusal owes: a body that says why, and no trace on any surface.
 *
 * The body is judged on every reply of a run; here one of each kind is provoked.
 *
 * Source: ERR-1, ERR-2.
 */
export const ERROR_CHECKS: readonly Check[] = [
  ...Object.entries(KINDS).map(([name, spoil]): Check => ({
    id: `ERR-1/${name}-says-why`,
    also: ['ERR-2'],
    phase: 'tables',
    surfaces: ['overlay'],
    ...(name === 'stale-stamp' ? {} : { from: 'ci' }),
    run: (trial) => saysWhy(trial, spoil),
  })),
  {
    id: 'ERR-1/no-credentials-says-why',
    phase: 'tables',
    surfaces: ['overlay'],
    from: 'ci',
    run: async ({ nobody, open }) => {
      await nobody.read(await open());
    },
  },
  ...REFUSAL_CASES.map((each): Check => ({
    id: `ERR-2/${each.name}-leaves-no-trace`,
    also: ['ERR-1'],
    phase: 'tables',
    surfaces: each.surface === 'overlay' ? ['overlay'] : ['overlay', each.surface],
    ...(each.name === SMOKE ? {} : { from: 'ci' }),
    run: (trial) => leavesNoTrace(trial, each),
  })),
];

async function saysWhy(trial: Trial, spoil: (typeof KINDS)[string]): Promise<void> {
  const scene = await openScene(trial, 'claim_review');
  const footprint = await footprintOf(trial, scene.review, ['overlay']);
  const reply = await trial.a.send(spoil(soundRequest('claim_review', scene), scene));
  await expectNoTrace(trial, footprint, reply);
}

async function leavesNoTrace(trial: Trial, { isDecided, send }: RefusalCase): Promise<void> {
  const scene = await richScene(trial, isDecided ?? false);
  const footprint = await footprintOf(trial, scene.review);
  const reply = await send(scene);
  // That it is refused at all is the sentence of another requirement.
  if (isRefusal(reply)) await expectNoTrace(trial, footprint, reply);
}

async function richScene(trial: Trial, isDecided: boolean): Promise<RichScene> {
  const { a, b } = trial;
  const review = await trial.open();
  const commandId = trial.newName('cmd');
  const start = overlayIn(await a.read(review));
  const appended = await a.append(review, {
    version_stamp: start.rev,
    snapshot: FIRST_EDIT,
    command_id: commandId,
  });
  const { rev } = overlayIn(appended);
  const claimed = await b.claim(review, { version_stamp: rev, ttl_seconds: 3600 });
  const last = isDecided
    ? await a.decide(review, { version_stamp: overlayIn(claimed).rev, verdict: 'approved' })
    : claimed;
  const versionIds = trial.surfaces.includes('resource') ? await idsOf(trial, review) : [];
  return { trial, review, rev: findOverlay(last)?.rev ?? 0, versionIds, commandId };
}

async function idsOf(trial: Trial, review: RichScene['review']): Promise<readonly string[]> {
  const body = bodyOf(await trial.a.versions(review));
  const data: unknown = isRecord(body) ? body['data'] : undefined;
  return (Array.isArray(data) ? data : []).flatMap((each: unknown) =>
    isRecord(each) && typeof each['id'] === 'string' ? [each['id']] : [],
  );
}
