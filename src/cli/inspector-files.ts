import { readFile } from 'node:fs/promises';
import type { InspectorFiles } from '../mock/control/inspector-page.ts';

/** Where `npm run build` puts the inspector, as seen from the built command line. */
const FOLDER = new URL('../inspector/', import.meta.url);

/**
 * Reads the inspector's page, script and style sheet.
 *
 * Shape: undefined where it has not been built; the mock then says so at its address.
 * Errors: rejects when a file is there but cannot be read.
 */
export async function readInspectorFiles(folder = FOLDER): Promise<InspectorFiles | undefined> {
  try {
    const [html, script, style] = await Promise.all(
      ['index.html', 'inspector.js', 'inspector.css'].map((name) =>
        readFile(new URL(name, folder), 'utf8'),
      ),
    );
    return { html: html ?? '', script: script ?? '', style: style ?? '' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
