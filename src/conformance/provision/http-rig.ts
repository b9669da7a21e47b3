import type { GateRequest } from '../../contract/control-contract.ts';
import { resultOf } from '../execute/opener.ts';
import type { Transport, WireReply, WireRequest } from '../execute/transport.ts';
import { shown } from '../reply.ts';
import {
  Inconclusive,
  RigError,
  type Capability,
  type Rig,
  type RigReply,
  type RunState,
} from '../rig.ts';

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

/** One request to a rig. */
interface RigRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  /** Whether the state is the same after doing it twice as after doing it once. */
  readonly isRepeatable?: boolean;
}

type Ask = (request: RigRequest) => Promise<RigReply>;

/**
 * Opens a rig that speaks the control interface, and finds out how much of it.
 *
 * Errors: rejects with RigError when not even a gate can be opened.
 * Source: spec/control.yaml; contract section 10, the part marked P.
 */
export async function openHttpRig(options: HttpRigOptions): Promise<Rig> {
  const ask = createAsk(options);
  const found = await findCapabilities(ask, options).catch(asRigError);
  const mustAnswer = async (request: RigRequest) => {
    const { status, body } = await ask(request);
    if (status === OK) return body;
    const { method, path } = request;
    throw new RigError(`${options.name}: ${method} ${path} answered ${status}; 200 expected`);
  };
  const has = (capability: Capability) => found.has(capability);
  return {
    name: options.name,
    capabilities: found,
    openGate: (gate) => ask(gateRequest(gate)),
    ...(has('clock') && {
      advanceClock: async (byMs) => {
        await mustAnswer({ method: 'POST', path: '/clock', body: { advance_ms: byMs } });
      },
    }),
    ...(has('agents') && {
      agentEvent: (runId, blockId, event) =>
        ask({
          method: 'POST',
          path: `/agents/${encodeURIComponent(runId)}/${encodeURIComponent(blockId)}`,
          body: event,
        }),
    }),
    ...(has('runs') && {
      runState: async (runId) => (await mustAnswer(runRequest(runId))) as RunState,
    }),
    ...(has('hold') && {
      holdRuns: async (isHeld) => {
        await mustAnswer(holdRequest(isHeld));
      },
    }),
    ...(has('reopen') && {
      reopen: (reviewId) => ask(reopenRequest(reviewId)),
    }),
    cleanup: async () => {
      if (options.namespace === undefined) return;
      const path = `/namespaces/${options.namespace}`;
      await ask({ method: 'DELETE', path, isRepeatable: true });
    },
  };
}

/** A gate of a block that is named can be told from a second one: it would be refused. */
function gateRequest(gate: GateRequest): RigRequest {
  const isRepeatable = gate.run_id !== undefined && gate.block_id !== undefined;
  return { method: 'POST', path: '/gates', body: gate, isRepeatable };
}

function runRequest(runId: string): RigRequest {
  return { method: 'GET', path: `/runs/${encodeURIComponent(runId)}`, isRepeatable: true };
}

function holdRequest(isHeld: boolean): RigRequest {
  return { method: 'POST', path: '/resume', body: { hold: isHeld }, isRepeatable: true };
}

function reopenRequest(reviewId: string): RigRequest {
  return { method: 'POST', path: `/reviews/${encodeURIComponent(reviewId)}/reopen`, body: {} };
}

/**
 * Makes the function that asks.
 *
 * A server may end a kept-alive connection just when a request goes out on it, so one cut is no
 * broken rig. What can be done twice is then asked once more. A gate asked for again and refused
 * as there already may be the first one's doing or the point of the check, and the rest (a clock
 * moved, an agent driven, a review reopened) may be done or not: there nothing can be said. None of
 * this is under judgement; a request that is, is never sent again.
 */
function createAsk({ name, transport, prefix, headers }: HttpRigOptions): Ask {
  return async (request) => {
    const wire = wireRequestOf(request, { prefix, headers });
    const send = () => transport.send(wire, TIMEOUT_MS);
    const what = `${name}: ${wire.method} ${wire.path}`;
    const unanswered = (error: unknown) => new RigError(`${what} got no answer: ${hint(error)}`);
    try {
      return readReply(await send());
    } catch (error) {
      if (!isCut(error)) throw unanswered(error);
      if (request.isRepeatable !== true) throw cutOff(what);
    }
    const reply = readReply(
      await send().catch((error: unknown) => {
        throw unanswered(error);
      }),
    );
    if (request.method === 'POST' && reply.status === CONFLICT) throw cutOff(what);
    return reply;
  };
}

function wireRequestOf(
  { method, path, body }: RigRequest,
  { prefix, headers }: Pick<HttpRigOptions, 'prefix'> & { readonly headers: Headers | undefined },
): WireRequest {
  return {
    method,
    path: prefix + path,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

type Headers = Readonly<Record<string, string>>;

function readReply({ status, text }: WireReply): RigReply {
  return { status, body: parsed(text) };
}

const CUT_CODES: ReadonlySet<unknown> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** Whether a connection that stood was ended; a refused one or a late reply is another matter. */
function isCut(error: unknown): boolean {
  return error instanceof Error && CUT_CODES.has((error as { readonly code?: unknown }).code);
}

function cutOff(what: string): Inconclusive {
  return new Inconclusive(`${what}: the connection was cut, so that it may be done or not`);
}

function hint(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `${reason}. Is the server up, and is its address right?`;
}

/** Before the run began there is no check to be inconclusive. */
function asRigError(error: unknown): never {
  throw error instanceof Inconclusive ? new RigError(error.message) : error;
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
  const plain = await ask(gateRequest(TRIAL_GATE));
  const opened = resultOf(plain, `${name} (POST /gates)`);
  if (opened.review_id === null) {
    throw new RigError(`${name}: a gate that always fires opened no review: ${shown(plain.body)}`);
  }
  const { run_id: runId } = opened;
  const withAgent = await ask(gateRequest({ ...TRIAL_GATE, agent } as GateRequest));
  const drive = async () => {
    if (withAgent.status !== 201) return withAgent;
    const { run_id: agentRunId, block_id: blockId } = resultOf(withAgent, name);
    return ask({
      method: 'POST',
      path: `/agents/${agentRunId}/${blockId}`,
      body: { event: 'start' },
    });
  };
  const tried: readonly (readonly [Capability, RigReply, number])[] = [
    [
      'clock',
      await ask({ method: 'POST', path: '/clock', body: { advance_ms: 0 }, isRepeatable: true }),
      OK,
    ],
    ['agents', await drive(), OK],
    ['runs', await ask(runRequest(runId)), OK],
    ['hold', await ask(holdRequest(false)), OK],
    // It awaits review, so there is nothing to reopen.
    ['reopen', await ask(reopenRequest(opened.review_id)), CONFLICT],
  ];
  const able = tried.filter(([, { status }, expected]) => status === expected);
  return new Set<Capability>(['gates', ...able.map(([capability]) => capability)]);
}

const TRIAL_GATE = {
  block_type: 'extract',
  predicate: { kind: 'always' },
  evidence: { output: { total_amount: 505 } } as unknown as Record<string, never>,
  workflow_id: 'wf_review_kit_probe',
} as GateRequest;
