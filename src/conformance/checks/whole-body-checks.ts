import { OPERATIONS, type OperationId } from '../../contract/operations.ts';
import type { Check } from '../check.ts';
import type { RawRequest } from '../execute/caller.ts';
import type { Trial } from '../execute/trial.ts';
import { shown } from '../reply.ts';
import { expectNoTrace, footprintOf, isRefusal, tellingSurface } from './footprint.ts';
import { WRITE_IDS } from './operation-document.ts';
import { openScene, soundRequest, type Body, type Scene } from './sound-requests.ts';

const UNPROCESSABLE = 422;
const BAD_REQUEST = 400;
const UNSUPPORTED = 415;

/** Bodies as a whole that no operation takes: they are JSON, and no object. */
const NO_OBJECTS = ['[]', '[{}]', '"text"', '7', 'true', 'null', '{}'] as const;

/**
 * Texts that are no JSON, though some parsers take them: each stands for a leniency that a server
 * may have without knowing.
 *
 * Source: RFC 8259; SCH-3.
 */
const NO_JSON: Readonly<Record<string, (json: string) => string>> = {
  'cut-off': (json) => json.slice(0, -1),
  'trailing-comma': (json) => `${json.slice(0, -1)},}`,
  'two-values': (json) => json + json,
  'text-after': (json) => `${json} x`,
  'unquoted-key': (json) => json.replace(/"(\w+)":/, '$1:'),
  'single-quotes': (json) => json.replaceAll('"', "'"),
  'not-a-number': (json) => withLast(json, ':NaN'),
  infinity: (json) => withLast(json, ':Infinity'),
  hexadecimal: (json) => withLast(json, ':0x10'),
  'leading-zero': (json) => withLast(json, ':007'),
  'leading-plus': (json) => withLast(json, ':+7'),
  'bare-point': (json) => withLast(json, ':7.'),
  comment: (json) => `/* a comment */ ${json}`,
  'line-comment': (json) => `${json} // a comment`,
  'raw-line-break': (json) => json.replace('{"', '{"\n'),
  'bad-escape': (json) => json.replace('{"', String.raw`{"\x41`),
  undefined: (json) => withLast(json, ':undefined'),
  python: (json) => withLast(json, ':None'),
};

/** Puts a text in the place of the last value, which may be inside a snapshot. */
function withLast(json: string, text: string): string {
  return json.replace(/:[^:]*?(?=}+$)/, text);
}

/** In a smoke run one write stands for all. */
const SMOKE_OPERATION: OperationId = 'claim_review';
const SMOKE_CASES_MAX = 2;

interface Refusals {
  readonly requirement: 'SCH-2' | 'SCH-3';
  /** Spoils a request that would succeed. */
  readonly requests: (sound: RawRequest) => readonly RawRequest[];
  readonly is: readonly number[];
}

const REFUSALS: Readonly<Record<string, Refusals>> = {
  'body-is-no-object': {
    requirement: 'SCH-3',
    requests: (sound) => NO_OBJECTS.map((text) => ({ ...sound, text })),
    is: [UNPROCESSABLE],
  },
  'body-is-empty': {
    requirement: 'SCH-3',
    requests: ({ body: _body, ...sound }) => [
      sound,
      ...['', ' '].map((text) => ({ ...sound, text })),
    ],
    is: [UNPROCESSABLE, BAD_REQUEST, UNSUPPORTED],
  },
  'body-does-not-parse': {
    requirement: 'SCH-3',
    requests: (sound) =>
      Object.values(NO_JSON).map((spoil) => ({
        ...sound,
        text: spoil(JSON.stringify(sound.body)),
      })),
    is: [UNPROCESSABLE, BAD_REQUEST],
  },
  'property-is-undeclared': {
    requirement: 'SCH-2',
    requests: (sound) => undeclared(sound.body as Body).map((text) => ({ ...sound, text })),
    is: [UNPROCESSABLE],
  },
};

/**
 * Bodies that are wrong as a whole: no JSON, no object, empty, with a property too many.
 *
 * Source: SCH-2, SCH-3.
 */
export const WHOLE_BODY_CHECKS: readonly Check[] = WRITE_IDS.flatMap((operation) =>
  Object.entries(REFUSALS).map(([what, refusals]): Check => ({
    id: `${refusals.requirement}/${operation.replaceAll('_', '-')}-${what}`,
    also: ['ERR-2'],
    phase: 'tables',
    surfaces: [OPERATIONS[operation].surface],
    ...(operation === SMOKE_OPERATION && what !== 'body-is-empty' ? {} : { from: 'ci' }),
    run: (trial) => refusesAll(trial, operation, refusals),
  })),
);

/** A misspelt name, a name in another case, and names that objects have of themselves. */
function undeclared(body: Body): readonly string[] {
  const [first = ''] = Object.keys(body);
  const names = ['surprise', first.toUpperCase(), `${first} `, 'constructor', '__proto__'];
  const rest = JSON.stringify(body).slice(1);
  return [
    ...names.map((name) => `{${JSON.stringify(name)}:1,${rest}`),
    `{"surprise":null,${rest}`,
    `{"__proto__":{"surprise":1},${rest}`,
  ];
}

async function refusesAll(
  trial: Trial,
  operation: OperationId,
  { requirement, requests, is }: Refusals,
): Promise<void> {
  const surfaces = tellingSurface(trial, OPERATIONS[operation].surface);
  const stage = async () => {
    const scene = await openScene(trial, operation);
    return { scene, footprint: await footprintOf(trial, scene.review, surfaces) };
  };
  const casesMax = trial.mode === 'smoke' ? SMOKE_CASES_MAX : Infinity;
  const spoilt = (scene: Scene) => requests(soundRequest(operation, scene)).slice(0, casesMax);
  let { scene, footprint } = await stage();
  const judge = requirement === 'SCH-2' ? trial.should : trial.must;
  for (let index = 0; index < spoilt(scene).length; index += 1) {
    const request = spoilt(scene)[index];
    if (request === undefined) return;
    const reply = await trial.a.send(request);
    judge.status(requirement, reply, { is, when: `to the body ${shown(request.text ?? '')}` });
    footprint = await expectNoTrace(trial, footprint, reply);
    if (!isRefusal(reply)) ({ scene, footprint } = await stage());
  }
}
