import type { GateRequest } from '../../contract/control-contract.ts';
import { resultOf } from '../execute/opener.ts';
import type { Transport } from '../execute/transport.ts';
import { shown } from '../reply.ts';
import { RigError, type Capability, type Rig, type RigReply, type RunState } from '../rig.ts';

/** Where an HTTP rig is, and how it is asked. */
export interface HttpRigOptions {
  /** What reports call it. */
  readonly name: string;
  readonly transport: Transport;
  /** Put before `/gates` and the others, such as `/__control`. */
  readonly prefix: string;
  /** Sent with every request, such as a token. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A namespace to forget at the end, if the rig knows such things. */
  readonly namespace?: string;
}

const TIMEOUT_MS = 10_000;
const OK = 200;
const CONFLICT = 409;

type Ask = (method: string, path: string, body?: unknown) => Promise<RigReply>;

/**
 * Opens a rig that speaks the control interface, and finds out how much of it.
 *
 * Errors: rejects with RigError when not even a gate can be opened.
 * Source: spec/control.yaml; contract section 10, the part marked P.
 */
export async function openHttpRig(options: HttpRigOptions): Promise<Rig> {
  const ask = createAsk(options);
  const found = await findCapabilities(ask, options);
  const mustAnswer = async (method: string, path: string, body?: unknown) => {
    const reply = await ask(method, path, body);
    if (reply.status === OK) return reply.body;
    throw new RigError(`${options.name}: ${method} ${path} answered ${reply.status}; 200 expected`);
  };
  const has = (capability: Capability) => found.has(capability);
  return {
    name: options.name,
    capabilities: found,
    openGate: (gate) => ask('POST', '/gates', gate),
    ...(has('clock') && {
      advanceClock: async (byMs) => {
        await mustAnswer('POST', '/clock', { advance_ms: byMs });
      },
    }),
    ...(has('agents') && {
      agentEvent: (runId, blockId, event) =>
        ask('POST', `/agents/${encodeURIComponent(runId)}/${encodeURIComponent(blockId)}`, event),
    }),
    ...(has('runs') && {
      runState: async (runId) =>
        (await mustAnswer('GET', `/runs/${encodeURIComponent(runId)}`)) as RunState,
    }),
    ...(has('hold') && {
      holdRuns: async (isHeld) => {
        await mustAnswer('POST', '/resume', { hold: isHeld });
      },
    }),
    ...(has('reopen') && {
      reopen: (reviewId) => ask('POST', `/reviews/${encodeURIComponent(reviewId)}/reopen`, {}),
    }),
    cleanup: async () => {
      if (options.namespace !== undefined) await ask('DELETE', `/namespaces/${options.namespace}`);
    },
  };
}

function createAsk({ name, transport, prefix, headers }: HttpRigOptions): Ask {
  return async (method, path, body) => {
    const request = {
      method,
      path: prefix + path,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const reply = await transport.send(request, TIMEOUT_MS).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new RigError(
        `${name}: ${method} ${prefix}${path} got no answer: ${reason}. ` +
          'Is the server up, and is its address right?',
      );
    });
    return { status: reply.status, body: parsed(reply.text) };
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Opens one review and tries on it what nothing else depends on. */
async function findCapabilities(
  ask: Ask,
  { name }: HttpRigOptions,
): Promise<ReadonlySet<Capability>> {
  const agent = { mode: 'pre_review' } as const;
  const plain = await ask('POST', '/gates', TRIAL_GATE);
  const opened = resultOf(plain, `${name} (POST /gates)`);
  if (opened.review_id === null) {
    throw new RigError(`${name}: a gate that always fires opened no review: ${shown(plain.body)}`);
  }
  const { run_id: runId } = opened;
  const withAgent = await ask('POST', '/gates', { ...TRIAL_GATE, agent });
  const drive = async () => {
    if (withAgent.status !== 201) return withAgent;
    const { run_id: agentRunId, block_id: blockId } = resultOf(withAgent, name);
    return ask('POST', `/agents/${agentRunId}/${blockId}`, { event: 'start' });
  };
  const tried: readonly (readonly [Capability, RigReply, number])[] = [
    ['clock', await ask('POST', '/clock', { advance_ms: 0 }), OK],
    ['agents', await drive(), OK],
    ['runs', await ask('GET', `/runs/${encodeURIComponent(runId)}`), OK],
    ['hold', await ask('POST', '/resume', { hold: false }), OK],
    // It awaits review, so there is nothing to reopen.
    ['reopen', await ask('POST', `/reviews/${opened.review_id}/reopen`, {}), CONFLICT],
  ];
  const able = tried.filter(([, { status }, expected]) => status === expected);
  return new Set<Capability>(['gates', ...able.map(([capability]) => capability)]);
}

const TRIAL_GATE: Omit<GateRequest, 'agent'> = {
  block_type: 'extract',
  predicate: { kind: 'always' },
  evidence: { output: { total_amount: 505 } } as unknown as Record<string, never>,
  workflow_id: 'wf_review_kit_probe',
} as GateRequest;
