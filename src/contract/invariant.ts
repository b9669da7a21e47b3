/**
 * Stops on something that only a defect of ours can cause.
 *
 * Errors: throws; the message asks its reader to report it.
 */
export function invariant(condition: unknown, message: string): asserts condition {
  if (condition === undefined || condition === null || condition === false) {
    throw new Error(`review-kit is broken: ${message}. Please report this with its stack.`);
  }
}

/** Marks the branch of a switch that no value can reach. */
export function assertNever(value: never): never {
  throw new Error(`review-kit is broken: unexpected ${JSON.stringify(value)}. Please report this.`);
}
