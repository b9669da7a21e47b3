import { useCallback, useEffect, useState } from 'preact/hooks';
import { hashOf, parseRoute, type Route } from '../model/route.ts';

/** What the address says, and a way to change it. */
export function useRoute(): readonly [Route, (route: Route, isSame?: boolean) => void] {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const read = () => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  const go = useCallback((next: Route, isSame = false) => {
    // Each letter of a search is not worth a step back.
    if (isSame) history.replaceState(null, '', hashOf(next));
    else location.hash = hashOf(next);
    setRoute(next);
  }, []);
  return [route, go];
}
