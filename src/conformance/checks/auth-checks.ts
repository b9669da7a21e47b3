import { OPERATION_IDS, OPERATIONS, type OperationId } from '../../contract/operations.ts';
import type { Check } from '../check.ts';
import { isSameJson } from '../execute/judge.ts';
import type { Caller } from '../execute/caller.ts';
import type { KeyPlace } from '../execute/credentials.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { findOverlay, lineOf, shown, statusOf } from '../reply.ts';
import { Inconclusive } from '../rig.ts';
import type { Subject } from '../subject.ts';
import { expectNoTrace, footprintOf, tellingSurface } from './footprint.ts';
import { openScene, sceneOf, soundRequest, successOf } from './sound-requests.ts';

const UNAUTHENTICATED = [401, 403];
const NOT_FOUND = 404;

/** Headers that name a scheme or a header, and no key. */
const NO_KEYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'an empty bearer token': { authorization: 'Bearer ' },
  'a scheme without a key': { authorization: 'Bearer' },
  'another scheme': { authorization: 'Basic cmV2aWV3LWtpdDo=' },
  'an empty Authorization': { authorization: '' },
  'an empty Api-Key': { 'api-key': '' },
  'a blank Api-Key': { 'api-key': ' ' },
};

/** In a smoke run a write and a read stand for all. */
const SMOKE = new Set<OperationId>(['submit_decision', 'list_reviews']);

/**
 * Who may call, and as whom: every operation without credentials, with what is none, and with a key
 * in each place where one counts.
 *
 * Source: AUTH-1.
 */
export const AUTH_CHECKS: readonly Check[] = [
  ...OPERATION_IDS.flatMap((operation): readonly Check[] => [
    check(operation, 'without-credentials', refusesNobody),
    { ...check(operation, 'with-what-is-no-key', refusesNoKeys), from: 'ci' },
    {
      ...check(operation, 'with-an-api-key', takesApiKey),
      ...unlessFirst(operation, 'claim_review'),
    },
    OPERATIONS[operation].surface === 'agent'
      ? {
          ...check(operation, 'with-an-access-token', takesAccessToken),
          ...unlessFirst(operation, 'get_hil_decision'),
        }
      : { ...check(operation, 'with-an-access-token', refusesAccessToken), from: 'ci' },
  ]),
  ...(['bearer', 'api-key'] as const).map((place): Check => ({
    id: `AUTH-1/the-${place}-names-the-actor`,
    phase: 'tables',
    surfaces: ['overlay'],
    from: place === 'bearer' ? 'ci' : 'smoke',
    run: (trial) => namesActor(trial, place),
  })),
  {
    id: 'AUTH-1/bearer-wins-over-the-api-key',
    phase: 'tables',
    surfaces: ['overlay'],
    from: 'ci',
    run: bearerWinsOverApiKey,
  },
  {
    id: 'AUTH-1/bearer-wins-over-the-access-token',
    phase: 'tables',
    surfaces: ['agent', 'overlay'],
    from: 'ci',
    run: bearerWinsOverAccessToken,
  },
  {
    id: 'AUTH-1/an-unknown-key-is-nobody-known',
    phase: 'tables',
    surfaces: ['overlay'],
    from: 'ci',
    run: unknownKeyIsNobodyKnown,
  },
];

function check(
  operation: OperationId,
  what: string,
  run: (trial: Trial, operation: OperationId) => Promise<void>,
): Check {
  return {
    id: `AUTH-1/${operation.replaceAll('_', '-')}-${what}`,
    phase: 'tables',
    surfaces: [OPERATIONS[operation].surface],
    ...(SMOKE.has(operation) ? {} : { from: 'ci' }),
    run: (trial) => run(trial, operation),
  };
}

function unlessFirst(operation: OperationId, first: OperationId): Pick<Check, 'from'> {
  return { from: operation === first ? 'smoke' : 'ci' };
}

async function refusesNobody(trial: Trial, operation: OperationId): Promise<void> {
  const scene = await openScene(trial, operation);
  await expectRefused(trial, operation, {
    review: scene.review,
    send: () => trial.nobody.send(soundRequest(operation, scene)),
    when: 'to a request without credentials',
  });
}

async function refusesNoKeys(trial: Trial, operation: OperationId): Promise<void> {
  for (const [what, headers] of Object.entries(NO_KEYS)) {
    const scene = await openScene(trial, operation);
    await expectRefused(trial, operation, {
      review: scene.review,
      send: () => trial.nobody.send({ ...soundRequest(operation, scene), headers }),
      when: `to ${what} as the only credentials`,
    });
  }
}

/** Only the agent surface declares the parameter; elsewhere it is no credential. */
async function refusesAccessToken(trial: Trial, operation: OperationId): Promise<void> {
  const scene = await openScene(trial, operation);
  const caller = trial.showing([{ of: trial.a, place: 'access-token' }]);
  await expectRefused(trial, operation, {
    review: scene.review,
    send: () => caller.send(soundRequest(operation, scene)),
    when: 'to an access_token as the only credentials',
  });
}

interface Refused {
  readonly review: Subject;
  readonly send: () => Promise<Exchange>;
  readonly when: string;
}

