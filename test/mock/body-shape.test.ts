import { beforeAll, describe, expect, test } from 'vitest';
import { versionIdOf } from '../../src/contract/canonical-json.ts';
import type { OperationId } from '../../src/contract/operations.ts';
import { createHarness, type Harness, type Json } from '../support/harness.ts';
import { bodySchemaOf, operationNamed } from './document.ts';

const MODEL_OUTPUT = versionIdOf({ total_amount: 505, vendor_name: 'Acme Corp' });

let harness: Harness;
let opened: Awaited<ReturnType<Harness['open']>>;

beforeAll(async () => {
  harness = await createHarness();
  opened = await harness.open();
});

/** A body that passes every check of its shape; the stamp is stale, so nothing is ever written. */
const VALID: Partial<Record<OperationId, Json>> = {
  claim_review: { version_stamp: 0 },
  release_review: { version_stamp: 0 },
  append_version: { version_stamp: 0, snapshot: {} },
  submit_decision: { version_stamp: 0, verdict: 'approved' },
  approve_review: { version_id: versionIdOf('unknown') },
  reject_review: { version_id: versionIdOf('unknown'), reason: 'No.' },
  create_review_version: { review_id: 'rev_unknown', parent_id: MODEL_OUTPUT, snapshot: {} },
};
const OPERATIONS = Object.keys(VALID) as OperationId[];

/** What a stale stamp, an unknown version or an unknown review answers: the shape was taken. */
const TAKEN: Partial<Record<OperationId, number>> = {
  approve_review: 404,
  reject_review: 404,
  create_review_version: 404,
};

function send(id: OperationId, body: unknown) {
  const path = operationNamed(id)
    .path.replace('{run_id}', opened.runId)
    .replace('{block_id}', opened.blockId)
    .replace('{review_id}', opened.reviewId);
  return harness.post(path, body);
}

/** Whether the shape was taken: then a later check answers. */
async function isTaken(id: OperationId, body: unknown): Promise<boolean> {
  return (await send(id, body)).status === (TAKEN[id] ?? 409);
}

/** The fault that names a property, with the status it came with. */
async function faultOf(id: OperationId, body: unknown, name: string) {
  const reply = await send(id, body);
  const faults = reply.status === 422 ? reply.body.detail : [];
  const fault = faults.find((each: Json) => each.loc[0] === 'body' && each.loc[1] === name);
  return { status: reply.status, depth: fault?.loc.length, type: fault?.type, msg: fault?.msg };
}

const faulty = (type: string | undefined) => ({
  status: 422,
  depth: 2,
  type,
  msg: expect.stringMatching(/\w/),
});

const typesOf = (schema: Json): string[] => [schema.type].flat();

