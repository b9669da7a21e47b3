import { useState } from 'preact/hooks';
import type { ReviewState } from '../../contract/control-contract.ts';
import { useSession } from '../data/session.ts';
import { useAct } from '../data/use-act.ts';
import { actOf, draftOf, type ActDraft } from '../model/act-draft.ts';
import { curlText } from '../model/curl-text.ts';
import {
  actsOn,
  requestOf,
  surfacesOf,
  type Act,
  type WritableSurface,
} from '../model/review-requests.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Form, SelectField } from '../parts/fields.tsx';
import { Panel } from '../parts/panel.tsx';
import { ReplyView } from '../parts/reply-view.tsx';
import { ActFields } from './act-fields.tsx';
import { ActorPicker } from './actor-picker.tsx';

const ACT_WORDS: Readonly<Record<Act['kind'], string>> = {
  claim: 'Claim',
  release: 'Release the claim',
  append: 'Edit: add a version',
  approve: 'Approve',
  approve_edited: 'Approve with edits',
  reject: 'Reject',
};

const SURFACE_WORDS: Readonly<Record<WritableSurface, string>> = {
  overlay: 'Overlay: by stamp',
  resource: 'Resource: by version',
};

/** Does to a review what somebody else would do, so that one's own front end meets it. */
export function ActPanel({ review }: { review: ReviewState }) {
  const { actor, connection } = useSession();
  const { outcome, isBusy, act } = useAct();
  const surfaces = surfacesOf(review);
  const [surface, setSurface] = useState<WritableSurface>(surfaces[0] ?? 'overlay');
  const [draft, setDraft] = useState<ActDraft>(() => draftOf(review));
  const kinds = actsOn(surface);
  const kind = kinds.includes(draft.kind) ? draft.kind : (kinds[0] ?? 'append');
  const reading = actOf({ ...draft, kind }, review);
  const stamp = draft.stamp.trim() === '' ? review.rev : Number(draft.stamp);
  const asked = reading.ok ? requestOf(reading.act, review, { surface, stamp }) : undefined;
  const submit = () => {
    if (asked !== undefined) void act(asked, actor.key);
  };
  if (surfaces.length === 0) {
    return (
      <Panel title="Act as somebody">
        <p>No surface shows a conditional review of an iteration: nothing can be done to it.</p>
      </Panel>
    );
  }
  return (
    <Panel title="Act as somebody">
      <ActorPicker />
      <Form label="Act on the review" onSubmit={submit}>
        {surfaces.length > 1 && (
          <SelectField
            label="Through"
            value={surface}
            options={surfaces.map((each) => [each, SURFACE_WORDS[each]] as const)}
            onChange={(value) => setSurface(value as WritableSurface)}
          />
        )}
        <SelectField
          label="Do what"
          value={kind}
          options={kinds.map((each) => [each, ACT_WORDS[each]] as const)}
          onChange={(value) => setDraft({ ...draft, kind: value as Act['kind'] })}
        />
        <ActFields
          draft={{ ...draft, kind }}
          review={review}
          hasStamp={surface === 'overlay'}
          onChange={setDraft}
        />
        {!reading.ok && <p class="fault">{reading.fault}</p>}
        <div class="row">
          <button
            type="submit"
            class="button button-main"
            disabled={asked === undefined || isBusy}
            data-act={kind}
          >
            {ACT_WORDS[kind]}
          </button>
          {asked !== undefined && (
            <CopyButton
              label="Copy as curl"
              text={() => curlText(connection.shown(asked, actor.key))}
            />
          )}
        </div>
      </Form>
      {review.status !== 'awaiting_review' && <Reopen review={review} />}
      <ReplyView outcome={outcome} />
    </Panel>
  );
}

function Reopen({ review }: { review: ReviewState }) {
  const { outcome, isBusy, act } = useAct();
  const path = `/__control/reviews/${encodeURIComponent(review.id)}/reopen`;
  return (
    <div class="stack">
      <div class="row">
        <button
          type="button"
          class="button"
          disabled={isBusy}
          onClick={() => void act({ method: 'POST', path, body: {} })}
        >
          Reopen the review
        </button>
      </div>
      <ReplyView outcome={outcome} />
    </div>
  );
}
