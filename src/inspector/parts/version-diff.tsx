import { useMemo, useState } from 'preact/hooks';
import { countsOf, diffOf, foldedRows, type DiffRow, type Piece } from '../model/diff-model.ts';

/** More lines than this are shown when they are asked for. */
const ROWS_SHOWN = 400;

const WORDS = { same: '', changed: 'Changed', added: 'Added', removed: 'Removed' } as const;

/** Two snapshots side by side, member by member; one above the other where there is little room. */
export function VersionDiff(props: {
  readonly left: unknown;
  readonly right: unknown;
  readonly leftLabel: string;
  readonly rightLabel: string;
}) {
  const { left, right, leftLabel, rightLabel } = props;
  const rows = useMemo(() => diffOf(left, right), [left, right]);
  const [isWhole, setWhole] = useState(false);
  const counts = countsOf(rows);
  const shown = isWhole ? rows : rows.slice(0, ROWS_SHOWN);
  return (
    <div class="diff">
      <p class="diff-counts" role="status">
        {counts.changed} changed, {counts.added} added, {counts.removed} removed, {counts.same}{' '}
        unchanged
      </p>
      <table role="table" class="diff-table" aria-label={`${leftLabel} against ${rightLabel}`}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">Field</th>
            <th role="columnheader">{leftLabel}</th>
            <th role="columnheader">{rightLabel}</th>
          </tr>
        </thead>
        {foldedRows(shown).map((part, index) =>
          part.kind === 'fold' ? (
            <Fold key={index} rows={part.rows} />
          ) : (
            <tbody key={index} role="rowgroup">
              {part.rows.map((row) => (
                <Row key={`${row.kind} ${row.path}`} row={row} />
              ))}
            </tbody>
          ),
        )}
      </table>
      {!isWhole && rows.length > ROWS_SHOWN && (
        <button type="button" class="button" onClick={() => setWhole(true)}>
          Show all {rows.length.toLocaleString('en')} lines
        </button>
      )}
    </div>
  );
}

function Fold({ rows }: { rows: readonly DiffRow[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <tbody role="rowgroup">
      <tr role="row" class="diff-fold">
        <td role="cell" colSpan={3}>
          <button
            type="button"
            class="button button-quiet"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Hide' : 'Show'} {rows.length} unchanged lines
          </button>
        </td>
      </tr>
      {isOpen && rows.map((row) => <Row key={row.path} row={row} />)}
    </tbody>
  );
}

function Row({ row }: { row: DiffRow }) {
  const word = WORDS[row.kind];
  return (
    <tr role="row" class={`diff-row diff-${row.kind}`}>
      <th role="rowheader" scope="row" title={row.path} style={{ '--depth': String(row.depth) }}>
        <span class="diff-label">{row.label}</span>
        {word !== '' && !row.isGroup && <span class="diff-word">{word}</span>}
      </th>
      <Side pieces={row.left} isGroup={row.isGroup} side="left" />
      <Side pieces={row.right} isGroup={row.isGroup} side="right" />
    </tr>
  );
}

function Side(props: {
  readonly pieces: readonly Piece[] | undefined;
  readonly isGroup: boolean;
  readonly side: 'left' | 'right';
}) {
  const { pieces, isGroup, side } = props;
  if (pieces === undefined) {
    return (
      <td role="cell" class={`diff-none diff-${side}`}>
        <span class="unseen">nothing</span>
      </td>
    );
  }
  const Mark = side === 'left' ? 'del' : 'ins';
  return (
    <td role="cell" class={`diff-value diff-${side}${isGroup ? ' diff-group' : ''}`}>
      {pieces.map(({ text, isOwn }, index) =>
        isOwn ? <Mark key={index}>{text}</Mark> : <span key={index}>{text}</span>,
      )}
    </td>
  );
}
