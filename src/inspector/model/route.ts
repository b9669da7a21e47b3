/** The screens of the inspector, in the order of its menu. */
export const SCREENS = ['reviews', 'journal', 'clock', 'faults', 'namespaces'] as const;

/** One screen. */
export type ScreenName = (typeof SCREENS)[number];

/** What the address says: a screen, perhaps one review, and how it is to be shown. */
export interface Route {
  readonly screen: ScreenName;
  /** On the screen `reviews`: one review instead of the list. */
  readonly reviewId?: string;
  /** Undefined for the default namespace. */
  readonly namespace?: string;
  readonly params: Readonly<Record<string, string>>;
}

const NAMESPACE_PARAM = 'ns';

/**
 * Reads the part of the address behind the `#`.
 *
 * Shape: whatever it says, there is a screen to show; what it does not understand it leaves out.
 */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = splitOnce(hash.replace(/^#?\/?/, ''), '?');
  const [name = '', id = ''] = splitOnce(path, '/');
  const { [NAMESPACE_PARAM]: namespace, ...params } = Object.fromEntries(
    new URLSearchParams(query),
  );
  const screen = SCREENS.find((each) => each === name) ?? 'reviews';
  const reviewId = screen === 'reviews' ? decoded(id) : '';
  return {
    screen,
    params,
    ...(reviewId === '' ? {} : { reviewId }),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/** Writes an address that `parseRoute` reads back; empty parameters are left out. */
export function hashOf({ screen, reviewId, namespace, params }: Route): string {
  const entries = Object.entries({ ...params, [NAMESPACE_PARAM]: namespace ?? '' });
  const query = new URLSearchParams(entries.filter(([, value]) => value !== '')).toString();
  const path = reviewId === undefined ? screen : `${screen}/${encodeURIComponent(reviewId)}`;
  return `#/${path}${query === '' ? '' : `?${query}`}`;
}

function splitOnce(text: string, mark: string): readonly string[] {
  const place = text.indexOf(mark);
  return place === -1 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
