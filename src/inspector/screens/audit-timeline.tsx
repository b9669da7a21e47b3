import type { ReviewState } from '../../contract/control-contract.ts';
import { instantText } from '../model/mock-time.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { Panel } from '../parts/panel.tsx';

const WORDS: Readonly<Record<string, readonly [Tone, string]>> = {
  gate_fired: ['info', 'Gate fired'],
  version_added: ['plain', 'Version added'],
  claimed: ['plain', 'Claimed'],
  released: ['plain', 'Released'],
  decision_made: ['good', 'Decided'],
  reopened: ['wait', 'Reopened'],
  stale_write_rejected: ['bad', 'Stale write rejected'],
};

/** Everything that was done to a review, or tried, the newest first. */
export function AuditTimeline({ review }: { review: ReviewState }) {
  return (
    <Panel title="Audit">
      <ol class="timeline" reversed>
        {review.audit.toReversed().map((entry) => {
          const [tone, word] = WORDS[entry.action] ?? ['plain', entry.action];
          const detail = Object.entries(entry.detail);
          return (
            <li key={entry.entry_id} class={`timeline-${tone}`}>
              <p>
                <Badge tone={tone}>{word}</Badge> {entry.actor.display_name ?? entry.actor.id}{' '}
                <span class="quiet">({entry.actor.kind})</span>
              </p>
              <p class="ids">
                <time dateTime={entry.at}>{instantText(entry.at)}</time> ·{' '}
                {entry.rev_result === null
                  ? `stamp ${entry.rev_observed}, nothing applied`
                  : `rev ${entry.rev_observed} → ${entry.rev_result}`}
                {detail.length > 0 &&
                  ` · ${detail.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ')}`}
              </p>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
