import { unwatchFile, watchFile } from 'node:fs';

const POLL_INTERVAL_MS = 200;
/** A large file is not written at once. */
const SETTLE_MS = 100;

/**
 * Calls back after each change of a file, once it has come to rest, and once at the start; answers how
 * to stop.
 *
 * It looks at the file by its name: editors replace a file rather than write into it, and what waits
 * for events of the old one hears nothing of the new. It keeps no process alive.
 */
export function watchForChanges(file: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const listener = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, SETTLE_MS);
  };
  // What was saved since the file was last read is a change too.
  listener();
  watchFile(file, { interval: POLL_INTERVAL_MS, persistent: false }, listener);
  return () => {
    clearTimeout(timer);
    unwatchFile(file, listener);
  };
}
