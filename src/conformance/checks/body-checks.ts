import { OPERATIONS, type OperationId } from '../../contract/operations.ts';
import type { Check } from '../check.ts';
import type { Trial } from '../execute/trial.ts';
import type { Exchange } from '../exchange.ts';
import { bodyOf, isRecord, lineOf, shown, statusOf } from '../reply.ts';
import { brokenValues, soundValues } from './field-cases.ts';
import { expectNoTrace, footprintOf, isRefusal, tellingSurface } from './footprint.ts';
import { bodyFields, WRITE_IDS, type DeclaredField } from './operation-document.ts';
import { openScene, soundBody, soundRequest, successOf, type Body } from './sound-requests.ts';

const UNPROCESSABLE = 422;
const CONFLICT = 409;
const NOT_FOUND = 404;

/** The sentence by which each write succeeds. */
export const SUCCESS_REQUIREMENTS: Readonly<Partial<Record<OperationId, string>>> = {
  claim_review: 'CLM-1',
  release_review: 'CLM-4',
  append_version: 'VER-1',
  submit_decision: 'DEC-1',
  approve_review: 'RES-5',
  reject_review: 'RES-5',
  create_review_version: 'RES-3',
  submit_hil_decision: 'HIL-1',
};

/** What a property needs beside it, so that nothing but itself can be at fault. */
const BESIDE: Readonly<Record<string, (value: unknown) => Body>> = {
  'append_version.snapshot': (value) =>
    value === null ? { reviewable_value: { total_amount: 502 } } : {},
  'append_version.reviewable_value': (value) => (value === null ? {} : { snapshot: null }),
  'submit_decision.verdict': (value) => (value === 'rejected' ? { reason: 'No.' } : {}),
};

/** What a value of the right shape may meet all the same: it names no rev, or no review. */
const MISSES: Readonly<Record<string, readonly number[]>> = {
  version_stamp: [CONFLICT],
  review_id: [NOT_FOUND],
};

/** In a smoke run one property with a range stands for all. */
const SMOKE = 'claim_review.ttl_seconds';

const FIELDS = WRITE_IDS.flatMap(bodyFields);

/**
 * Each property of each body: every way to break its schema is refused and named, and the edges
 * of what it allows are taken.
 *
 * Source: SCH-3; the properties are those of spec/openapi.yaml.
 */
export const BODY_CHECKS: readonly Check[] = [
  ...FIELDS.map((field): Check => ({
    id: `SCH-3/${kebab(field)}-broken`,
    also: ['ERR-2', 'ERR-3'],
    phase: 'tables',
    surfaces: [OPERATIONS[field.operation].surface],
    ...(keyOf(field) === SMOKE ? {} : { from: 'ci' }),
    run: (trial) => refusesBroken(trial, field),
  })),
  ...FIELDS.filter((field) => soundValues(field).length > 0).map((field): Check => ({
    id: `SCH-3/${kebab(field)}-at-its-edges`,
    also: [SUCCESS_REQUIREMENTS[field.operation] ?? 'SCH-1'],
    phase: 'tables',
    surfaces: [OPERATIONS[field.operation].surface],
    from: 'ci',
    run: (trial) => takesEdges(trial, field),
  })),
];

function keyOf({ operation, name }: DeclaredField): string {
  return `${operation}.${name}`;
}

function kebab(field: DeclaredField): string {
  return keyOf(field).replaceAll(/[._]/g, '-');
}

async function refusesBroken(trial: Trial, field: DeclaredField): Promise<void> {
  const { operation, name } = field;
  const surfaces = tellingSurface(trial, OPERATIONS[operation].surface);
  const stage = async () => {
    const scene = await openScene(trial, operation);
    return { scene, footprint: await footprintOf(trial, scene.review, surfaces) };
  };
  let { scene, footprint } = await stage();
  for (const broken of brokenValues(field, soundBody(operation, scene) ?? {})) {
    const body = bodyWith(field, soundBody(operation, scene) ?? {}, broken);
    const reply = await trial.a.send({ ...soundRequest(operation, scene), body });
    const judge = broken.level === 'MUST' ? trial.must : trial.should;
    const isStatus = judge.status(broken.requirement, reply, {
      is: UNPROCESSABLE,
      when: `to ${broken.label}`.replace(/,$/, ''),
    });
    if (isStatus && broken.requirement === 'SCH-3') {
      expectNamed(trial, reply, { part: 'body', name });
    }
    footprint = await expectNoTrace(trial, footprint, reply);
    // What was taken by mistake has had its effect, and the next case needs a clean review.
    if (!isRefusal(reply)) ({ scene, footprint } = await stage());
  }
}

function bodyWith(field: DeclaredField, sound: Body, broken: object): Body {
  const { name } = field;
  if (!('value' in broken)) {
    return Object.fromEntries(Object.entries(sound).filter(([key]) => key !== name));
  }
  const { value } = broken;
  return { ...sound, ...BESIDE[keyOf(field)]?.(value), [name]: value };
}

/** Judges that a 422 says which property is at fault. Source: SCH-3. */
export function expectNamed(
  trial: Trial,
  reply: Exchange,
  { part, name }: { readonly part: 'body' | 'query'; readonly name: string },
): void {
  if (statusOf(reply) !== UNPROCESSABLE) return;
  const body = bodyOf(reply);
  const detail: unknown = isRecord(body) ? body['detail'] : undefined;
  const faults: readonly unknown[] = Array.isArray(detail) ? detail : [];
  const isNamed = faults.some((each) => {
    const loc: unknown = isRecord(each) ? each['loc'] : undefined;
    return Array.isArray(loc) && loc[0] === part && loc.includes(name);
  });
  // The sentence speaks of bodies; for a query it is the only sensible reading.
  const judge = part === 'body' ? trial.must : trial.should;
  judge.holds('SCH-3', isNamed, () => ({
    sentence: `the 422 of ${reply.operation} does not name ${name} in any loc`,
    expected: `a loc such as ["${part}", "${name}"]`,
    got: lineOf(reply),
    witness: [reply],
  }));
}

async function takesEdges(trial: Trial, field: DeclaredField): Promise<void> {
  const { operation, name } = field;
  for (const value of soundValues(field)) {
    const scene = await openScene(trial, operation);
    const body = bodyWith(field, soundBody(operation, scene) ?? {}, { value });
    const reply = await trial.a.send({ ...soundRequest(operation, scene), body });
    trial.must.status(SUCCESS_REQUIREMENTS[operation] ?? 'SCH-1', reply, {
      is: [successOf(operation), ...(MISSES[name] ?? [])],
      when: `to ${name} ${shown(value)}, which its schema allows`,
    });
  }
}
