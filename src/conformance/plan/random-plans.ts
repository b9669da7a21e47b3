import {
  array,
  boolean,
  constantFrom,
  dictionary,
  double,
  integer,
  jsonValue,
  nat,
  oneof,
  record,
  string,
  tuple,
  type Arbitrary,
} from 'fast-check';
import type { JsonObject } from '../../contract/wire.ts';
import { MOVES, type Move } from './moves.ts';

/** One step of a plan as data: it can be stored, shrunk and played on any server. */
export interface PlannedStep {
  /** The name of a move. */
  readonly move: string;
  readonly actor: 'a' | 'b';
  readonly snapshot: JsonObject;
  readonly note: string;
  readonly ttlSeconds: number;
}

/** What a random plan does, step by step. */
export type Plan = readonly PlannedStep[];

/** Which moves a plan may have. */
export type PlanMoves = readonly Move[];

/** Many plans are short, since those are read best; some are long, since faults add up. */
const LENGTHS = { min: 3, max: 24 } as const;

/** The moves that a random plan draws from. */
export function planMoves(surfaces: readonly string[], canReopen: boolean): PlanMoves {
  return [
    ...MOVES.overlay,
    ...(surfaces.includes('resource') ? MOVES.resource : []),
    ...(surfaces.includes('agent') ? MOVES.agent : []),
    ...(canReopen ? MOVES.rig : []),
  ];
}

/**
 * Draws plans: moves with their data, nothing that hangs on a server.
 *
 * Decisions are drawn less often than what can come before them, or most plans would end at once.
 * Snapshots lean to what has tripped servers: repeated ones, odd keys, odd numbers.
 */
export function plans(moves: PlanMoves): Arbitrary<Plan> {
  const early = moves.filter(({ kind }) => !ENDING.has(kind)).map(({ name }) => name);
  const late = moves.filter(({ kind }) => ENDING.has(kind)).map(({ name }) => name);
  const step = record({
    move: oneof(
      { arbitrary: constantFrom(...early), weight: 4 },
      { arbitrary: constantFrom(...late), weight: 1 },
    ),
    actor: constantFrom('a', 'b'),
    snapshot: snapshots(),
    note: notes(),
    ttlSeconds: oneof(constantFrom(30, 31, 900, 86_399, 86_400), integer({ min: 30, max: 86_400 })),
  }) as Arbitrary<PlannedStep>;
  return oneof(
    array(step, { minLength: LENGTHS.min, maxLength: LENGTHS.min * 3, size: 'max' }),
    array(step, { minLength: LENGTHS.min, maxLength: LENGTHS.max, size: 'max' }),
  );
}

const ENDING: ReadonlySet<string> = new Set(['decide', 'approve', 'reject', 'hil', 'reopen']);

/** Snapshots of an extract block: any object. Source: RES-4, VER-1. */
export function snapshots(): Arbitrary<JsonObject> {
  const field = tuple(constantFrom('total_amount', 'vendor_name', 'lines', 'notes'), leaves());
  return oneof(
    { arbitrary: constantFrom({ total_amount: 505, vendor_name: 'Acme Corp' }, {}), weight: 1 },
    { arbitrary: field.map(([name, value]) => ({ [name]: value })), weight: 2 },
    { arbitrary: dictionary(keys(), leaves(), { maxKeys: 4 }), weight: 2 },
  ) as Arbitrary<JsonObject>;
}

function keys(): Arbitrary<string> {
  return oneof(
    constantFrom('a', 'é', '名', 'a.b', '$', '0', 'toJSON', 'constructor', ' '),
    string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  ).filter((key) => key !== '__proto__');
}

function leaves(): Arbitrary<unknown> {
  return oneof(
    constantFrom<unknown>(
      null,
      '',
      0,
      1.5,
      1e21,
      5e-324,
      2 ** 53 - 1,
      [],
      {},
      'Müller & Söhne',
      '🧾',
    ),
    double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
    nat(),
    boolean(),
    string({ unit: 'grapheme', maxLength: 12 }),
    jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown),
  );
}

function notes(): Arbitrary<string> {
  return oneof(
    constantFrom('Wrong total.', 'كلمة', ' padded ', 'a"b\\c', '<script>alert(1)</script>'),
    string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((text) => `n${text}`),
  );
}
