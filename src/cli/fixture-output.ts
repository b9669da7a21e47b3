import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Pieces are gathered until they are worth a write. Units: characters. */
const CHUNK_LENGTH = 1 << 16;

/** What is told after each chunk: how many pieces have been written. */
type OnProgress = (pieces: number) => void;

/**
 * Writes pieces of text to standard output, as fast as whoever reads it takes them.
 *
 * A reader that has seen enough ends it: that is no error.
 */
export async function writeToStream(
  pieces: Iterable<string>,
  stream: NodeJS.WritableStream,
  onProgress: OnProgress,
): Promise<void> {
  const state = { error: undefined as NodeJS.ErrnoException | undefined };
  const onError = (error: NodeJS.ErrnoException) => (state.error = error);
  stream.on('error', onError);
  try {
    for (const [chunk, count] of chunksOf(pieces)) {
      if (!stream.write(chunk) && state.error === undefined) await drained(stream);
      await nextTurn();
      if (state.error) break;
      onProgress(count);
    }
  } finally {
    stream.off('error', onError);
  }
  if (state.error && state.error.code !== 'EPIPE') throw state.error;
}

/** Drained, or broken: then nobody will drain it. */
async function drained(stream: NodeJS.WritableStream): Promise<void> {
  await once(stream, 'drain').catch(() => undefined);
}

function* chunksOf(pieces: Iterable<string>): Generator<readonly [chunk: string, count: number]> {
  let chunk = '';
  let count = 0;
  for (const piece of pieces) {
    chunk += piece;
    count += 1;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield [chunk, count];
    chunk = '';
  }
  if (chunk !== '') yield [chunk, count];
}

/**
 * Writes pieces of text to a file: all of them or none. They go to a file beside it, which takes its
 * name at the end.
 *
 * Errors: UsageError when there can be no such file.
 */
export async function writeToFile(
  pieces: Iterable<string>,
  file: string,
  { terminal, onProgress }: { readonly terminal: Terminal; readonly onProgress: OnProgress },
): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory() === true) throw new UsageError(`${file} is a folder.`);
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  const remove = () => rm(temporary, { force: true });
  terminal.onStop(async () => {
    await remove();
    process.exit(EXIT_INTERRUPTED);
  });
  const stream = createWriteStream(temporary);
  try {
    await once(stream, 'open');
    await writeToStream(pieces, stream, onProgress);
    stream.end();
    await once(stream, 'close');
    await rename(temporary, file);
  } catch (error) {
    stream.destroy();
    await remove();
    throw explained(error, file);
  }
}

const EXIT_INTERRUPTED = 130;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'what should be its folder is a file',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
};

function explained(error: unknown, file: string): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  return reason === undefined ? error : new UsageError(`Cannot write ${file}: ${reason}.`);
}
