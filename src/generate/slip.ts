import type { JsonObject } from '../contract/wire.ts';
import type { Draw } from './draw.ts';

/** Keys and indexes from a snapshot down. */
export type Path = readonly (string | number)[];

/**
 * A place that the model may have read wrongly, and what the document says there.
 *
 * `misread` is a plausible other value, `missing` one that the schema requires and the model did
 * not find, `invalid` one that breaks the schema.
 */
export interface Slip {
  readonly path: Path;
  /** What a reviewer calls the field. */
  readonly label: string;
  readonly flavour: 'misread' | 'missing' | 'invalid';
  readonly wrong: unknown;
  readonly right: unknown;
  /** The end of the reviewer's note. */
  readonly why: string;
  /** The whole note, where wrong and right are too long to quote. */
  readonly note?: string;
}

/** Writes a path the way predicates do: `line_items[1].amount`. */
export function pathText(path: Path): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : (index === 0 ? '' : '.') + nameText(step),
    )
    .join('');
}

/** A name with a dot or a bracket in it must be quoted. */
function nameText(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) ? name : `[${JSON.stringify(name)}]`;
}

/** What stands at a path; undefined for nothing. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** A copy with another value at a path; what is not on the way is shared. */
export function withValueAt(root: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const members = root as Record<string | number, unknown>;
  const changed = withValueAt(members[step], rest, value);
  if (Array.isArray(root)) return root.with(Number(step), changed);
  return { ...members, [step]: changed };
}

/** Puts what the model read in the place of what is right. */
export function spoil(snapshot: JsonObject, slip: Slip): JsonObject {
  return withValueAt(snapshot, slip.path, slip.wrong) as JsonObject;
}

/** Puts right what the model read wrongly. */
export function repair(snapshot: JsonObject, slip: Slip): JsonObject {
  return withValueAt(snapshot, slip.path, slip.right) as JsonObject;
}

/** What a reviewer notes who puts it right. */
export function repairNote(slip: Slip, draw: Draw): string {
  // A name may end with a full stop of its own.
  return slip.note ?? madeNote(slip, draw).replace(/\.\.$/, '.');
}

function madeNote(slip: Slip, draw: Draw): string {
  const { label, why } = slip;
  const [wrong, right] = [shown(slip.wrong), shown(slip.right)];
  switch (slip.flavour) {
    case 'misread':
      return draw.pick([
        `${label} corrected from ${wrong} to ${right}: ${why}.`,
        `${label} is ${right}, not ${wrong}: ${why}.`,
        `Changed ${lowerFirst(label)} ${wrong} → ${right}; ${why}.`,
      ]);
    case 'missing':
      return draw.pick([
        `${label} was missing; ${why}: ${right}.`,
        `Added ${lowerFirst(label)} ${right}: ${why}.`,
      ]);
    case 'invalid':
      return draw.pick([
        `${label} rewritten from “${wrong}” to “${right}”: ${why}.`,
        `${label} now reads ${right} instead of “${wrong}”; ${why}.`,
      ]);
  }
}

/** What a reviewer notes who puts it wrong again, in good faith. */
export function mistakeNote({ label, wrong, right }: Slip, draw: Draw): string {
  return draw.pick([
    `${label} set back from ${shown(right)} to ${shown(wrong)}: that is what the copy in the attachment says.`,
    `${label} taken from the cover sheet: ${shown(wrong)} instead of ${shown(right)}.`,
  ]);
}

/** Acronyms stay as they are. */
function lowerFirst(text: string): string {
  return /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

const SHOWN_LENGTH_MAX = 60;

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'number' && !Number.isInteger(value)) return value.toFixed(2);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > SHOWN_LENGTH_MAX ? `${text.slice(0, SHOWN_LENGTH_MAX)}…` : text;
}
