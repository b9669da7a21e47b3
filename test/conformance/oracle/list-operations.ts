import type { ListOperation, ListWrite } from './list-model.ts';

/** `[id, client, invokedAt, returnedAt]` */
export type When = readonly [number, string, number, number | null];

function sent([id, client, invokedAt, returnedAt]: When) {
  return { id, client, invokedAt, returnedAt };
}

/** A read that was answered. */
export function read(when: When, rev: number, document?: string): ListOperation {
  return { kind: 'read', ...sent(when), rev, ...(document === undefined ? {} : { document }) };
}

interface Told {
  readonly rev?: number;
  readonly document?: string;
  readonly command?: string;
}

/** A write that was told it succeeded, by default with the revision after its stamp. */
export function accepted(
  when: When,
  stamp: number,
  write: ListWrite,
  told: Told = {},
): ListOperation {
  const { rev = stamp + 1, document, command } = told;
  const written = { kind: 'accepted', ...sent(when), stamp, write, rev } as const;
  return {
    ...written,
    ...(document === undefined ? {} : { document }),
    ...(command === undefined ? {} : { commandId: command }),
  };
}

/** A write that was not told it succeeded. */
export function turned(
  kind: 'conflict' | 'refused' | 'unknown',
  when: When,
  [stamp, write, command]: readonly [number, ListWrite, string?],
): ListOperation {
  const written = { kind, ...sent(when), stamp, write };
  return command === undefined ? written : { ...written, commandId: command };
}

/** A command that was told it had been carried out before. */
export function repeat(when: When, command: string, rev: number, document?: string): ListOperation {
  const shown = { rev, ...(document === undefined ? {} : { document }) };
  return { kind: 'repeat', ...sent(when), commandId: command, ...shown };
}

/** A write that made rev 1, long over. */
export const FIRST = accepted([1, 'A', 1, 2], 0, 'a', { document: 'a' });
