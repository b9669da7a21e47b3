import { useCallback, useEffect, useState } from 'preact/hooks';
import type { AskedRequest } from '../model/review-requests.ts';
import { failureOf } from './connection.ts';
import type { LiveNews } from './live.ts';
import { useSession } from './session.ts';

/** What came of reading something. */
export type Reading<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly status: number; readonly detail: string }
  | { readonly kind: 'ready'; readonly value: T };

/**
 * Reads something of the control interface, and again whenever the news say that it may be old.
 *
 * Shape: what was read, and a function that reads it again. While it is read again, what was shown
 * stays.
 */
export function useRead<T>(
  path: string,
  isOld: (news: LiveNews) => boolean,
): readonly [Reading<T>, () => void] {
  const { connection, live } = useSession();
  const [reading, setReading] = useState<Reading<T>>({ kind: 'loading' });
  const [count, setCount] = useState(0);
  const again = useCallback(() => setCount((now) => now + 1), []);

  useEffect(() => setReading({ kind: 'loading' }), [connection, path]);
  useEffect(() => {
    let isOver = false;
    const asked: AskedRequest = { method: 'GET', path };
    void connection.send(asked).then((outcome) => {
      if (isOver) return;
      const detail = failureOf(outcome);
      if (outcome.kind === 'reply' && detail === undefined) {
        setReading({ kind: 'ready', value: outcome.body as T });
      } else {
        const status = outcome.kind === 'reply' ? outcome.status : 0;
        setReading({ kind: 'failed', status, detail: detail ?? '' });
      }
    });
    return () => {
      isOver = true;
    };
  }, [connection, path, count]);
  useEffect(
    () =>
      live.subscribe((news) => {
        if (isOld(news)) again();
      }),
    [live, isOld, again],
  );
  return [reading, again];
}