async function expectRefused(
  trial: Trial,
  operation: OperationId,
  { review, send, when }: Refused,
): Promise<void> {
  const surfaces = tellingSurface(trial, OPERATIONS[operation].surface);
  const footprint = await footprintOf(trial, review, surfaces);
  const reply = await send();
  trial.must.status('AUTH-1', reply, { is: UNAUTHENTICATED, when });
  await expectNoTrace(trial, { ...footprint, requirement: 'AUTH-1' }, reply);
}

async function takesApiKey(trial: Trial, operation: OperationId): Promise<void> {
  // The overlay surface documents the header; that the others take it too is a SHOULD.
  const judge = OPERATIONS[operation].surface === 'overlay' ? trial.must : trial.should;
  const reply = await asShown(trial, operation, 'api-key');
  judge.holds('AUTH-1', isTaken(operation, reply), () => ({
    sentence: `${operation} answered ${statusOf(reply)} to a good key in the Api-Key header`,
    expected: String(successOf(operation)),
    got: String(statusOf(reply)),
    witness: [reply],
  }));
}

async function takesAccessToken(trial: Trial, operation: OperationId): Promise<void> {
  const reply = await asShown(trial, operation, 'access-token');
  trial.must.holds('AUTH-1', isTaken(operation, reply), () => ({
    sentence: `${operation} answered ${statusOf(reply)} to a good key in access_token`,
    expected: String(successOf(operation)),
    got: String(statusOf(reply)),
    witness: [reply],
  }));
}

async function asShown(trial: Trial, operation: OperationId, place: KeyPlace): Promise<Exchange> {
  const scene = await openScene(trial, operation);
  return trial.showing([{ of: trial.a, place }]).send(soundRequest(operation, scene));
}

/** No agent was spawned: who may call is told 404. */
function isTaken(operation: OperationId, reply: Exchange): boolean {
  const status = statusOf(reply);
  if (operation === 'get_agent_hil_review' && status === NOT_FOUND) return true;
  return status === undefined || status === successOf(operation);
}

async function namesActor(trial: Trial, place: KeyPlace): Promise<void> {
  for (const caller of [trial.a, trial.b]) {
    const claimed = await claimAs(trial, trial.showing([{ of: caller, place }]));
    expectActor(trial, 'MUST', {
      caller,
      actor: findOverlay(claimed)?.claim?.holder,
      witness: claimed,
      what: `the holder of a claim made with the key of ${caller.name} as ${place}`,
    });
  }
}

async function bearerWinsOverApiKey(trial: Trial): Promise<void> {
  const { a, b } = trial;
  const both = trial.showing([
    { of: b, place: 'bearer' },
    { of: a, place: 'api-key' },
  ]);
  const claimed = await claimAs(trial, both);
  expectActor(trial, 'SHOULD', {
    caller: b,
    actor: findOverlay(claimed)?.claim?.holder,
    witness: claimed,
    what: 'the holder of a claim made with a bearer token of B and an Api-Key of A',
  });
}

async function bearerWinsOverAccessToken(trial: Trial): Promise<void> {
  const { a, b } = trial;
  const both = trial.showing([
    { of: b, place: 'bearer' },
    { of: a, place: 'access-token' },
  ]);
  const scene = await openScene(trial, 'submit_hil_decision');
  const decided = await both.send(soundRequest('submit_hil_decision', scene));
  const overlay = findOverlay(await a.read(scene.review));
  expectActor(trial, 'SHOULD', {
    caller: b,
    actor: overlay?.decisions?.at(-1)?.decided_by,
    witness: decided,
    what: 'who decided with a bearer token of B and an access_token of A',
  });
}

/** Whether any key will do is open; that one key acts as the owner of another is not. */
async function unknownKeyIsNobodyKnown(trial: Trial): Promise<void> {
  const scene = await openScene(trial, 'claim_review');
  const before = await footprintOf(trial, scene.review);
  const reply = await trial.nobody.send({
    ...soundRequest('claim_review', scene),
    headers: { authorization: `Bearer ${trial.newName('unknown')}` },
  });
  const holder = findOverlay(reply)?.claim?.holder;
  const known = trial.callers.map((each) => trial.actorOf(each));
  const isKnown = holder !== undefined && known.some((actor) => isSameJson(actor, holder));
  trial.must.holds('AUTH-1', !isKnown, () => ({
    sentence: 'a key that was made up acts as the owner of another key',
    expected: '401, or an actor of its own',
    got: shown(holder),
    witness: [reply],
  }));
  if (holder === undefined) {
    trial.must.status('AUTH-1', reply, { is: UNAUTHENTICATED, when: 'to a key that was made up' });
    await expectNoTrace(trial, before, reply);
  }
}

async function claimAs(trial: Trial, caller: Caller): Promise<Exchange> {
  const review = await trial.open();
  const scene = await sceneOf(trial, 'claim_review', review);
  return caller.send(soundRequest('claim_review', scene));
}

interface ActedAs {
  readonly caller: Caller;
  readonly actor: unknown;
  readonly witness: Exchange;
  readonly what: string;
}

function expectActor(
  trial: Trial,
  level: 'MUST' | 'SHOULD',
  { caller, actor, witness, what }: ActedAs,
): void {
  if (statusOf(witness) === undefined) throw new Inconclusive(lineOf(witness));
  const judge = level === 'MUST' ? trial.must : trial.should;
  judge.equal('AUTH-1', witness, { what, got: actor, expected: trial.actorOf(caller) });
}
