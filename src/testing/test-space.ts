import type { StateDocument } from '../contract/control-contract.ts';
import type { Fetch } from '../mock/mock.ts';
import type { JournalEntry } from '../store/journal.ts';
import { createActorClient, type ActorClient } from './actor-client.ts';
import { createControlClient } from './control-client.ts';
import { expectRequests, type RequestPattern } from './expect-requests.ts';
import { createJsonClient } from './json-client.ts';
import { openReview, type GateOverrides, type OpenedReview } from './opened-review.ts';

/** Where the mock's clock stands. */
export interface ClockReading {
  /** RFC 3339. */
  readonly now: string;
  readonly frozen: boolean;
}

/** The clock of a space. */
export interface SpaceClock {
  readonly read: () => Promise<ClockReading>;
  /** Milliseconds. */
  readonly advance: (byMs: number) => Promise<ClockReading>;
  readonly set: (instant: string) => Promise<ClockReading>;
  readonly freeze: () => Promise<ClockReading>;
  readonly run: () => Promise<ClockReading>;
}

/** What the mock recorded in a space. */
export interface SpaceJournal {
  readonly entries: () => Promise<readonly JournalEntry[]>;
  readonly clear: () => Promise<void>;
  /** The requests that a pattern means; rejects with the whole journal when they are not `times`. */
  readonly expect: (pattern: RequestPattern, times?: number) => Promise<readonly JournalEntry[]>;
}

/** A world of its own for one test: reviews, clock, journal, faults. */
export interface TestSpace {
  /** The namespace. */
  readonly name: string;
  /** Where the front end under test finds the API. */
  readonly url: string;
  /** What the front end under test must send along, to be in this space. */
  readonly headers: Readonly<Record<string, string>>;
  readonly openReview: (gate?: GateOverrides) => Promise<OpenedReview>;
  /** Somebody with this key; every key is somebody else. */
  readonly asActor: (key: string) => ActorClient;
  readonly clock: SpaceClock;
  readonly journal: SpaceJournal;
  /** Rules as `PUT /__control/faults` takes them. */
  readonly setFaults: (rules: readonly object[]) => Promise<void>;
  readonly clearFaults: () => Promise<void>;
  readonly exportState: () => Promise<StateDocument>;
  readonly importState: (state: StateDocument) => Promise<void>;
  readonly reset: () => Promise<void>;
  /** Forgets the space and everything in it. */
  readonly close: () => Promise<void>;
}

/** Which mock a space is in. */
export interface TestSpaceOptions {
  readonly fetch: Fetch;
  /** Without a slash at its end. */
  readonly url: string;
  readonly name: string;
  readonly controlToken?: string | undefined;
}

/**
 * Opens a space. It begins, empty, where it is first used.
 *
 * Errors: everything but an actor's own requests rejects when the mock does not do it.
 * Source: contract section 10.
 */
export function createTestSpace({ fetch, url, name, controlToken }: TestSpaceOptions): TestSpace {
  const headers = { 'x-review-namespace': name };
  const token = controlToken === undefined ? {} : { authorization: `Bearer ${controlToken}` };
  const control = createControlClient({ fetch, url, headers: { ...headers, ...token } });
  const moveClock = (move: object) => control<ClockReading>('POST', '/clock', move);
  const entries = async () =>
    (await control<{ entries: readonly JournalEntry[] }>('GET', '/journal')).entries;
  return {
    name,
    url,
    headers,
    openReview: (gate = {}) => openReview(control, gate),
    asActor: (key) =>
      createActorClient(
        key,
        createJsonClient({ fetch, url, headers: { ...headers, 'api-key': key } }),
      ),
    clock: {
      read: () => control('GET', '/clock'),
      advance: (byMs) => moveClock({ advance_ms: byMs }),
      set: (instant) => moveClock({ set: instant }),
      freeze: () => moveClock({ frozen: true }),
      run: () => moveClock({ frozen: false }),
    },
    journal: {
      entries,
      clear: () => control('DELETE', '/journal'),
      expect: async (pattern, times) => expectRequests(await entries(), pattern, times),
    },
    setFaults: async (rules) => {
      await control('PUT', '/faults', { rules });
    },
    clearFaults: () => control('DELETE', '/faults'),
    exportState: () => control('GET', '/state'),
    importState: async (state) => {
      await control('PUT', '/state', state);
    },
    reset: async () => {
      await control('POST', '/reset');
    },
    close: () => control('DELETE', `/namespaces/${name}`),
  };
}
