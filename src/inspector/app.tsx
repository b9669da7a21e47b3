import { useEffect, useMemo, useState } from 'preact/hooks';
import { createConnection } from './data/connection.ts';
import { openLive, type LiveNews } from './data/live.ts';
import { SessionContext, type Session } from './data/session.ts';
import { readStored, store } from './data/stored.ts';
import { useActors } from './data/use-actors.ts';
import { useClock } from './data/use-clock.ts';
import { useInbox } from './data/use-inbox.ts';
import { useRoute } from './data/use-route.ts';
import { Shell } from './shell.tsx';
import { TokenScreen } from './screens/token-screen.tsx';

const TOKEN = 'token';

/** The inspector: asks for the token where there is one, and then shows the mock. */
export function App() {
  const [token, setToken] = useState(() => readStored(TOKEN, 'tab') ?? '');
  const [isRefused, setRefused] = useState(false);
  if (isRefused) {
    const take = (next: string) => {
      store(TOKEN, next, 'tab');
      setToken(next);
      setRefused(false);
    };
    return <TokenScreen isWrong={token !== ''} onToken={take} />;
  }
  return <Inspector key={token} token={token} onRefused={() => setRefused(true)} />;
}

function Inspector({ token, onRefused }: { token: string; onRefused: () => void }) {
  const [route, setRoute] = useRoute();
  const { namespace } = route;
  const connection = useMemo(() => createConnection(token, namespace), [token, namespace]);
  const live = useMemo(() => openLive(connection), [connection]);
  useEffect(() => () => live.close(), [live]);
  const [news, setNews] = useState<LiveNews>();
  useEffect(
    () =>
      live.subscribe((each) => {
        if (each.kind === 'event') return;
        setNews(each);
        if (each.kind === 'refused' && each.status === 401) onRefused();
      }),
    [live],
  );
  const [clock, rereadClock] = useClock(connection, live);
  const inbox = useInbox(connection, live);
  const actor = useActors();
  const [said, setSaid] = useState('');
  const own = namespace === undefined ? {} : { namespace };
  const session: Session = {
    connection,
    live,
    route,
    go: (next) => setRoute({ ...next, ...own }),
    adjust: (params) => setRoute({ ...route, params }, true),
    enter: (next) =>
      setRoute({
        screen: route.screen,
        params: {},
        ...(next === undefined ? {} : { namespace: next }),
      }),
    clock,
    rereadClock,
    inbox,
    actor,
    announce: setSaid,
  };
  return (
    <SessionContext.Provider value={session}>
      <Shell news={news} said={said} />
    </SessionContext.Provider>
  );
}
