/** A place in a review that no sequence of commands can lead to. */
export interface Breach {
  /** Keys and indexes from the review down. */
  readonly path: readonly (string | number)[];
  readonly requirement: string;
  readonly message: string;
}

/** Something that must hold, where, and what to say when it does not. */
export type Claimed = readonly [holds: boolean, path: Breach['path'], message: string];

/** Keeps what does not hold. Source: the requirement that is named. */
export function breachesOf(requirement: string, claims: readonly Claimed[]): readonly Breach[] {
  return claims
    .filter(([holds]) => !holds)
    .map(([, path, message]) => ({ path, requirement, message }));
}
