import type { ScenarioName } from '../mock/scenarios/scenarios.ts';

/** What the banner tells. */
export interface BannerFacts {
  readonly url: string;
  /** Undefined when there is no control interface. */
  readonly controlUrl: string | undefined;
  /** Whether the page at `/__control/ui` is there. */
  readonly hasInspector: boolean;
  /** Undefined when the scenario came from a file. */
  readonly scenario: ScenarioName | undefined;
  readonly scenarioLabel: string;
  readonly reviewCount: number;
  readonly seed: string;
  readonly clock: string;
  /** The foreign document, if one is served. */
  readonly spec?: string | undefined;
  /** A key that works. */
  readonly key: string;
  /** What the control interface asks for. */
  readonly controlToken: string | undefined;
  /** What goes wrong on purpose. */
  readonly faults?: readonly string[];
  /** Whether others on the network could control the mock. */
  readonly isOpenToOthers: boolean;
}

/** Says where the mock is and what to try next. */
export function bannerOf(facts: BannerFacts): string {
  const { url, controlUrl, scenarioLabel, reviewCount, seed, clock } = facts;
  const reviews = reviewCount === 1 ? '1 review' : `${reviewCount} reviews`;
  return [
    `review-kit mock is up at ${url}`,
    `  scenario ${scenarioLabel} (${reviews}) · seed ${seed} · clock ${clock}`,
    ...(facts.spec === undefined ? [] : [`  spec ${facts.spec}`]),
    controlUrl === undefined ? '  control off' : `  control ${controlUrl}/__control`,
    ...((facts.faults ?? []).length > 0 ? [`  faults ${facts.faults?.join(', ')}`] : []),
    ...(controlUrl !== undefined && facts.hasInspector
      ? [`  inspector ${controlUrl}/__control/ui`]
      : []),
    ...(facts.isOpenToOthers
      ? ['  WARNING: whoever reaches this address can control the mock; pass --control-token']
      : []),
    '',
    'Try:',
    ...commandsOf(facts).map((command) => `  ${command}`),
    '',
    'Stop with Ctrl-C.',
  ].join('\n');
}

function commandsOf(facts: BannerFacts): readonly string[] {
  const { url, controlUrl, scenario, key } = facts;
  const curl = `curl -s -H 'Api-Key: ${key.replaceAll("'", String.raw`'\''`)}'`;
  const reviews = `${url}/v1/workflows/reviews`;
  const send = (address: string, body: object) =>
    `${curl} -H 'Content-Type: application/json' -d '${JSON.stringify(body)}' ${address}`;
  const overlay = `${reviews}/run_abc123/block_extract`;
  if (scenario === 'seeds') {
    return [`${curl} ${overlay}`, send(`${overlay}/claim`, { version_stamp: 3 })];
  }
  if (scenario === 'empty' && controlUrl !== undefined) {
    const gate = {
      block_type: 'extract',
      predicate: { kind: 'always' },
      evidence: { output: { total: 505 } },
    };
    const address = `${controlUrl}/__control/gates`;
    const token = facts.controlToken === undefined ? '' : "-H 'Authorization: Bearer TOKEN' ";
    return [send(`${token}${address}`, gate), `${curl} ${reviews}`];
  }
  return [`${curl} '${reviews}?limit=5'`, `${curl} '${reviews}?status=awaiting_review&limit=5'`];
}
