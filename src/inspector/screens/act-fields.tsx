import type { ReviewState } from '../../contract/control-contract.ts';
import type { ActDraft } from '../model/act-draft.ts';
import { jsonText } from '../model/json-text.ts';
import { SelectField, TextArea, TextField } from '../parts/fields.tsx';
import { JsonEditor } from '../parts/json-editor.tsx';

/** The fields that an act needs. */
export function ActFields(props: {
  readonly draft: ActDraft;
  readonly review: ReviewState;
  readonly hasStamp: boolean;
  readonly onChange: (draft: ActDraft) => void;
}) {
  const { draft, review, hasStamp, onChange } = props;
  const set = (name: keyof ActDraft) => (value: string) => onChange({ ...draft, [name]: value });
  const isEdit = draft.kind === 'append' || draft.kind === 'approve_edited';
  const hasVersion = draft.kind !== 'claim' && draft.kind !== 'release';
  return (
    <>
      {draft.kind === 'claim' && (
        <TextField
          label="For how long, in seconds"
          value={draft.ttlSeconds}
          onChange={set('ttlSeconds')}
        />
      )}
      {hasVersion && (
        <VersionChoice draft={draft} review={review} isEdit={isEdit} onChange={onChange} />
      )}
      {isEdit && (
        <JsonEditor label="Snapshot" text={draft.snapshot} onChange={set('snapshot')} rows={10} />
      )}
      {draft.kind === 'append' && (
        <>
          <SelectField
            label="Made by"
            value={draft.origin}
            options={[
              ['human_edit', 'A person (human_edit)'],
              ['agent_edit', 'An agent (agent_edit)'],
            ]}
            onChange={set('origin')}
          />
          <TextField label="Note" value={draft.note} onChange={set('note')} />
        </>
      )}
      {draft.kind === 'reject' && (
        <TextArea label="Reason" value={draft.reason} onChange={set('reason')} />
      )}
      {hasStamp && (
        <TextField
          label="Stamp"
          value={draft.stamp}
          placeholder={`${review.rev}, the rev it has now`}
          hint="An older one meets a conflict."
          onChange={set('stamp')}
        />
      )}
    </>
  );
}

function VersionChoice(props: {
  readonly draft: ActDraft;
  readonly review: ReviewState;
  readonly isEdit: boolean;
  readonly onChange: (draft: ActDraft) => void;
}) {
  const { draft, review, isEdit, onChange } = props;
  const head = review.versions.length - 1;
  return (
    <SelectField
      label={isEdit ? 'Made from version' : 'Version'}
      value={draft.seq}
      options={[
        ['', `${head}, the newest`],
        ...review.versions.slice(0, -1).map(({ seq }) => [String(seq), String(seq)] as const),
      ]}
      onChange={(seq) => {
        const from = review.versions[seq === '' ? head : Number(seq)];
        onChange({
          ...draft,
          seq,
          ...(isEdit && from !== undefined ? { snapshot: jsonText(from.snapshot) } : {}),
        });
      }}
    />
  );
}
