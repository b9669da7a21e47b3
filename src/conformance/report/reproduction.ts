import type { Breakage } from '../execute/ledger.ts';
import type { Exchange } from '../exchange.ts';
import type { Reproduction } from './report.ts';

/** More lines than this help nobody; `review-kit replay` does the rest. */
const LINES_MAX = 24;

/** How a run opens reviews, as a shell can do it too; null when it cannot. */
export type GateUrl = string | null;

/**
 * Writes down how to see a finding again.
 *
 * The lines open a review of their own under a new run id and repeat what happened to it, so that
 * they can be pasted as they are once the variables are set.
 */
export function reproductionOf(breakage: Breakage, id: string, gateUrl: GateUrl): Reproduction {
  const replay = `review-kit replay report.json --finding '${id}' --url "$REVIEW_API_URL"`;
  return { curl: curlLines(breakage, gateUrl), replay };
}

function curlLines(breakage: Breakage, gateUrl: GateUrl): readonly string[] {
  const { gate = null, witness } = breakage;
  const history = breakage.history?.length ? breakage.history : witness;
  const shownHistory = history.slice(-LINES_MAX);
  if (gate === null || gateUrl === null) return shownHistory.map((each) => curlLine(each));
  const names = namesIn(gate, history);
  const opening =
    `REVIEW_ID=$(curl -s -H 'Content-Type: application/json' ` +
    `-d ${quoted(JSON.stringify(gate), names)} "${gateUrl}" ` +
    `| sed -n 's/.*"review_id":"\\([^"]*\\)".*/\\1/p')`;
  return ['RUN_ID=repro_$(date +%s)', opening, ...withWaits(shownHistory, names)];
}

/** What overlapped is sent at once, and waited for before what came after. */
function withWaits(history: readonly Exchange[], names: Names): readonly string[] {
  let isParallel = false;
  return history.flatMap((each, index) => {
    const next = history[index + 1];
    const overlaps = next !== undefined && next.invokedAt < (each.returnedAt ?? Infinity);
    const endsGroup = isParallel && !overlaps;
    isParallel = overlaps;
    const line = curlLine(each, names);
    return overlaps ? [`${line} &`] : [line, ...(endsGroup ? ['wait'] : [])];
  });
}

/** Texts that differ from run to run, and the shell variable that stands for each. */
type Names = readonly (readonly [text: string, variable: string])[];

function namesIn(gate: NonNullable<Breakage['gate']>, history: readonly Exchange[]): Names {
  const reviewId = history
    .map(({ request }) => /rev_[A-Z2-7]{26}/.exec(JSON.stringify(request))?.[0])
    .find((found) => found !== undefined);
  const runId = gate.run_id;
  return [
    ...(runId === undefined ? [] : [[runId, 'RUN_ID'] as const]),
    ...(reviewId === undefined ? [] : [[reviewId, 'REVIEW_ID'] as const]),
  ];
}

function curlLine({ actor, request }: Exchange, names: Names = []): string {
  const { method, path, headers = {}, body, rawBody } = request;
  const data = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  const type = data === undefined ? {} : { 'Content-Type': 'application/json' };
  const shown = Object.entries({ ...type, ...headers });
  const keys = keysIn(JSON.stringify([path, headers]));
  return [
    'curl -s -i',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...(actor === null || keys.length > 0 ? [] : [`-H "Authorization: Bearer $KEY_${actor}"`]),
    ...shown.map(([name, value]) => `-H ${quoted(`${name}: ${value}`, keys)}`),
    ...(data === undefined ? [] : [`-d ${quoted(data, names)}`]),
    `"$REVIEW_API_URL"${quoted(path, [...names, ...keys])}`,
  ].join(' ');
}

/** The keys that stand elsewhere than in a bearer token, as the recorder wrote them down. */
function keysIn(text: string): Names {
  const found = text.match(/\$KEY_\w+/g) ?? [];
  return [...new Set(found)].map((name) => [name, name.slice(1)]);
}

/** Quotes a text for a shell; the variables stand outside the quotes. */
function quoted(text: string, names: Names): string {
  let result = `'${text.replaceAll("'", String.raw`'\''`)}'`;
  for (const [name, variable] of names) result = result.replaceAll(name, `'"$${variable}"'`);
  return result;
}
