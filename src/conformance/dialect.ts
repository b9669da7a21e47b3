/** The readings that the contract leaves open, each with the values that are permitted. */
export const READINGS = {
  /** Where `rev` starts. Any number will do, so none is listed. */
  'initial-rev': { requirement: 'REV-6', values: [] },
  /** The status without credentials. */
  unauthenticated: { requirement: 'AUTH-1', values: ['401', '403'] },
  /** The status for JSON that does not parse. */
  unparsable: { requirement: 'SCH-3', values: ['422', '400'] },
  /** The body of an error that is not a 422. */
  errors: { requirement: 'ERR-1', values: ['detail', 'envelope'] },
  /** Whether an expired claim is shown. */
  'expired-claim': { requirement: 'CLM-3', values: ['null', 'shown'] },
  /** Whether releasing what nobody holds is a write. */
  'empty-release': { requirement: 'REV-6', values: ['write', 'no-op'] },
  /** What a decision does to a claim. */
  'claim-after-decision': { requirement: 'DEC-4', values: ['cleared', 'kept'] },
  /** By how much approving with edits moves `rev`. */
  'edit-step': { requirement: 'REV-6', values: ['1', '2'] },
  /** Which of two mistakes answers first: the stamp, or that the review is decided. */
  'check-order': { requirement: 'ERR-3', values: ['stamp-first', 'decided-first'] },
  /** The status for a `command_id` with another body. */
  'command-reuse': { requirement: 'IDM-3', values: ['409', '422'] },
  /** What a repeated decision answers. */
  repeat: { requirement: 'IDM-2', values: ['already_applied', 'already_received'] },
  /** The answer to a different decision on a decided review. */
  conflict: { requirement: 'RES-7', values: ['200', '409'] },
  /** Whether a version beside other leaves needs them acknowledged. */
  superseded: { requirement: 'RES-8', values: ['acknowledge', 'peers'] },
  /** The status for a cursor that names no review. */
  cursor: { requirement: 'LST-3', values: ['422', '404', '400'] },
  /** How many likelihoods become one. */
  likelihoods: { requirement: 'PRD-3', values: ['mean', 'min'] },
  /** What a blank text in a required field is. */
  blank: { requirement: 'PRD-3', values: ['answer', 'gap'] },
} as const satisfies Record<
  string,
  { readonly requirement: string; readonly values: readonly string[] }
>;

/** The name of a reading. */
export type ReadingName = keyof typeof READINGS;

/** The readings' names. */
export const READING_NAMES = Object.keys(READINGS) as readonly ReadingName[];

/**
 * Which reading a target follows; what the probe could not find out is absent.
 *
 * Shape: the value is one of the permitted ones, or what was seen in their place.
 */
export type Dialect = Readonly<Partial<Record<ReadingName, string>>>;

/** Whether a value is one that the contract permits for a reading. */
export function isPermitted(name: ReadingName, value: string): boolean {
  const values: readonly string[] = READINGS[name].values;
  return values.length === 0 || values.includes(value);
}
