import type { JsonObject } from '../contract/wire.ts';
import type { Draw } from './draw.ts';
import type { Shape } from './shape.ts';
import { mistakeNote, pathText, repair, repairNote, spoil, type Slip } from './slip.ts';
import type { Subject } from './subjects/subject.ts';

/** One edit: the full snapshot after it, what was changed, and the note that says so. */
export interface SnapshotEdit {
  readonly snapshot: JsonObject;
  readonly note: string;
  /** The slip that it puts right; null for any other edit. */
  readonly slip: Slip | null;
}

/** What the model put out, and how people made it what it should be. */
export interface EditHistory {
  readonly output: JsonObject;
  /** What is wrong in it. */
  readonly slips: readonly Slip[];
  readonly edits: readonly SnapshotEdit[];
  /** What is still wrong after the last edit. */
  readonly open: readonly Slip[];
}

/** Flavours without which a predicate has nothing to fire on. */
const NEEDS: Partial<Record<Shape['trigger'], Slip['flavour']>> = {
  any_required_field_null: 'missing',
  any_pages_unassigned: 'missing',
  validation_failed: 'invalid',
};

/**
 * Decides what the model got wrong and plays the edits: each slip is put right by an edit of its
 * own, and an edit more is a mistake that the next one takes back. What is approved is true, unless
 * nobody edited it: then what looked wrong is how the document has it.
 */
export function drawEdits(subject: Subject, shape: Shape, draw: Draw): EditHistory {
  const count = shape.versions - 1;
  const slips = drawSlips(subject, shape, draw);
  const output = slips.reduce(spoil, subject.truth);
  const repairs = slips.slice(0, count);
  const edits: SnapshotEdit[] = [];
  const add = (snapshot: JsonObject, note: string, slip: Slip | null) =>
    edits.push({ snapshot, note, slip });
  let snapshot = output;
  for (const slip of repairs) {
    snapshot = repair(snapshot, slip);
    add(snapshot, repairNote(slip, draw), slip);
  }
  // What nobody would do in good faith is no mistake: to clear a field, to break the schema.
  const settled = subject.slips
    .filter((slip) => slip.flavour === 'misread')
    .filter((slip) => !slips.includes(slip) || repairs.includes(slip));
  while (edits.length < count) {
    const slip = settled.length > 0 ? draw.pick(settled) : undefined;
    if (slip === undefined || count - edits.length === 1) {
      add(snapshot, 'Checked again, field by field; nothing to change.', null);
      continue;
    }
    add(spoil(snapshot, slip), mistakeNote(slip, draw), null);
    add(snapshot, repairNote(slip, draw), slip);
  }
  return { output, slips, edits, open: slips.slice(count) };
}

/** What is wrong at first: no more than will be put right, where the review ends well. */
function drawSlips(subject: Subject, shape: Shape, draw: Draw): readonly Slip[] {
  const { slips, slipsMax, blockType } = subject;
  const flavour = NEEDS[shape.trigger];
  const isNeeded = flavour === 'missing' || blockType === 'extract' ? flavour : undefined;
  const needed = slips.find((slip) => slip.flavour === isNeeded);
  const count = shape.versions - 1;
  const isLeftOpen = shape.status !== 'approved' && draw.chance(count === 0 ? 90 : 30);
  const wanted = Math.max(needed ? 1 : 0, count + (isLeftOpen ? 1 : 0));
  const limit = Math.min(wanted, slips.length, slipsMax);
  const others = draw.some(
    slips.filter((slip) => slip !== needed && !overlaps(slip, needed)),
    limit - (needed ? 1 : 0),
  );
  const drawn = needed ? [needed, ...others] : others;
  return slipsMax === 1 && !needed && drawn.length === 1 ? [draw.pick(slips)] : drawn;
}

/** Two slips in one place would take each other back. */
function overlaps(slip: Slip, other: Slip | undefined): boolean {
  if (other === undefined) return false;
  const [left, right] = [pathText(slip.path), pathText(other.path)];
  return left.startsWith(right) || right.startsWith(left);
}
