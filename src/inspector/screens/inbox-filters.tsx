import type { ReviewSummary } from '../../contract/control-contract.ts';
import { useNow } from '../data/session.ts';
import { choicesIn, type InboxFilter } from '../model/inbox-filter.ts';
import { SelectField, TextField } from '../parts/fields.tsx';

type Options = readonly (readonly [value: string, text: string])[];

const STATUSES: Options = [
  ['', 'All'],
  ['awaiting_review', 'Awaiting review'],
  ['approved', 'Approved'],
  ['rejected', 'Rejected'],
];

const BLOCK_TYPES: Options = [
  ['', 'All'],
  ...['extract', 'classifier', 'split', 'for_each', 'conditional'].map(
    (each) => [each, each] as const,
  ),
];

const AGENTS: Options = [
  ['', 'With or without'],
  ['with', 'With an agent'],
  ['without', 'Without one'],
  ...['queued', 'running', 'proposed', 'submitted', 'escalated', 'failed'].map(
    (each) => [each, `Agent ${each}`] as const,
  ),
  ['superseded_by_human', 'Agent superseded'],
];

/** What of the inbox is shown. */
export function InboxFilters(props: {
  readonly filter: InboxFilter;
  readonly reviews: readonly ReviewSummary[];
  readonly onChange: (filter: InboxFilter) => void;
}) {
  const { filter, reviews, onChange } = props;
  const { workflows, holders } = choicesIn(reviews, useNow());
  const set = (name: keyof InboxFilter) => (value: string) =>
    onChange({ ...filter, [name]: value });
  return (
    <search class="filters" aria-label="Filter reviews">
      <TextField
        label="Search"
        type="search"
        isSearch
        placeholder="Id, value, holder…"
        value={filter.text}
        onChange={set('text')}
      />
      <SelectField
        label="Status"
        value={filter.status}
        options={STATUSES}
        onChange={set('status')}
      />
      <SelectField
        label="Block type"
        value={filter.blockType}
        options={BLOCK_TYPES}
        onChange={set('blockType')}
      />
      <SelectField
        label="Workflow"
        value={filter.workflow}
        options={[['', 'All'], ...workflows.map((each) => [each, each] as const)]}
        onChange={set('workflow')}
      />
      <SelectField
        label="Claimed by"
        value={filter.claimedBy}
        options={[['', 'All'], ['anyone', 'Anyone'], ['nobody', 'Nobody'], ...holders]}
        onChange={set('claimedBy')}
      />
      <SelectField label="Agent" value={filter.agent} options={AGENTS} onChange={set('agent')} />
    </search>
  );
}
