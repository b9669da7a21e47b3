import type { FaultRule, StateDocument } from '../contract/control-contract.ts';
import { parseInstant } from '../contract/instant.ts';
import type { Actor } from '../contract/wire.ts';
import type { Command, Outcomes } from '../domain/command.ts';
import type { Policies } from '../domain/policies.ts';
import type { Review } from '../domain/review.ts';
import { shiftReview } from '../domain/shift.ts';
import type { Env } from '../domain/step.ts';
import { transition } from '../domain/transition.ts';
import { createJournal, type Journal } from '../store/journal.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { ReviewAddress, Store, Updated } from '../store/store.ts';
import { createAgentTimer } from './agent-timer.ts';
import { createClock, type Clock } from './clock.ts';
import { createEventHub, type EventHub } from './events.ts';
import { createReviewTexts, type ReviewTexts } from './review-texts.ts';
import { createFaultBook, type FaultBook } from './faults/fault-book.ts';
import { createIdSource, type IdSource } from '../generate/ids.ts';

/** What every world of one mock has in common. */
export interface WorldSettings {
  /** What ids are made from. */
  readonly seed: string;
  /** Milliseconds since 1970. */
  readonly realNowMs: () => number;
  /** The instant at which the clock stands when a world begins; undefined lets it run. */
  readonly frozenAt: string | undefined;
  readonly policies: Policies;
  /** In entries. */
  readonly journalSize: number;
  /** What goes wrong on purpose from the start. */
  readonly faults: readonly FaultRule[];
  /** Hears of a defect that nobody's request met. */
  readonly onDefect: (error: unknown) => void;
}

/**
 * One namespace: reviews, clock, ids, faults, journal and listeners of its own.
 *
 * Source: spec/control.yaml.
 */
export interface World {
  readonly store: Store;
  readonly journal: Journal;
  readonly events: EventHub;
  readonly texts: ReviewTexts;
  readonly faults: FaultBook;
  readonly policies: Policies;
  readonly clock: () => Clock;
  readonly ids: () => IdSource;
  readonly areRunsHeld: () => boolean;
  readonly holdRuns: (held: boolean) => void;
  /** Carries out a command as an actor, and tells the listeners what changed. */
  readonly command: <Kind extends Command['kind']>(
    address: ReviewAddress,
    command: Extract<Command, { kind: Kind }>,
    actor: Actor,
  ) => Promise<Updated<Outcomes[Kind]>>;
  /** Lets every agent do what is due, before anybody looks. Source: AGT-4. */
  readonly settle: () => Promise<void>;
  /** Begins again with a scenario, its times moved so that it plays now. */
  readonly start: (scenario: StateDocument) => Promise<void>;
  /** Becomes what was exported, its clock included. */
  readonly restore: (state: StateDocument) => Promise<void>;
  readonly export: () => Promise<StateDocument>;
}

/** An agent acts under its own name; nobody has to ask it to. */
const NOBODY: Actor = { kind: 'agent', id: 'nobody', display_name: 'Nobody' };

/** Makes an empty world. */
export function createWorld(settings: WorldSettings): World {
  const store = createMemoryStore();
  const journal = createJournal(settings.journalSize);
  const settle = () => settleAgents(store, clock.now(), command);
  const timerParts = { isFrozen: () => clock.isFrozen(), settle, onDefect: settings.onDefect };
  const texts = createReviewTexts();
  const events = createEventHub(createAgentTimer(timerParts));
  const tellFaults = () => events.publish('faults', faults.standings());
  const faults = createFaultBook(settings.faults, settings.seed, tellFaults);
  let clock = startClock(settings);
  let ids = createIdSource(settings.seed);
  let areRunsHeld = false;

  const command: World['command'] = async (address, asked, actor) => {
    const { policies } = settings;
    const env: Env = { now: clock.now(), actor, newId: ids.next, policies, areRunsHeld };
    const updated = await store.update(address, (review) => transition(review, asked, env));
    if (updated.after !== updated.before) events.publish('review', summaryOf(updated.after));
    return updated;
  };
  const load = async (state: StateDocument, reviews: readonly Review[]) => {
    await store.replaceAll(reviews);
    texts.forget();
    ids = createIdSource(settings.seed, state.ids_made);
    areRunsHeld = state.hold;
  };
  return {
    store,
    journal,
    events,
    texts,
    faults,
    policies: settings.policies,
    clock: () => clock,
    ids: () => ids,
    areRunsHeld: () => areRunsHeld,
    holdRuns: (held) => {
      areRunsHeld = held;
    },
    command,
    settle,
    start: async (scenario) => {
      const next = startClock(settings);
      const reviews = shiftedTo(next.now(), scenario);
      await load(scenario, reviews);
      clock = next;
      journal.restart();
      faults.restart();
      events.publish('reset', { reviews: reviews.length });
    },
    restore: async (state) => {
      const next = clockAt(settings, state.clock);
      await load(state, state.reviews as readonly Review[]);
      clock = next;
      events.publish('reset', { reviews: state.reviews.length });
    },
    export: async () => ({
      ...STATE_FORMAT,
      clock: { now: clock.now(), frozen: clock.isFrozen() },
      ids_made: ids.made(),
      hold: areRunsHeld,
      reviews: (await reviewsIn(store)) as StateDocument['reviews'],
    }),
  };
}

async function settleAgents(store: Store, now: string, command: World['command']): Promise<void> {
  for (const reviewId of await store.dueAgents(now)) {
    await command({ kind: 'review', reviewId }, { kind: 'agent_settle' }, NOBODY);
  }
}

const STATE_FORMAT = { format: 'review-kit-state', version: 1 } as const;

function shiftedTo(now: string, scenario: StateDocument): readonly Review[] {
  const deltaMs = parseInstant(now) - parseInstant(scenario.clock.now);
  return (scenario.reviews as readonly Review[]).map((review) => shiftReview(review, deltaMs));
}

async function reviewsIn(store: Store): Promise<readonly Review[]> {
  const reviews: Review[] = [];
  for await (const review of store.all()) reviews.push(review);
  return reviews;
}

function startClock(settings: WorldSettings): Clock {
  const { realNowMs, frozenAt } = settings;
  return frozenAt === undefined
    ? createClock(realNowMs)
    : clockAt(settings, { now: frozenAt, frozen: true });
}

function clockAt({ realNowMs }: WorldSettings, at: StateDocument['clock']): Clock {
  const clock = createClock(realNowMs);
  // Frozen first: between the two the real clock may tick.
  clock.freeze(at.frozen);
  clock.set(at.now);
  return clock;
}

function summaryOf(review: Review | undefined) {
  return (
    review && {
      review_id: review.id,
      run_id: review.run_id,
      block_id: review.block_id,
      iteration_key: review.iteration_key,
      rev: review.rev,
      status: review.status,
    }
  );
}
