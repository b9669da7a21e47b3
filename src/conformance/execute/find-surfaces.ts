import type { Surface } from '../../contract/operations.ts';
import type { Exchange } from '../exchange.ts';
import { bodyOf, isRecord, isSuccess, lineOf, statusOf } from '../reply.ts';
import { Inconclusive, NotTestable, RigError, type Rig } from '../rig.ts';
import type { Subject } from '../subject.ts';
import { createCaller, type Caller } from './caller.ts';
import { createJudge } from './judge.ts';
import { createLedger } from './ledger.ts';
import type { Run } from './open-run.ts';
import { createOpener } from './opener.ts';

/**
 * Finds the surfaces on which a fresh review can be read.
 *
 * Errors: rejects with RigError when it can be read on none.
 */
export async function findSurfaces(run: Run, rig: Rig): Promise<readonly Surface[]> {
  const workflowId = run.newName('wf');
  run.workflowIds.push(workflowId);
  const must = createJudge(
    createLedger(() => false),
    'MUST',
    'surfaces',
  );
  const review = await createOpener({ rig, newName: run.newName, workflowId, must })().catch(
    (error: unknown) => {
      // Without a single review there is nothing to run, so the rig is what is broken.
      const isSilence = error instanceof NotTestable || error instanceof Inconclusive;
      throw isSilence ? new RigError(`${rig.name}: ${error.message}`) : error;
    },
  );
  const [credentials = null] = run.settings.credentials;
  const caller = createCaller({ recorder: run.recorder, credentials, onExchange: () => {} });
  const tried = [
    ['overlay', await caller.read(review)],
    ['resource', await tryResourceSurface(caller, review)],
    ['agent', await tryAgentSurface(caller, review)],
  ] as const;
  // Where the review reads well somewhere, an error elsewhere is no proof that nothing is there.
  if (tried.some(([, exchange]) => isSuccess(exchange))) {
    return tried.filter(([, exchange]) => isThere(exchange)).map(([surface]) => surface);
  }
  await judgeBearer(run, review);
  const seen = tried.map(([surface, exchange]) => `${surface}: ${lineOf(exchange)}`);
  throw new RigError(
    `the review that the rig opened can be read on no surface (${seen.join('; ')}). ` +
      'Do --url and the rig belong to the same server, and is the --key good there?',
  );
}

const FORBIDDEN = [401, 403];
const NOT_THERE = [404, 405, 501];

/** A server that answers, however badly, has the surface, and must be judged by it. */
function isThere(exchange: Exchange): boolean {
  const status = statusOf(exchange);
  return status !== undefined && ![...FORBIDDEN, ...NOT_THERE].includes(status);
}

/** Tells a server that takes no bearer token from one that the run cannot reach. Source: AUTH-1. */
async function judgeBearer({ recorder, settings, ledger }: Run, review: Subject): Promise<void> {
  const [own] = settings.credentials;
  if (own === undefined) return;
  const credentials = { ...own, shown: [{ ...own, place: 'api-key' as const }] };
  const caller = createCaller({ recorder, credentials, onExchange: () => {} });
  const read = await caller.read(review);
  const judge = createJudge(ledger, 'MUST', 'AUTH-1/a-bearer-token-counts');
  judge.holds('AUTH-1', !isSuccess(read), () => ({
    sentence: 'a key that the Api-Key header makes good does not count as a bearer token',
    expected: 'the same with Authorization: Bearer KEY',
    got: lineOf(read),
    witness: [read],
  }));
}

/** A server that shows lists has the surface, even if it hides this review; it must be judged. */
async function tryResourceSurface(caller: Caller, review: Subject): Promise<Exchange> {
  const shown = await caller.show(review);
  if (isSuccess(shown)) return shown;
  const listed = await caller.list({ limit: 1 });
  const body = bodyOf(listed);
  return isRecord(body) && isRecord(body['list_metadata']) ? listed : shown;
}

/** A server that hides a block until it is decided on still has the surface, and must be judged. */
async function tryAgentSurface(caller: Caller, review: Subject): Promise<Exchange> {
  const read = await caller.hilDecision(review);
  return isSuccess(read) ? read : caller.hilDecide(review, { approved: true });
}
