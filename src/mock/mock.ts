import {
  createControlContract,
  type FaultRule,
  type StateDocument,
} from '../contract/control-contract.ts';
import { createReviewContract } from '../contract/review-contract.ts';
import { createSchemaRegistry, type Check } from '../contract/validators.ts';
import type { Actor } from '../contract/wire.ts';
import { DEFAULT_POLICIES, type Policies } from '../domain/policies.ts';
import type { JournalEntry } from '../store/journal.ts';
import { apiRequestOf, targetOf, type ApiRequest } from './api-request.ts';
import { createApiApp } from './app.ts';
import { CONTROL_PATH, createControlApp } from './control/control-app.ts';
import type { InspectorFiles } from './control/inspector-page.ts';
import { createKeyRing } from './credentials.ts';
import { createReplyCheck } from './reply-check.ts';
import type { ForeignApi } from '../contract/foreign.ts';
import { arrivedResponse, type Arrival } from './faults/arrival.ts';
import { ruleFaults } from './faults/fault-rule.ts';
import { HOSTILE_RULES } from './faults/hostile.ts';
import { createWorlds, EMPTY_STATE } from './worlds.ts';

/** A server as a function. */
export interface Fetch {
  (request: Request): Promise<Response>;
  /** Answers what it can without a Request being made of it; `listen` asks this first. */
  readonly direct?: (request: ApiRequest) => Promise<Arrival> | undefined;
}

/** What a mock can be told; everything has a default. */
export interface MockOptions {
  /** The state to start with, and to go back to on reset. Empty by default. */
  readonly scenario?: StateDocument;
  /** What ids are made from: the same seed and requests give the same ids. Random by default. */
  readonly seed?: string;
  /** The instant at which the clock stands, RFC 3339. By default it runs with the real one. */
  readonly frozenAt?: string;
  /** Whose key is whose. By default any key will do, and each is a human of its own. */
  readonly keys?: ReadonlyMap<string, Actor>;
  readonly policies?: Partial<Policies>;
  /** The token that the control interface asks for. */
  readonly controlToken?: string;
  /** Origins of browser pages that may use the control interface. */
  readonly controlOrigins?: readonly string[];
  /** The page at `/__control/ui`, built by `npm run build`. */
  readonly inspector?: InspectorFiles;
  /** Requests that the journal of each namespace keeps; 1,000 by default. */
  readonly journalSize?: number;
  /** What goes wrong on purpose, in every namespace from its start. */
  readonly faults?: readonly FaultRule[];
  /** Adds a mild mix of delays, errors, lost replies and lost races. */
  readonly hostile?: boolean;
  /** Milliseconds since 1970; the real clock by default. */
  readonly realNowMs?: () => number;
  /** Answers 500 instead of a reply that breaks the document. Off by default. */
  readonly validateResponses?: boolean;
  /** Answers what the review API does not have; by default that is 404. */
  readonly foreign?: ForeignApi;
  /** Sees every request and its reply. */
  readonly onExchange?: (entry: JournalEntry, namespace: string | undefined) => void;
  /** Hears of a defect of the mock itself; by default its stack goes to standard error. */
  readonly onDefect?: (error: unknown) => void;
}

/** A mock of the review API. */
export interface Mock {
  /** The review API and, under `/__control`, the control interface. */
  readonly fetch: Fetch;
  /** The review API alone. */
  readonly api: Fetch;
  /** The control interface alone. */
  readonly control: Fetch;
  /** The seed in use. */
  readonly seed: string;
  /** Ends every event stream. */
  readonly close: () => void;
}

const JOURNAL_SIZE = 1000;
const SEED_RANGE = 1_000_000;

/**
 * Makes a mock; it opens no port.
 *
 * Errors: rejects when a fault rule is none.
 * Source: spec/openapi.yaml, spec/control.yaml.
 */
export async function createMock(options: MockOptions = {}): Promise<Mock> {
  const policies = { ...DEFAULT_POLICIES, ...options.policies };
  const seed = options.seed ?? String(Math.floor(Math.random() * SEED_RANGE));
  const onDefect = options.onDefect ?? ((error) => console.error(error)); // oxlint-disable-line no-console
  const registry = createSchemaRegistry();
  const contract = createReviewContract(undefined, registry);
  const schemas = createControlContract(registry);
  const settings = {
    seed,
    policies,
    realNowMs: options.realNowMs ?? Date.now,
    frozenAt: options.frozenAt,
    journalSize: options.journalSize ?? JOURNAL_SIZE,
    faults: startingFaults(options, schemas.FaultRules),
    onDefect,
  };
  const worlds = await createWorlds(settings, options.scenario ?? EMPTY_STATE);
  const isNamespaceName = (name: string) => schemas.NamespaceName(name).length === 0;
  const api = createApiApp({
    contract,
    policies,
    worlds,
    isNamespaceName,
    keyRing: createKeyRing(options.keys ?? new Map()),
    foreign: options.foreign,
    onExchange: options.onExchange ?? (() => {}),
    onDefect,
    checkReply: options.validateResponses === true ? createReplyCheck(contract) : undefined,
  });
  const control = createControlApp({
    worlds,
    isNamespaceName,
    schemas: () => schemas,
    contract,
    token: options.controlToken,
    allowedOrigins: options.controlOrigins ?? [],
    inspector: options.inspector,
    onDefect,
  });
  const apiFetch = async (request: Request) => arrivedResponse(await api(apiRequestOf(request)));
  const fetch = async (request: Request) =>
    isControl(targetOf(request.url)) ? control.fetch(request) : apiFetch(request);
  return {
    fetch: Object.assign(fetch, {
      direct: (request: ApiRequest) => (isControl(request.target) ? undefined : api(request)),
    }),
    api: Object.assign(apiFetch, { direct: api }),
    control: async (request) => control.fetch(request),
    seed,
    close: worlds.close,
  };
}

function startingFaults(
  { faults = [], hostile = false }: MockOptions,
  checkRules: Check,
): readonly FaultRule[] {
  // Reading the schema of rules takes a while, and most mocks start without any.
  const shapeFaults = faults.length === 0 ? [] : checkRules({ rules: faults });
  const [first] = shapeFaults.length > 0 ? shapeFaults : ruleFaults(faults, ['body', 'rules']);
  if (first !== undefined) {
    throw new TypeError(`The option faults: ${first.loc.slice(2).join('.')}: ${first.msg}`);
  }
  return hostile ? [...faults, ...HOSTILE_RULES] : faults;
}

function isControl(target: string): boolean {
  return target.startsWith(CONTROL_PATH) && /^([/?#]|$)/.test(target.slice(CONTROL_PATH.length));
}
