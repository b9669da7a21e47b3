import { useState } from 'preact/hooks';
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

/** More of the audit than this is shown when it is asked for. */
const SHOWN = 12;

type AuditEntry = ReviewState['audit'][number];

/** Everything that was done to a review, or tried, the newest first. */
export function AuditTimeline({ review }: { review: ReviewState }) {
  const [isWhole, setWhole] = useState(false);
  const entries = review.audit.toReversed();
  return (
    <Panel title="Audit">
      <ol class="timeline" reversed>
        {(isWhole ? entries : entries.slice(0, SHOWN)).map((entry) => (
          <AuditItem key={entry.entry_id} entry={entry} />
        ))}
      </ol>
      {!isWhole && entries.length > SHOWN && (
        <div class="row">
          <button type="button" class="button" onClick={() => setWhole(true)}>
            Show all {entries.length} entries
          </button>
        </div>
      )}
    </Panel>
  );
}

function AuditItem({ entry }: { entry: AuditEntry }) {
  const [tone, word] = WORDS[entry.action] ?? ['plain', entry.action];
  const detail = Object.entries(entry.detail);
  return (
    <li class={`timeline-${tone}`}>
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
}
