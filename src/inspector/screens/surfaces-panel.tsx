import { useState } from 'preact/hooks';
import type { ReviewState } from '../../contract/control-contract.ts';
import { useSession } from '../data/session.ts';
import { useAct } from '../data/use-act.ts';
import { curlText } from '../model/curl-text.ts';
import { viewRequestsOf } from '../model/review-requests.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Panel } from '../parts/panel.tsx';
import { ReplyView } from '../parts/reply-view.tsx';
import { JsonView } from '../parts/json-view.tsx';

/** The review as each surface answers it: real requests, in the name of the chosen actor. */
export function SurfacesPanel({ review }: { review: ReviewState }) {
  const { connection, actor } = useSession();
  const [label, setLabel] = useState<string>();
  const { outcome, isBusy, act } = useAct();
  const views = viewRequestsOf(review);
  const chosen = views.find((each) => each.label === label);
  return (
    <Panel title="As the surfaces show it">
      <p class="quiet">
        Each is a real request with the key <code>{actor.key}</code>, and stands in the journal.
      </p>
      <div class="row" role="group" aria-label="Surface">
        {views.map(({ label: each, request }) => (
          <button
            key={each}
            type="button"
            class="button"
            aria-pressed={each === label}
            disabled={isBusy}
            onClick={() => {
              setLabel(each);
              void act(request, actor.key);
            }}
          >
            {each}
          </button>
        ))}
      </div>
      {chosen !== undefined && outcome !== undefined && (
        <>
          <div class="row">
            <code class="path">
              {chosen.request.method} {chosen.request.path}
            </code>
            <CopyButton
              label="Copy as curl"
              text={() => curlText(connection.shown(chosen.request, actor.key))}
            />
          </div>
          {outcome.kind === 'reply' && outcome.status < 300 ? (
            <JsonView label={`${chosen.label} reply`} value={outcome.body ?? outcome.text} />
          ) : (
            <ReplyView outcome={outcome} />
          )}
        </>
      )}
    </Panel>
  );
}
