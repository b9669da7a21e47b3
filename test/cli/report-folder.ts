import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../src/conformance/report/report.ts';

/** A folder for what one test file has written. */
export interface ReportFolder {
  readonly path: (name: string) => string;
  readonly text: (name: string) => string;
  readonly report: (name: string) => Report;
  readonly write: (name: string, content: unknown) => string;
  readonly names: () => readonly string[];
  readonly remove: () => void;
}

/** Makes an empty one. */
export function createReportFolder(): ReportFolder {
  const folder = mkdtempSync(join(tmpdir(), 'review-kit-reports-'));
  const path = (name: string) => join(folder, name);
  const text = (name: string) => readFileSync(path(name), 'utf8');
  return {
    path,
    text,
    report: (name) => JSON.parse(text(name)) as Report,
    write: (name, content) => {
      writeFileSync(path(name), typeof content === 'string' ? content : JSON.stringify(content));
      return path(name);
    },
    names: () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted(),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
