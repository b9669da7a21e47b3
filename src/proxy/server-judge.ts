import { createBoundedMap } from '../clients/bounded-map.ts';
import type { Exchange } from '../conformance/exchange.ts';
import { createLedger, type Ledger } from '../conformance/execute/ledger.ts';
import { checkReviewChain } from '../conformance/oracle/chain-of.ts';
import { createGrowthOracle, type GrowthOracle } from '../conformance/oracle/growth-oracle.ts';
import type { Observation } from '../conformance/oracle/observation.ts';
import { createReplyOracle } from '../conformance/oracle/reply-oracle.ts';
import { findOverlay } from '../conformance/reply.ts';
import type { ReviewContract } from '../contract/review-contract.ts';
import { createRevisionOracle, type RevisionOracle, type Shown } from './revision-oracle.ts';

/** A sentence of the contract that a reply broke, as it is told when it happens. */
export interface ServerFault {
  readonly requirement: string;
  readonly level: 'MUST' | 'SHOULD';
  readonly sentence: string;
}

/** What was known of a review when a request about it began. */
export type Floor = Shown | undefined;

/** Judges a server by the replies that pass by. */
export interface ServerJudge {
  readonly begin: (review: string | null) => Floor;
  /** Answers the faults that are new. */
  readonly observe: (exchange: Exchange, floor: Floor) => readonly ServerFault[];
  /** Takes a request that the server gave no answer to. */
  readonly observeSilence: (exchange: Exchange, reason: string) => readonly ServerFault[];
  /** Holds the writes of each review against each other; to be called once, at the end. */
  readonly settle: () => readonly ServerFault[];
  /** Says that the server was put into another state: what was seen of it counts no more. */
  readonly forget: () => void;
  readonly ledger: Ledger;
}

interface Watch {
  readonly growth: GrowthOracle;
  readonly revision: RevisionOracle;
  readonly exchanges: Exchange[];
}

const REVIEWS_MAX = 500;
const EXCHANGES_MAX = 200;

/**
 * Makes a judge of servers. It needs no rig, and so tries nothing: it holds each reply against its
 * schema, and the replies about one review against each other. Others than our clients may write.
 *
 * Source: SCH-1, SCH-2, ERR-1, TIME-1, REV-2, REV-5, CAS-1, CAS-2, CAS-3, IDM-1.
 */
export function createServerJudge(contract: ReviewContract): ServerJudge {
  const ledger = createLedger(() => true);
  const observeReply = createReplyOracle(contract);
  let watches = createBoundedMap<Watch>(REVIEWS_MAX);
  const watchOf = (review: string): Watch => {
    const known = watches.get(review);
    if (known !== undefined) return known;
    const fresh = { growth: createGrowthOracle(), revision: createRevisionOracle(), exchanges: [] };
    watches.set(review, fresh);
    return fresh;
  };
  const note = createNote(ledger);
  const observeReview = (exchange: Exchange, review: string, floor: Floor) => {
    const watch = watchOf(review);
    watch.exchanges.push(exchange);
    // A chain that begins later is a chain still; the oldest make room.
    if (watch.exchanges.length > EXCHANGES_MAX) watch.exchanges.shift();
    const overlay = findOverlay(exchange);
    if (overlay === undefined || typeof overlay.rev !== 'number') return [];
    const { observation, witness } = watch.revision.observe(overlay.rev, exchange, floor);
    return [
      ...note('proxy/revision', observation, witness),
      ...watch.growth.observe(overlay).flatMap((each) => note('proxy/growth', each, [exchange])),
    ];
  };
  return {
    begin: (review) => (review === null ? undefined : watchOf(review).revision.floor()),
    observe: (exchange, floor) => [
      ...observeReply(exchange).flatMap((each) => note('proxy/reply', each, [exchange])),
      ...(exchange.review === null ? [] : observeReview(exchange, exchange.review, floor)),
    ],
    observeSilence: (exchange, reason) => {
      const sentence = `${exchange.request.method} ${exchange.request.path} got no answer: ${reason}`;
      const words = () => [sentence, 'a documented status', reason] as const;
      const silence = { requirement: 'SCH-1', level: 'MUST', holds: false, words } as const;
      return note('proxy/answer', silence, [exchange]);
    },
    settle: () => watches.entries().flatMap(([, { exchanges }]) => settleChain(exchanges, note)),
    forget: () => {
      watches = createBoundedMap(REVIEWS_MAX);
    },
    ledger,
  };
}

type Note = (
  check: string,
  observation: Observation,
  witness: readonly Exchange[],
) => readonly ServerFault[];

function createNote(ledger: Ledger): Note {
  return (check, { requirement, level, holds, words }, witness) => {
    if (holds) {
      ledger.judge({ requirement, level, check }, true, neverClaimed);
      return [];
    }
    let fault: ServerFault | undefined;
    const claim = () => {
      const [sentence, expected, got] = words();
      fault = { requirement, level, sentence };
      return { sentence, expected, got, witness };
    };
    const before = ledger.account(requirement).breakages.length;
    ledger.judge({ requirement, level, check }, holds, claim);
    const isNew = ledger.account(requirement).breakages.length > before;
    return fault !== undefined && isNew ? [fault] : [];
  };
}

/** What holds needs no words. */
function neverClaimed(): never {
  throw new Error('words were asked for a sentence that holds');
}

/** Nobody knows who else writes, nor how far approving with edits moves the revision. */
const DIALECT = { hasForeignWriters: true, isStepOne: false };

function settleChain(exchanges: readonly Exchange[], note: Note): readonly ServerFault[] {
  const verdict = checkReviewChain(exchanges, { dialect: DIALECT });
  if (verdict.kind !== 'violated') return [];
  // A command may have been sent first by another way, or before the proxy was up.
  const seen = verdict.violations.filter(({ rule }) => rule !== 'REPLAY-OF-NOTHING');
  return seen.flatMap(({ requirement, level, sentence, rule, witness }) => {
    const words = () =>
      [sentence, 'one chain of writes, each based on the one before', rule] as const;
    const proof = exchanges.filter(({ id }) => witness.includes(id));
    return note('proxy/chain', { requirement, level, holds: false, words }, proof);
  });
}
