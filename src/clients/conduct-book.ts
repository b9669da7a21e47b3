import { createBoundedMap } from './bounded-map.ts';
import type { Act } from './act.ts';
import type { ClientReport } from './client-report.ts';
import { MISUSES, type Misuse, type Remark } from './misuse.ts';

/** Keeps what was found, each misuse once with its count. */
export interface ConductBook {
  readonly noteRequest: (actor: string) => void;
  readonly noteUnrecognised: () => void;
  readonly noteUnseen: (count: number) => void;
  /** Notes a remark; answers the misuse as it now stands, or nothing when there is no room for it. */
  readonly note: (act: Act | undefined, remark: Remark) => readonly Misuse[];
  readonly report: () => ClientReport;
}

interface Tally {
  requests: number;
  misuse: number;
  advice: number;
}

const ACTORS_MAX = 1000;
const MISUSES_MAX = 1000;
const SEQS_MAX = 8;

/** Starts with nothing. */
export function createConductBook(): ConductBook {
  const actors = createBoundedMap<Tally>(ACTORS_MAX);
  const found = new Map<string, Misuse>();
  const counts = { requests: 0, unrecognised: 0, unseen: 0, omitted: 0 };
  const tallyOf = (actor: string): Tally => {
    const known = actors.get(actor) ?? { requests: 0, misuse: 0, advice: 0 };
    actors.set(actor, known);
    return known;
  };
  return {
    noteRequest: (actor) => {
      counts.requests += 1;
      tallyOf(actor).requests += 1;
    },
    noteUnrecognised: () => {
      counts.unrecognised += 1;
    },
    noteUnseen: (count) => {
      counts.unseen += count;
    },
    note: (act, remark) => {
      const fresh = misuseOf(act, remark);
      tallyOf(fresh.actor)[fresh.level] += fresh.count;
      const key = keyOf(fresh, remark.about);
      const known = found.get(key);
      if (known === undefined && found.size >= MISUSES_MAX) {
        counts.omitted += 1;
        return [];
      }
      const standing = known === undefined ? fresh : joined(known, fresh);
      found.set(key, standing);
      return [standing];
    },
    report: () => ({
      format: 'review-kit/client-report',
      version: 1,
      requests: counts.requests,
      unrecognised: counts.unrecognised,
      unseen: counts.unseen,
      actors: actors.entries().map(([actor, { requests, misuse, advice }]) => ({
        actor,
        requests,
        misuses: misuse,
        advices: advice,
      })),
      misuses: [...found.values()].toSorted(byLevel),
      omitted: counts.omitted,
    }),
  };
}

function byLevel(left: Misuse, right: Misuse): number {
  return Number(left.level === 'advice') - Number(right.level === 'advice');
}

function misuseOf(act: Act | undefined, remark: Remark): Misuse {
  const { kind, seqs, sentence, times = 1, by } = remark;
  const { level, advice, requirement } = MISUSES[kind];
  return {
    kind,
    level,
    actor: by?.actor ?? act?.actor ?? '',
    operation: by?.operation ?? act?.operation ?? '',
    review: by?.review ?? act?.review ?? null,
    seqs,
    sentence,
    advice,
    ...(requirement === undefined ? {} : { requirement }),
    count: times,
  };
}

function keyOf({ kind, actor, operation, review }: Misuse, about: string | undefined): string {
  return JSON.stringify([kind, actor, operation, review, about]);
}

/** The first time says what happened; of a streak the last time does, since it knows its length. */
function joined(known: Misuse, fresh: Misuse): Misuse {
  const seqs = [...new Set([...known.seqs, ...fresh.seqs])];
  const kept = seqs.length <= SEQS_MAX ? seqs : [...seqs.slice(0, 2), ...seqs.slice(2 - SEQS_MAX)];
  const isStreak = known.kind === 'polled-too-fast';
  return {
    ...known,
    seqs: kept,
    sentence: isStreak ? fresh.sentence : known.sentence,
    count: known.count + fresh.count,
  };
}
