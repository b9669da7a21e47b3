import {
  NOBODY,
  NOT_AN_OPERATION,
  type JournalFilter,
  type JournalRow,
} from '../model/journal-filter.ts';
import { SelectField, TextField } from '../parts/fields.tsx';

/** What of the journal is shown. */
export function JournalFilters(props: {
  readonly filter: JournalFilter;
  readonly entries: readonly JournalRow[];
  readonly hasReport: boolean;
  readonly onChange: (filter: JournalFilter) => void;
}) {
  const { filter, entries, hasReport, onChange } = props;
  const set = (name: keyof JournalFilter) => (value: string) =>
    onChange({ ...filter, [name]: value });
  const operations = namesIn(entries, (entry) => entry.operation_id ?? NOT_AN_OPERATION);
  const actors = namesIn(entries, (entry) => entry.actor_id ?? NOBODY);
  return (
    <search class="filters" aria-label="Filter requests">
      <TextField
        label="Search"
        type="search"
        isSearch
        placeholder="Path, body, actor…"
        value={filter.text}
        onChange={set('text')}
      />
      <SelectField
        label="Operation"
        value={filter.operation}
        options={[['', 'All'], ...operations]}
        onChange={set('operation')}
      />
      <SelectField
        label="Actor"
        value={filter.actor}
        options={[['', 'All'], ...actors]}
        onChange={set('actor')}
      />
      <SelectField
        label="Outcome"
        value={filter.outcome}
        options={[
          ['', 'All'],
          ['2xx', 'Done'],
          ['4xx', 'Refused'],
          ['409', '409 conflict'],
          ['422', '422 not valid'],
          ['5xx', 'Failed'],
          ['none', 'No reply'],
          ['fault', 'With a fault'],
          ...(hasReport ? [['marked', 'Misuse of the API'] as const] : []),
        ]}
        onChange={set('outcome')}
      />
    </search>
  );
}

function namesIn(
  entries: readonly JournalRow[],
  nameOf: (entry: JournalRow) => string,
): readonly (readonly [string, string])[] {
  return [...new Set(entries.map(nameOf))].toSorted().map((name) => [name, name] as const);
}