/** A value of each JSON type, with what a property of another type makes of it. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  integer: 1,
  string: 'one',
  boolean: true,
  object: { a: 1 },
  array: [1],
  null: null,
};
const WRONG: Readonly<Record<string, string>> = {
  integer: 'int_type',
  string: 'string_type',
  object: 'dict_type',
  array: 'list_type',
};

interface Case {
  readonly id: OperationId;
  readonly name: string;
  readonly what: string;
  readonly value: unknown;
  readonly type?: string;
}

const PROPERTIES = OPERATIONS.flatMap((id) =>
  Object.entries(bodySchemaOf(id).properties).map(([name, schema]) => ({
    id,
    name,
    schema: schema as Json,
  })),
);

const WRONG_TYPES: readonly Case[] = PROPERTIES.flatMap(({ id, name, schema }) =>
  Object.entries(SAMPLES)
    .filter(([type]) => !typesOf(schema).includes(type))
    .map(([what, value]) => {
      const wanted = typesOf(schema).find((each) => each !== 'null') ?? '';
      return { id, name, what, value, type: WRONG[wanted] ?? wanted };
    }),
);

const COERCIBLE: readonly Case[] = PROPERTIES.flatMap(({ id, name, schema }) => {
  const type = typesOf(schema)[0];
  const values: Record<string, unknown[]> = {
    integer: ['1', '', '1.0', true, false, 1.5, '0x1'],
    string: [0, 1, false, 1.5],
  };
  return (values[type ?? ''] ?? []).map((value) => ({
    id,
    name,
    what: JSON.stringify(value),
    value,
    type: value === 1.5 && type === 'integer' ? 'int_from_float' : (WRONG[type ?? ''] ?? ''),
  }));
});

const BOUNDS: readonly Case[] = PROPERTIES.flatMap(({ id, name, schema }): Case[] => {
  const below = { id, name, what: 'below', type: 'greater_than_equal' };
  const above = { id, name, what: 'above', type: 'less_than_equal' };
  return [
    ...(schema.minimum === undefined
      ? []
      : [
          { ...below, value: schema.minimum - 1 },
          { ...below, what: 'far below', value: -(2 ** 53) },
        ]),
    ...(schema.maximum === undefined ? [] : [{ ...above, value: schema.maximum + 1 }]),
    ...(schema.minLength === undefined
      ? []
      : [{ id, name, what: 'empty', value: '', type: 'string_too_short' }]),
    ...(schema.enum === undefined
      ? []
      : [
          { id, name, what: 'no member', value: 'x', type: 'literal_error' },
          {
            id,
            name,
            what: 'other case',
            value: schema.enum[0].toUpperCase(),
            type: 'literal_error',
          },
        ]),
    ...(schema.pattern === undefined
      ? []
      : ['rvr_', MODEL_OUTPUT.toLowerCase(), `${MODEL_OUTPUT}A`, ` ${MODEL_OUTPUT}`].map(
          (value) => ({ id, name, what: value, value, type: 'string_pattern_mismatch' }),
        )),
  ];
});

const EDGES: readonly Case[] = PROPERTIES.flatMap(({ id, name, schema }) =>
  [schema.minimum, schema.maximum]
    .filter((value) => value !== undefined)
    .map((value) => ({ id, name, what: `${value}, on the edge`, value })),
);

const REQUIRED = OPERATIONS.flatMap((id) =>
  (bodySchemaOf(id).required as string[]).map((name) => ({ id, name })),
);

describe('SCH-3: a property of the wrong type, out of range or missing', () => {
  test.each(WRONG_TYPES)('$id.$name as $what', async ({ id, name, value, type }) => {
    expect(await faultOf(id, { ...VALID[id], [name]: value }, name)).toEqual(faulty(type));
  });

  test.each(COERCIBLE)('$id.$name is not coerced from $what', async (each) => {
    const { id, name, value, type } = each;
    expect(await faultOf(id, { ...VALID[id], [name]: value }, name)).toEqual(faulty(type));
  });

  test.each(BOUNDS)('$id.$name $what', async ({ id, name, value, type }) => {
    expect(await faultOf(id, { ...VALID[id], [name]: value }, name)).toEqual(faulty(type));
  });

  test.each(EDGES)('$id.$name at $what, is taken', async ({ id, name, value }) => {
    expect(await isTaken(id, { ...VALID[id], [name]: value })).toBe(true);
  });

  test.each(REQUIRED)('$id without $name', async ({ id, name }) => {
    const { [name]: _, ...rest } = VALID[id];
    expect(await faultOf(id, rest, name)).toEqual(faulty('missing'));
  });

  test.each(OPERATIONS)('%s takes what the document allows', async (id) => {
    expect(await isTaken(id, VALID[id])).toBe(true);
  });

  test.each([
    ['an array', '[]', 'dict_type'],
    ['null', 'null', 'dict_type'],
    ['a string', '"claim"', 'dict_type'],
    ['a number', '1', 'dict_type'],
  ])('a body that is %s', async (_what, text, type) => {
    const reply = await send('claim_review', text);
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toMatchObject([{ loc: ['body'], type }]);
  });

  test('an item of a list is named by its index', async () => {
    const acknowledged_superseded_version_ids = ['a', 2];
    const body = { ...VALID.approve_review, acknowledged_superseded_version_ids };
    const reply = await send('approve_review', body);
    const loc = ['body', 'acknowledged_superseded_version_ids', 1];
    expect(reply.body.detail).toMatchObject([{ loc, type: 'string_type', input: 2 }]);
  });

  test.each(['3.0', '3e0', '30e-1', '3.000'])('%s is the integer 3', async (number) => {
    const reply = await send('claim_review', `{"version_stamp": ${number}}`);
    expect(reply.status).toBe(409);
    expect(reply.body.detail).toContain('request sent rev 3');
  });

  test('null stands for left out where the document says so, and only there', async () => {
    // A snapshot of null is none, and an append needs one.
    const nullable = PROPERTIES.filter(
      ({ name, schema }) => name !== 'snapshot' && typesOf(schema).includes('null'),
    );
    expect(nullable.length).toBeGreaterThan(8);
    for (const { id, name } of nullable) {
      expect(await isTaken(id, { ...VALID[id], [name]: null })).toBe(true);
    }
  });
});

describe('SCH-2: bodies are closed', () => {
  test.each(OPERATIONS)('%s refuses what is not declared', async (id) => {
    expect(await faultOf(id, { ...VALID[id], surprise: 1 }, 'surprise')).toEqual(
      faulty('extra_forbidden'),
    );
    expect(await faultOf(id, { ...VALID[id], Version_Stamp: 1 }, 'Version_Stamp')).toEqual(
      faulty('extra_forbidden'),
    );
  });

  test.each(['__proto__', 'constructor', 'toString', ''])('the name "%s" too', async (name) => {
    const text = `{"version_stamp": 0, ${JSON.stringify(name)}: {"ttl_seconds": 60}}`;
    const reply = await send('claim_review', text);
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toMatchObject([{ loc: ['body', name], type: 'extra_forbidden' }]);
  });

  test('a reply lists no more than twenty faults', async () => {
    const extra = Object.fromEntries(Array.from({ length: 500 }, (_, place) => [`p${place}`, 1]));
    const reply = await send('claim_review', { version_stamp: 0, ...extra });
    expect(reply.status).toBe(422);
    expect(reply.body.detail).toHaveLength(20);
  });
});
