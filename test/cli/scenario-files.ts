import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'review-kit-cli-'));
let files = 0;

/** Writes a scenario file, text as it is and everything else as JSON; answers where it is. */
export function fileWith(content: unknown): string {
  files += 1;
  const file = join(folder, `scenario-${files}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

export function removeFiles(): void {
  rmSync(folder, { recursive: true });
}
