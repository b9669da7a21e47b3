import type { Check } from '../check.ts';
import type { RawRequest } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { should } from '../oracle/observation.ts';
import { findOverlay, lineOf, statusOf } from '../reply.ts';
import { Inconclusive } from '../rig.ts';
import type { GateSpec } from '../subject.ts';
import { expectNoTrace, footprintOf } from './footprint.ts';
import { openScene, soundRequest, type Scene } from './sound-requests.ts';

const OK = 200;
const CREATED = 201;
const TOO_LARGE = 413;
const UNSUPPORTED = 415;
const UNPROCESSABLE = 422;

/** Source: LIM-1. */
const SIZE_MAX_BYTES = 10 * 1024 * 1024;
const DEPTH_MAX = 64;
const PREDICATE_DEPTH_MAX = 64;

/** The body and the snapshot in it are two levels already. */
const DEPTH_ABOVE_SNAPSHOT = 1;

const NO_JSON_TYPES = [
  'text/plain',
  'text/plain; charset=utf-8',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'application/octet-stream',
  'application/jsonx',
  'text/html; note=application/json',
] as const;

const JSON_TYPES = [
  'application/json; charset=utf-8',
  'application/json;charset=UTF-8',
  'Application/JSON',
] as const;

/** Two ways to nest; a parser may count just one of them. */
const NESTINGS: Readonly<Record<string, (depth: number) => string>> = {
  objects: (depth) => `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`,
  arrays: (depth) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`,
};

/**
 * The size, type and depth of bodies, at their limits and beyond.
 *
 * Source: LIM-1.
 */
export const LIMIT_CHECKS: readonly Check[] = [
  check('content-types-other-than-json', { from: 'smoke', run: refusesTypes }),
  check('content-types-that-are-json', { run: takesTypes }),
  check('a-body-over-ten-mebibytes', { run: refusesTooLarge }),
  check('a-body-of-ten-mebibytes', { run: takesLargest }),
  check('a-body-too-large-before-its-type', {
    run: async (trial) => {
      const headers = { 'content-type': 'text/plain' };
      await sendsTooLarge(trial, { headers }, 'ERR-3');
    },
  }),
  check('a-body-too-large-before-its-json', {
    run: async (trial) => {
      await sendsTooLarge(trial, { text: '{'.repeat(SIZE_MAX_BYTES + 1) }, 'ERR-3');
    },
  }),
  ...Object.entries(NESTINGS).flatMap(([name, nest]) => [
    check(`${name}-nested-as-deep-as-allowed`, {
      run: (trial) => takesDepth(trial, nest),
    }),
    check(`${name}-nested-too-deep`, {
      from: name === 'objects' ? 'smoke' : 'ci',
      run: (trial) => refusesDepth(trial, nest, DEPTH_MAX + 1),
    }),
    check(`${name}-nested-far-too-deep`, {
      run: async (trial) => {
        await refusesDepth(trial, nest, 1000);
        await refusesDepth(trial, nest, 100_000);
      },
    }),
  ]),
  {
    ...check('predicates-nested-as-deep-as-allowed', { run: nestsPredicates }),
    needs: ['gates'],
    surfaces: [],
  },
];

function check(what: string, { from = 'ci', run }: Pick<Check, 'from' | 'run'>): Check {
  const also = ['ERR-2', 'ERR-3', 'VER-1'];
  return { id: `LIM-1/${what}`, also, phase: 'hostile', surfaces: ['overlay'], from, run };
}

/** Sends what is to be refused, and judges that it was, without a trace, and that an answer came. */
async function refuses(
  trial: Trial,
  spoil: (sound: RawRequest, scene: Scene) => RawRequest,
  expected: { readonly requirement?: string; readonly is: number; readonly when: string },
): Promise<void> {
  const scene = await openScene(trial, 'append_version');
  const footprint = await footprintOf(trial, scene.review, ['overlay']);
  const reply = await trial.a.send(spoil(soundRequest('append_version', scene), scene));
  expectAnswer(trial, reply);
  const { requirement = 'LIM-1', is, when } = expected;
  trial.should.status(requirement, reply, { is, when });
  await expectNoTrace(trial, footprint, reply);
}

/**
 * Judges that a server did not hang; a connection that it cut is another matter.
 *
 * Source: LIM-1: none of it costs the server more than a moment.
 */
export function expectAnswer(trial: Trial, reply: Exchange): void {
  const { outcome } = reply;
  const isHanging =
    outcome.kind === 'unknown' &&
    outcome.status === undefined &&
    /no reply within|timeout/i.test(outcome.reason);
  const sentence = `${reply.operation ?? reply.request.method} never answered a hostile request`;
  const words = () => [sentence, 'an answer within a moment', lineOf(reply)] as const;
  trial.observe([should('LIM-1', !isHanging, words)], { witness: [reply] });
  if (statusOf(reply) === undefined) throw new Inconclusive(lineOf(reply));
}

async function refusesTypes(trial: Trial): Promise<void> {
  const types = trial.mode === 'smoke' ? NO_JSON_TYPES.slice(0, 1) : NO_JSON_TYPES;
  for (const type of types) {
    await refuses(trial, (sound) => ({ ...sound, headers: { 'content-type': type } }), {
      is: UNSUPPORTED,
      when: `to content type ${type}`,
    });
  }
}

async function takesTypes(trial: Trial): Promise<void> {
  for (const type of JSON_TYPES) {
    const scene = await openScene(trial, 'append_version');
    const sound = soundRequest('append_version', scene);
    const reply = await trial.a.send({ ...sound, headers: { 'content-type': type } });
    trial.should.status('LIM-1', reply, { is: OK, when: `to content type ${type}` });
  }
}

async function refusesTooLarge(trial: Trial): Promise<void> {
  await sendsTooLarge(trial, {}, 'LIM-1');
}

async function sendsTooLarge(
  trial: Trial,
  other: Partial<RawRequest>,
  requirement: string,
): Promise<void> {
  await refuses(
    trial,
    ({ body, ...sound }) => ({ ...sound, text: padded(body, SIZE_MAX_BYTES + 1), ...other }),
    { requirement, is: TOO_LARGE, when: 'to a body of one byte more than 10 MiB' },
  );
}

async function takesLargest(trial: Trial): Promise<void> {
  const scene = await openScene(trial, 'append_version');
  const { body, ...sound } = soundRequest('append_version', scene);
  const reply = await trial.a.send({ ...sound, text: padded(body, SIZE_MAX_BYTES) });
  expectAnswer(trial, reply);
  trial.should.holds('LIM-1', statusOf(reply) !== TOO_LARGE, () => ({
    sentence: 'append_version answered 413 to a body of exactly 10 MiB',
    expected: '200',
    got: lineOf(reply),
    witness: [reply],
  }));
}

/** JSON of a size: white space at its end counts like everything else. */
function padded(body: unknown, sizeBytes: number): string {
  return JSON.stringify(body).padEnd(sizeBytes, ' ');
}

async function takesDepth(trial: Trial, nest: (depth: number) => string): Promise<void> {
  const scene = await openScene(trial, 'append_version');
  const snapshot = nest(DEPTH_MAX - DEPTH_ABOVE_SNAPSHOT);
  const reply = await trial.a.send({
    ...soundRequest('append_version', scene),
    text: `{"version_stamp":${scene.rev},"snapshot":${snapshot}}`,
  });
  const isTaken = trial.should.status('LIM-1', reply, {
    is: OK,
    when: `to JSON nested ${DEPTH_MAX} deep`,
  });
  if (!isTaken) return;
  trial.must.equal('VER-1', reply, {
    what: 'a snapshot nested as deep as allowed',
    got: findOverlay(reply)?.versions.at(-1)?.snapshot,
    expected: JSON.parse(snapshot),
  });
}

async function refusesDepth(
  trial: Trial,
  nest: (depth: number) => string,
  depth: number,
): Promise<void> {
  const snapshot = nest(depth - DEPTH_ABOVE_SNAPSHOT);
  await refuses(
    trial,
    ({ body: _body, ...sound }, { rev }) => ({
      ...sound,
      text: `{"version_stamp":${rev},"snapshot":${snapshot}}`,
    }),
    { is: UNPROCESSABLE, when: `to JSON nested ${depth} deep` },
  );
}

async function nestsPredicates(trial: Trial): Promise<void> {
  const allowed = await trial.gate(nestedGate(PREDICATE_DEPTH_MAX));
  expectGate(trial, { depth: PREDICATE_DEPTH_MAX, is: CREATED, status: allowed.status });
  const refused = await trial.gate(nestedGate(PREDICATE_DEPTH_MAX + 1));
  expectGate(trial, { depth: PREDICATE_DEPTH_MAX + 1, is: UNPROCESSABLE, status: refused.status });
}

function expectGate(
  trial: Trial,
  { depth, is, status }: { readonly depth: number; readonly is: number; readonly status: number },
): void {
  trial.should.holds('LIM-1', status === is, () => ({
    sentence: `a gate with predicates nested ${depth} deep is answered ${status}`,
    expected: String(is),
    got: String(status),
    witness: [],
  }));
}

/** The innermost predicate counts as a level. */
function nestedGate(depth: number): GateSpec {
  let predicate: object = { kind: 'always' };
  for (let level = 1; level < depth; level += 1) {
    predicate = { kind: level % 2 === 0 ? 'any_of' : 'all_of', predicates: [predicate] };
  }
  const evidence = { output: { total_amount: 505 } };
  return { block_type: 'extract', predicate, evidence } as unknown as GateSpec;
}
