import { formatInstant, INSTANT_MAX_MS, parseInstant } from '../contract/instant.ts';

/** The mock's time, which its user can move. */
export interface Clock {
  /** UTC, milliseconds, `Z`. */
  readonly now: () => string;
  readonly isFrozen: () => boolean;
  readonly advance: (byMs: number) => void;
  readonly set: (instant: string) => void;
  readonly freeze: (frozen: boolean) => void;
}

/** The clock stops a day before the last instant there is: a claim must be able to run out. */
const CLOCK_MAX_MS = INSTANT_MAX_MS - 86_400_000;

/**
 * A clock on top of another one. It runs on from where it is set; frozen, it stands.
 *
 * Units: `realNowMs` gives milliseconds since 1970. Times stop a day before the end of the year 9999.
 */
export function createClock(realNowMs: () => number): Clock {
  let offsetMs = 0;
  let frozenAtMs: number | undefined;
  const nowMs = () => Math.min(frozenAtMs ?? realNowMs() + offsetMs, CLOCK_MAX_MS);
  const setMs = (instantMs: number) => {
    offsetMs = instantMs - realNowMs();
    if (frozenAtMs !== undefined) frozenAtMs = instantMs;
  };
  return {
    now: createFormatter(nowMs),
    isFrozen: () => frozenAtMs !== undefined,
    advance: (byMs) => setMs(nowMs() + byMs),
    set: (instant) => setMs(parseInstant(instant)),
    freeze: (frozen) => {
      const instantMs = nowMs();
      frozenAtMs = frozen ? instantMs : undefined;
      setMs(instantMs);
    },
  };
}

/** One request asks for the time more than once, mostly within one millisecond. */
function createFormatter(nowMs: () => number): () => string {
  let [writtenMs, text] = [Number.NaN, ''];
  return () => {
    const instantMs = nowMs();
    if (instantMs !== writtenMs) [writtenMs, text] = [instantMs, formatInstant(instantMs)];
    return text;
  };
}
