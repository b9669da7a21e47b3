import { createBoundedMap } from './bounded-map.ts';
import type { Act } from './act.ts';
import type { Remark } from './misuse.ts';

/** Finds addresses that are read again and again. */
export type PollingRule = (act: Act) => readonly Remark[];

interface Streak {
  readonly firstMs: number;
  readonly firstSeq: number;
  lastMs: number;
  lastSeq: number;
  requests: number;
  shortestMs: number;
}

const GAP_MIN_MS = 1000;
const REQUESTS_MIN = 5;
const ADDRESSES_MAX = 5000;

/**
 * Makes the rule: five reads or more of one address by one actor, each less than a second after
 * the one before. A read that follows a write of one's own does not count, and a clock that stands
 * still says nothing.
 *
 * Units: milliseconds.
 */
export function createPollingRule(): PollingRule {
  const streaks = createBoundedMap<Streak>(ADDRESSES_MAX);
  const writtenAt = createBoundedMap<number>(ADDRESSES_MAX);
  return (act) => {
    if (act.isWrite) {
      writtenAt.set(act.actor, act.seq);
      return [];
    }
    if (Number.isNaN(act.atMs)) return [];
    const { url, namespace = '' } = act.exchange;
    const key = JSON.stringify([act.actor, namespace, url]);
    const streak = streaks.get(key);
    const gapMs = streak === undefined ? Infinity : act.atMs - streak.lastMs;
    if (streak === undefined || gapMs < 0 || gapMs >= GAP_MIN_MS) {
      streaks.set(key, beginningWith(act));
      return [];
    }
    if ((writtenAt.get(act.actor) ?? 0) > streak.lastSeq) return [];
    streak.requests += 1;
    streak.lastSeq = act.seq;
    streak.shortestMs = Math.min(streak.shortestMs, gapMs);
    streak.lastMs = act.atMs;
    return isTooFast(streak) ? [remarkOf(act, streak)] : [];
  };
}

function beginningWith({ atMs, seq }: Act): Streak {
  return {
    firstMs: atMs,
    firstSeq: seq,
    lastMs: atMs,
    lastSeq: seq,
    requests: 1,
    shortestMs: Infinity,
  };
}

function isTooFast({ requests, firstMs, lastMs }: Streak): boolean {
  return requests >= REQUESTS_MIN && lastMs > firstMs;
}

function remarkOf({ exchange, seq }: Act, { requests, firstSeq, shortestMs }: Streak): Remark {
  return {
    kind: 'polled-too-fast',
    about: exchange.url,
    seqs: [firstSeq, seq],
    sentence:
      `${exchange.method} ${exchange.url} was read ${requests} times in a row (#${firstSeq} to #${seq}), ` +
      `less than a second apart; the shortest gap was ${shortestMs} ms.`,
    times: requests === REQUESTS_MIN ? REQUESTS_MIN : 1,
  };
}
