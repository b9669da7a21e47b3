import { declaredShapeOf, type DeclaredShape } from '../declared-shape.ts';

/** Finds the members of a value that a named schema does not declare. */
export type UndeclaredFinder = (schemaName: string, value: unknown) => readonly string[];

/**
 * Makes the finder; it reads each schema once.
 *
 * Validation lets undeclared members pass, as replies are open; a front end that uses one depends
 * on this server.
 *
 * Shape: the name of a schema and a value → paths such as `versions.0.extra`.
 * Source: SCH-2.
 */
export function createUndeclaredFinder(): UndeclaredFinder {
  const shapes = new Map<string, DeclaredShape>();
  return (schemaName, value) => {
    const shape = shapes.get(schemaName) ?? declaredShapeOf(schemaName);
    shapes.set(schemaName, shape);
    return undeclaredIn(shape, value, '');
  };
}

function undeclaredIn(shape: DeclaredShape, value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) =>
      undeclaredIn(shape.items(), item, `${path}${index}.`),
    );
  }
  if (shape.isOpen) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const declared = shape.member(name);
    return declared === undefined
      ? [path + name]
      : undeclaredIn(declared, member, `${path}${name}.`);
  });
}
