import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { ClockReading } from '../model/mock-time.ts';
import { mockNow } from '../model/mock-time.ts';
import type { Route } from '../model/route.ts';
import type { Connection } from './connection.ts';
import type { Live } from './live.ts';
import type { Inbox } from './use-inbox.ts';

/** Who acts: by key, since that is all that the API knows of a caller. */
export interface ActorChoice {
  readonly key: string;
  readonly known: readonly string[];
  readonly choose: (key: string) => void;
}

/** What every screen can reach. */
export interface Session {
  readonly connection: Connection;
  readonly live: Live;
  readonly route: Route;
  /** Goes somewhere; the namespace stays. */
  readonly go: (route: Pick<Route, 'screen' | 'reviewId' | 'params'>) => void;
  /** The same address, but for its parameters. */
  readonly adjust: (params: Readonly<Record<string, string>>) => void;
  readonly enter: (namespace: string | undefined) => void;
  readonly clock: ClockReading | undefined;
  readonly rereadClock: () => void;
  readonly inbox: Inbox;
  readonly actor: ActorChoice;
  /** Says something to who does not see the page. */
  readonly announce: (text: string) => void;
}

/** Hands the session down to every screen. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** The session of this page. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('There is no session around this part.');
  return session;
}

const TICK_MS = 1000;

/** What the mock's clock says, once a second. Units: milliseconds since 1970. */
export function useNow(): number {
  const { clock } = useSession();
  const [, setTick] = useState(0);
  useEffect(() => {
    if (clock === undefined || clock.isFrozen) return undefined;
    const timer = setInterval(() => setTick((tick) => tick + 1), TICK_MS);
    return () => clearInterval(timer);
  }, [clock]);
  return clock === undefined ? 0 : mockNow(clock, performance.now());
}
