import { useEffect, useRef } from 'preact/hooks';
import { handleListKey } from './data/list-keys.ts';
import type { LiveNews } from './data/live.ts';
import { useNow, useSession } from './data/session.ts';
import { instantText } from './model/mock-time.ts';
import { hashOf, SCREENS, type Route, type ScreenName } from './model/route.ts';
import { Failure } from './parts/notices.tsx';
import { ThemeSwitch } from './parts/theme-switch.tsx';
import { ClockScreen } from './screens/clock-screen.tsx';
import { FaultsScreen } from './screens/faults-screen.tsx';
import { InboxScreen } from './screens/inbox-screen.tsx';
import { JournalScreen } from './screens/journal-screen.tsx';
import { NamespacesScreen } from './screens/namespaces-screen.tsx';
import { ReviewScreen } from './screens/review-screen.tsx';

const TITLES: Readonly<Record<ScreenName, string>> = {
  reviews: 'Reviews',
  journal: 'Journal',
  clock: 'Clock',
  faults: 'Faults',
  namespaces: 'Namespaces',
};

/** What stands around every screen: where one is, where one can go, and the mock's clock. */
export function Shell({ news, said }: { news: LiveNews | undefined; said: string }) {
  const { route } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  const title = titleOf(route);
  useEffect(() => {
    document.title = `${title} · review-kit inspector`;
    // Whoever does not see the page hears where they have come to.
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
    scrollTo(0, 0);
  }, [route.screen, route.reviewId, route.namespace]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (handleListKey(event, document)) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <div class="shell">
      <TopBar news={news} onSkip={() => heading.current?.focus()} />
      <Menu />
      <main>
        <div class="title-row">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {route.reviewId !== undefined && (
            <a href={hashOf({ screen: 'reviews', params: {}, ...namespaceOf(route) })}>
              All reviews
            </a>
          )}
        </div>
        {news?.kind === 'refused' ? (
          <Failure detail={news.detail} onRetry={() => location.reload()} />
        ) : (
          <Screen route={route} />
        )}
      </main>
      <p class="unseen" role="status" aria-live="polite">
        {said}
      </p>
    </div>
  );
}

function titleOf(route: Route): string {
  return route.reviewId === undefined ? TITLES[route.screen] : `Review ${route.reviewId}`;
}

function skip(event: Event, onSkip: () => void): void {
  event.preventDefault();
  onSkip();
}

function namespaceOf({ namespace }: Route) {
  return namespace === undefined ? {} : { namespace };
}

function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'reviews':
      return route.reviewId === undefined ? (
        <InboxScreen />
      ) : (
        <ReviewScreen reviewId={route.reviewId} />
      );
    case 'journal':
      return <JournalScreen />;
    case 'clock':
      return <ClockScreen />;
    case 'faults':
      return <FaultsScreen />;
    case 'namespaces':
      return <NamespacesScreen />;
  }
}

function TopBar({ news, onSkip }: { news: LiveNews | undefined; onSkip: () => void }) {
  const { route, clock } = useSession();
  const nowMs = useNow();
  const link = (screen: ScreenName) => hashOf({ screen, params: {}, ...namespaceOf(route) });
  return (
    <header class="top">
      <a class="skip" href={hashOf(route)} onClick={(event) => skip(event, onSkip)}>
        Skip to the content
      </a>
      <p class="brand">
        <span class="brand-mark" aria-hidden="true" />
        review-kit <span class="brand-name">inspector</span>
      </p>
      <div class="top-facts">
        <LiveMark news={news} />
        <a class="chip" href={link('namespaces')}>
          <span class="chip-label">Namespace</span> {route.namespace ?? 'default'}
        </a>
        <a class="chip" href={link('clock')}>
          <span class="chip-label">Clock</span>{' '}
          <time>
            {clock === undefined ? '…' : instantText(new Date(nowMs).toISOString()).slice(11)}
          </time>
          {clock?.isFrozen === true && ' frozen'}
        </a>
        <ThemeSwitch />
      </div>
    </header>
  );
}

function LiveMark({ news }: { news: LiveNews | undefined }) {
  const isLive = news?.kind === 'open';
  const word = isLive ? 'Live' : news?.kind === 'lost' ? 'Lost, trying again' : 'Connecting';
  return (
    <span class={isLive ? 'live live-on' : 'live'} role="status">
      <span class="live-dot" aria-hidden="true" />
      {word}
    </span>
  );
}

function Menu() {
  const { route } = useSession();
  return (
    <nav class="menu" aria-label="Screens">
      <ul>
        {SCREENS.map((screen) => (
          <li key={screen}>
            <a
              href={hashOf({ screen, params: {}, ...namespaceOf(route) })}
              {...(route.screen === screen ? { 'aria-current': 'page' as const } : {})}
            >
              {TITLES[screen]}
            </a>
          </li>
        ))}
      </ul>
      <p class="menu-keys">
        <kbd>/</kbd> search <kbd>j</kbd> <kbd>k</kbd> move
      </p>
    </nav>
  );
}
