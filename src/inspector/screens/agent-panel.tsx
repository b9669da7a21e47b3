import { useState } from 'preact/hooks';
import type { ReviewState } from '../../contract/control-contract.ts';
import { useSession } from '../data/session.ts';
import { useAct } from '../data/use-act.ts';
import { curlText } from '../model/curl-text.ts';
import { jsonText, readJsonObject } from '../model/json-text.ts';
import { instantText } from '../model/mock-time.ts';
import type { AskedRequest } from '../model/review-requests.ts';
import { AgentBadge } from '../parts/badge.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { Form, SelectField, TextField } from '../parts/fields.tsx';
import { JsonEditor } from '../parts/json-editor.tsx';
import { JsonView } from '../parts/json-view.tsx';
import { Panel } from '../parts/panel.tsx';
import { ReplyView } from '../parts/reply-view.tsx';

type Agent = NonNullable<ReviewState['agent']>;

const PROPOSAL = {
  approved: true,
  confidence: 0.92,
  evidence: [
    {
      field_path: 'total_amount',
      action: 'approved_unchanged',
      quote: 'Total due',
      source: { document_index: 0, page_number: 1 },
    },
  ],
};

const EVENTS = [
  ['start', 'Begin'],
  ['propose', 'Propose a decision'],
  ['fail', 'Fail'],
  ['timeout', 'Run out of time'],
] as const;

/** The agent of a review: where it stands, what it said, and what may happen to it next. */
export function AgentPanel({ review }: { review: ReviewState }) {
  const { agent } = review;
  return (
    <Panel title="Agent">
      {agent === null ? (
        <p class="quiet">
          This review has no agent. A gate with <code>agent</code> spawns one. To act as an agent
          anyway, add a version made by an agent.
        </p>
      ) : (
        <>
          <AgentFacts agent={agent} />
          <AgentDriver review={review} />
        </>
      )}
    </Panel>
  );
}

function AgentFacts({ agent }: { agent: Agent }) {
  return (
    <div class="stack">
      <p>
        <AgentBadge status={agent.status} /> mode {agent.mode}
        {agent.mode === 'auto' && `, submits from a confidence of ${agent.auto_threshold}`}
      </p>
      {agent.failure_reason !== null && (
        <blockquote class="note">{agent.failure_reason}</blockquote>
      )}
      {agent.script.map((step) => (
        <p key={step.at + step.event.kind} class="ids">
          {step.event.kind} at <time dateTime={step.at}>{instantText(step.at)}</time>
        </p>
      ))}
      {agent.proposed_decision !== null && (
        <JsonView label="Proposal" value={agent.proposed_decision} />
      )}
    </div>
  );
}

function AgentDriver({ review }: { review: ReviewState }) {
  const { connection } = useSession();
  const { outcome, isBusy, act } = useAct();
  const status = review.agent?.status;
  const [event, setEvent] = useState<string>(status === 'queued' ? 'start' : 'propose');
  const [proposal, setProposal] = useState(jsonText(PROPOSAL));
  const [reason, setReason] = useState('The session ended unexpectedly.');
  const reading = readJsonObject(proposal);
  const body = {
    event,
    ...(event === 'propose' && reading.ok ? { proposal: reading.value } : {}),
    ...(event === 'fail' ? { reason } : {}),
  };
  const place = [review.run_id, review.block_id].map(encodeURIComponent).join('/');
  const asked: AskedRequest = { method: 'POST', path: `/__control/agents/${place}`, body };
  const isReady = event !== 'propose' || reading.ok;
  if (review.iteration_key !== null) {
    return <p class="quiet">Agents of iterations cannot be driven by hand.</p>;
  }
  return (
    <Form label="Drive the agent" onSubmit={() => void act(asked)}>
      <SelectField label="Let it" value={event} options={EVENTS} onChange={setEvent} />
      {event === 'propose' && (
        <JsonEditor label="Proposal" text={proposal} onChange={setProposal} rows={12} />
      )}
      {event === 'fail' && <TextField label="Why" value={reason} onChange={setReason} />}
      <div class="row">
        <button type="submit" class="button" disabled={!isReady || isBusy} data-drive={event}>
          {EVENTS.find(([each]) => each === event)?.[1]}
        </button>
        <CopyButton label="Copy as curl" text={() => curlText(connection.shown(asked))} />
      </div>
      <ReplyView outcome={outcome} />
    </Form>
  );
}
