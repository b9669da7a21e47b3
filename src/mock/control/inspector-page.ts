import { problem } from '../../contract/problems.ts';
import { DEFAULT_POLICIES } from '../../domain/policies.ts';
import { encodeReply, responseOf } from '../reply.ts';

/** The inspector as `npm run build` leaves it in dist/inspector. */
export interface InspectorFiles {
  /** The page. */
  readonly html: string;
  /** Its one script. */
  readonly script: string;
  /** Its one style sheet. */
  readonly style: string;
}

/** Where the inspector lives under `/__control`. Source: spec/control.yaml show_inspector. */
export const INSPECTOR_ROUTES = [
  { method: 'GET', pattern: '/ui' },
  { method: 'GET', pattern: '/ui/' },
  { method: 'GET', pattern: '/ui/inspector.js' },
  { method: 'GET', pattern: '/ui/inspector.css' },
] as const;

/**
 * A review can hold any text. Whatever of it would reach the page as code is not run: scripts and
 * styles come from here alone, and no other page may frame this one.
 */
const PAGE_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

const NOT_BUILT = problem(
  'not_found',
  'The inspector has not been built. Run npm run build, then start the mock again.',
);

/**
 * Answers the inspector's page and its assets.
 *
 * Shape: undefined for a path that is none of them.
 * Source: spec/control.yaml show_inspector, get_inspector_asset.
 */
export function showInspector(
  files: InspectorFiles | undefined,
  path: string,
): Response | undefined {
  if (files === undefined) return responseOf(encodeReply(NOT_BUILT, DEFAULT_POLICIES));
  const name = path.slice(path.indexOf('/ui') + 1);
  switch (name) {
    case 'ui':
      return textOf(files.html, 'text/html');
    case 'ui/':
      // The page names its assets relative to itself, and so has one address.
      return new Response(null, { status: 308, headers: { location: '../ui' } });
    case 'ui/inspector.js':
      return textOf(files.script, 'text/javascript');
    case 'ui/inspector.css':
      return textOf(files.style, 'text/css');
    default:
      return undefined;
  }
}

function textOf(text: string, mediaType: string): Response {
  const headers = { ...PAGE_HEADERS, 'content-type': `${mediaType}; charset=utf-8` };
  return new Response(text, { headers });
}
