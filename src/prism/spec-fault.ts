/**
 * Something in a foreign document that does not do what its author thinks it does.
 *
 * An `error` stops the start: requests could not be judged by it. A `warning` is a keyword that
 * Prism passes over while it judges by the rest.
 */
export interface SpecFault {
  readonly kind: 'error' | 'warning';
  /** Where: `#/components/schemas/Pet/properties/name/pattern`. */
  readonly pointer: string;
  readonly message: string;
}

/** Makes a fault that stops the start. */
export function specError(pointer: string, message: string): SpecFault {
  return { kind: 'error', pointer, message };
}

/** Makes a fault that is only told. */
export function specWarning(pointer: string, message: string): SpecFault {
  return { kind: 'warning', pointer, message };
}

/** One fault for each place and sentence, in the order in which they were found. */
export function withoutRepeats(faults: readonly SpecFault[]): readonly SpecFault[] {
  const byText = new Map(faults.map((each) => [`${each.pointer} ${each.message}`, each]));
  return [...byText.values()];
}
