import { useState } from 'preact/hooks';
import { useSession } from '../data/session.ts';
import { useAct } from '../data/use-act.ts';
import { jsonText, readJsonObject } from '../model/json-text.ts';
import { predicateTree } from '../model/predicate-tree.ts';
import { hashOf } from '../model/route.ts';
import { Form } from '../parts/fields.tsx';
import { JsonEditor } from '../parts/json-editor.tsx';
import { PredicateView } from '../parts/predicate-view.tsx';
import { ReplyView } from '../parts/reply-view.tsx';

const EXAMPLE = {
  block_type: 'extract',
  predicate: {
    kind: 'any_of',
    predicates: [{ kind: 'confidence_lt', threshold: 0.9 }, { kind: 'any_required_field_null' }],
  },
  evidence: {
    output: { vendor_name: 'Acme Corp', total_amount: 505 },
    consensus: { likelihoods: { vendor_name: 0.98, total_amount: 0.71 } },
  },
  agent: { mode: 'pre_review' },
};

interface GateResult {
  readonly fired: boolean;
  readonly review_id: string | null;
  readonly trace: unknown;
}

/** Fires a gate: opens a review, and shows why its predicate fired or did not. */
export function OpenReview({ isOpen }: { isOpen: boolean }) {
  const { route } = useSession();
  const [text, setText] = useState(jsonText(EXAMPLE));
  const { outcome, isBusy, act } = useAct();
  const reading = readJsonObject(text);
  const result =
    outcome?.kind === 'reply' && outcome.status === 201 ? (outcome.body as GateResult) : undefined;
  const submit = () => {
    if (!reading.ok) return;
    void act({ method: 'POST', path: '/__control/gates', body: reading.value });
  };
  return (
    <details class="panel fold-panel" open={isOpen}>
      <summary>Open a review: fire a gate</summary>
      <div class="panel-body two-columns">
        <Form label="Fire a gate" onSubmit={submit}>
          <JsonEditor label="Gate" text={text} onChange={setText} rows={16} />
          <div class="row">
            <button type="submit" class="button button-main" disabled={!reading.ok || isBusy}>
              Fire the gate
            </button>
          </div>
        </Form>
        <div class="stack">
          <ReplyView outcome={outcome} />
          {result !== undefined && (
            <>
              <PredicateView node={predicateTree(result.trace)} label="Why" />
              {result.review_id === null ? (
                <p>The predicate does not fire: no review was opened.</p>
              ) : (
                <p>
                  <a
                    href={hashOf({
                      ...route,
                      screen: 'reviews',
                      reviewId: result.review_id,
                      params: {},
                    })}
                  >
                    Go to the review
                  </a>
                </p>
              )}
            </>
          )}
        </div>
      </div>
    </details>
  );
}
