import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `node --cpu-prof` writes, as far as it is read here. */
interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  /** The node at the top of the stack, sample by sample. */
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

/** What a request consists of, and the functions by which it is known, the innermost first. */
export const STAGES = {
  'writing to the socket': ['send', 'onwrite', 'afterWriteDispatched'],
  'reading the request': ['parserOnHeadersComplete', 'parserOnBody', 'readBody', 'endReadableNT'],
  'the rules': ['transition'],
  'the indexes': ['put', 'list', 'queue', 'find'],
  'the texts': ['overlay', 'overlaySummary', 'workflowReview', 'page', 'writeJson', 'encodeReply'],
  'checks, keys, journal': ['answer', 'dispatch', 'record', 'placeOf', 'withFaults', 'direct'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A part of the time that a server worked. */
export type Stage = keyof typeof STAGES | 'garbage collection' | 'the rest of Node';

/** All of them, in the order of a table. */
export const STAGE_NAMES: readonly Stage[] = [
  ...(Object.keys(STAGES) as (keyof typeof STAGES)[]),
  'garbage collection',
  'the rest of Node',
];

/** What comes before the load, and between two bursts of it, is nobody's request. */
const NO_REQUEST: ReadonlySet<string> = new Set([
  '(idle)',
  'loadScenario',
  'createMock',
  'reset',
  'requireBuiltin',
  'evaluate',
]);

const STAGE_BY_FUNCTION = new Map<string, Stage>(
  Object.entries(STAGES).flatMap(([stage, names]) =>
    names.map((name) => [name, stage as Stage] as const),
  ),
);

/** The only profile in a folder. */
export function readProfile(directory: string): CpuProfile {
  const file = readdirSync(directory).find((name) => name.endsWith('.cpuprofile')) ?? '';
  return JSON.parse(readFileSync(join(directory, file), 'utf8')) as CpuProfile;
}

/**
 * The share of each stage in the time that requests took.
 *
 * Shape: a profile → shares that add up to one.
 */
export function stageShares({
  nodes,
  samples,
  timeDeltas,
}: CpuProfile): ReadonlyMap<Stage, number> {
  const stages = stagesOf(nodes);
  const times = new Map<Stage, number>();
  let total = 0;
  for (const [place, id] of samples.entries()) {
    const stage = stages.get(id);
    if (stage === undefined) continue;
    const deltaUs = timeDeltas[place] ?? 0;
    times.set(stage, (times.get(stage) ?? 0) + deltaUs);
    total += deltaUs;
  }
  return new Map(STAGE_NAMES.map((stage) => [stage, (times.get(stage) ?? 0) / total]));
}

/** The stage of each node: its own function's, else that of the nearest caller who has one. */
function stagesOf(nodes: readonly ProfileNode[]): ReadonlyMap<number, Stage | undefined> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const stages = new Map<number, Stage | undefined>();
  const visit = (id: number, callers: Stage | undefined) => {
    const node = byId.get(id);
    if (node === undefined || NO_REQUEST.has(node.callFrame.functionName)) return;
    const stage = stageOf(node) ?? callers;
    stages.set(id, stage);
    for (const child of node.children ?? []) visit(child, stage);
  };
  const [root] = nodes;
  if (root) visit(root.id, 'the rest of Node');
  return stages;
}

function stageOf({ callFrame: { functionName, url } }: ProfileNode): Stage | undefined {
  if (functionName === '(garbage collector)') return 'garbage collection';
  // What is built into the engine has no address, and names like `find`.
  if (url === '') return undefined;
  // The bundler numbers functions of the same name.
  return STAGE_BY_FUNCTION.get(functionName.replace(/\d+$/, ''));
}
