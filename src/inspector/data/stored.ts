/** What the page remembers: `tab` until the tab is closed, `browser` for good. */
export type Memory = 'tab' | 'browser';

/** Reads what was remembered; nothing where the browser keeps nothing. */
export function readStored(name: string, memory: Memory): string | undefined {
  try {
    return storageOf(memory).getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a text; undefined forgets it. */
export function store(name: string, text: string | undefined, memory: Memory): void {
  try {
    if (text === undefined) storageOf(memory).removeItem(PREFIX + name);
    else storageOf(memory).setItem(PREFIX + name, text);
  } catch {
    // A browser that keeps nothing: the page works on, and forgets.
  }
}

const PREFIX = 'review-kit.inspector.';

function storageOf(memory: Memory): Storage {
  return memory === 'tab' ? sessionStorage : localStorage;
}
