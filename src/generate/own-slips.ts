import type { JsonObject } from '../contract/wire.ts';
import { isObject } from '../predicates/evidence.ts';
import type { JudgeBySchema } from './schema-judges.ts';
import { pathText, valueAt, withValueAt, type Path, type Slip } from './slip.ts';

/** Enough to choose from. */
const LEAVES_MAX = 24;

/** The paths of the texts and numbers of a value, the first of them. */
export function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === 'string' || typeof value === 'number') return [path];
  if (typeof value !== 'object' || value === null) return [];
  const leaves: Path[] = [];
  for (const [name, member] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(name) : name;
    leaves.push(...leavesOf(member, [...path, step]));
    if (leaves.length >= LEAVES_MAX) break;
  }
  return leaves.slice(0, LEAVES_MAX);
}

/** A true value and another one of the same schema, to take the wrong readings from. */
export interface OwnContent {
  readonly schema: JsonObject;
  readonly judge: JudgeBySchema;
  readonly truth: JsonObject;
  readonly other: JsonObject;
}

/** What may be read wrongly in a value of which nothing is known but its schema. */
export function ownSlips(content: OwnContent): readonly Slip[] {
  const leaves = leavesOf(content.truth);
  const invalid = leaves
    .map((path) => invalidSlip(content, path))
    .find((slip) => slip !== undefined);
  const taken = invalid?.path[0];
  const missing = missingSlip(content, taken);
  return [
    ...leaves
      .filter((path) => path[0] !== taken && path[0] !== missing?.path[0])
      .flatMap((path) => misreadSlip(content, path) ?? []),
    ...(missing ? [missing] : []),
    ...(invalid ? [invalid] : []),
  ];
}

function slipAt(
  { truth }: OwnContent,
  path: Path,
  rest: Pick<Slip, 'flavour' | 'wrong' | 'why'>,
): Slip {
  return { path, label: labelOf(path), right: valueAt(truth, path), ...rest };
}

/** `line_items[1].unit_price` → `Unit price`. */
function labelOf(path: Path): string {
  const name = path.findLast((step) => typeof step === 'string') ?? pathText(path);
  const words = String(name).replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function misreadSlip(content: OwnContent, path: Path): Slip | undefined {
  const { schema, judge, truth, other } = content;
  const wrong = valueAt(other, path);
  const right = valueAt(truth, path);
  if (typeof wrong !== typeof right || wrong === right) return undefined;
  if (judge(schema, withValueAt(truth, path, wrong)).kind !== 'valid') return undefined;
  return slipAt(content, path, { flavour: 'misread', wrong, why: 'read from the wrong place' });
}

function missingSlip(content: OwnContent, taken: Path[0] | undefined): Slip | undefined {
  const { required } = content.schema;
  const names = (Array.isArray(required) ? required : []) as readonly string[];
  const name =
    names.find((each) => each !== taken && Object.hasOwn(content.truth, each)) ?? names[0];
  if (name === undefined || !isObject(content.truth) || !Object.hasOwn(content.truth, name)) {
    return undefined;
  }
  return slipAt(content, [name], { flavour: 'missing', wrong: null, why: 'the document has it' });
}

/** What a model puts out that did not mind its schema. */
const UNREADABLE = ['unreadable', -1, ''] as const;

function invalidSlip(content: OwnContent, path: Path): Slip | undefined {
  const { schema, judge, truth } = content;
  const wrong = UNREADABLE.find(
    (each) => judge(schema, withValueAt(truth, path, each)).kind === 'invalid',
  );
  if (wrong === undefined) return undefined;
  return slipAt(content, path, {
    flavour: 'invalid',
    wrong,
    why: 'that is what the document says',
  });
}
