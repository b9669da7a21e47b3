import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ClockReading } from '../model/mock-time.ts';
import { isDone, type Connection } from './connection.ts';
import type { Live } from './live.ts';

/** How often the clock is read again: agents that are due act when somebody looks, too. */
const REREAD_MS = 5000;

/** Follows the mock's clock. */
export function useClock(
  connection: Connection,
  live: Live,
): readonly [ClockReading | undefined, () => void] {
  const [reading, setReading] = useState<ClockReading>();
  const read = useCallback(async () => {
    const outcome = await connection.send({ method: 'GET', path: '/__control/clock' });
    if (isDone(outcome)) setReading(readingOf(outcome.body));
  }, [connection]);
  useEffect(() => {
    const timer = setInterval(() => void read(), REREAD_MS);
    const stop = live.subscribe((news) => {
      if (news.kind === 'open') void read();
      if (news.kind !== 'event') return;
      if (news.name === 'clock') setReading(readingOf(news.data));
      if (news.name === 'reset') void read();
    });
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [live, read]);
  return [reading, () => void read()];
}

function readingOf(body: unknown): ClockReading {
  const { now, frozen } = body as { readonly now: string; readonly frozen: boolean };
  return { mockMs: Date.parse(now), isFrozen: frozen, heardAtMs: performance.now() };
}
