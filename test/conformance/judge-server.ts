import type { Check } from '../../src/conformance/check.ts';
import type { Report } from '../../src/conformance/report/report.ts';
import { runConformance } from '../../src/conformance/run.ts';
import type { RunOptions } from '../../src/conformance/run-options.ts';
import type { Fetch } from '../../src/mock/mock.ts';

/** Judges a server in this process by some checks alone; the same every time. */
export async function judge(
  fetch: Fetch,
  checks: readonly Check[],
  options: Partial<RunOptions> = {},
): Promise<Report> {
  return runConformance({ target: { kind: 'fetch', fetch }, checks, seed: '1', ...options });
}

/** A request that a server answered. */
export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

/** What a broken server answers in place of it; undefined to leave the answer. */
export type Breaking = (
  answered: Answered,
) => { readonly status?: number; readonly body?: unknown } | undefined;

/** A server that does the right thing and then says something else. */
export function breakingReplies(fetch: Fetch, breaking: Breaking): Fetch {
  return async (request) => {
    const reply = await fetch(request);
    const text = await reply.clone().text();
    const { pathname: path } = new URL(request.url);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const broken = breaking({ method: request.method, path, status: reply.status, body });
    if (broken === undefined) return reply;
    return new Response(JSON.stringify(broken.body ?? body), {
      status: broken.status ?? reply.status,
      headers: { 'content-type': 'application/json' },
    });
  };
}

/** The findings of a report as `ID LEVEL`, each once. */
export function foundIn(report: Report): readonly string[] {
  const found = report.requirements.flatMap(({ id, findings }) =>
    findings.map(({ level }) => `${id} ${level}`),
  );
  return [...new Set(found)];
}
