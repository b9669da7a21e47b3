import type { Outcome } from '../data/connection.ts';
import { curlText } from '../model/curl-text.ts';
import { sentencesOf, statusWord } from '../model/reply-text.ts';
import { StatusCode } from './badge.tsx';
import { CopyButton } from './copy-button.tsx';
import { JsonView } from './json-view.tsx';
import { Failure } from './notices.tsx';

/** What the mock answered: its status, its own sentence, and all of it for who wants to see. */
export function ReplyView({ outcome }: { outcome: Outcome | undefined }) {
  if (outcome === undefined) return null;
  if (outcome.kind === 'unreachable') {
    return <Failure detail="There was no reply: the connection broke, or the mock has stopped." />;
  }
  const { status, body, text, request, durationMs } = outcome;
  const tone = status < 300 ? 'good' : 'bad';
  return (
    <section class={`reply reply-${tone}`} aria-label="Reply">
      <p class="reply-head">
        <StatusCode status={status} /> <strong>{statusWord(status)}</strong>
        <span class="quiet">{durationMs} ms</span>
      </p>
      {sentencesOf(status, body).map((sentence) => (
        <p key={sentence} class="reply-sentence">
          {sentence}
        </p>
      ))}
      <div class="row">
        <CopyButton label="Copy as curl" text={() => curlText(withoutToken(request))} />
      </div>
      <details>
        <summary>
          {request.method} {new URL(request.url).pathname}
        </summary>
        {request.body !== undefined && (
          <JsonView label="Request body" value={JSON.parse(request.body)} />
        )}
        {text !== '' && <JsonView label="Reply body" value={body ?? text} />}
      </details>
    </section>
  );
}

/** What is copied may be pasted anywhere. */
function withoutToken<T extends { readonly headers: Readonly<Record<string, string>> }>(
  request: T,
): T {
  const { Authorization: token, ...headers } = request.headers;
  return token === undefined
    ? request
    : { ...request, headers: { Authorization: 'Bearer TOKEN', ...headers } };
}
