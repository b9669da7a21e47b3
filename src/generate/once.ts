/**
 * Makes something when it is first asked for, and then gives the same again. Only for what never
 * changes and is dear to make, such as compiled schemas.
 */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
