/** The value below which this share of the samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** One row of a table; its keys are the columns. */
export type Row = Readonly<Record<string, string | number>>;

/** Rows as a Markdown table, laid out as prettier leaves it. */
export function markdownTable(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, place) =>
    Math.max(3, ...cells.map((line) => line[place]?.length ?? 0)),
  );
  const line = (texts: readonly string[], filler = ' ') =>
    `| ${widths.map((width, place) => (texts[place] ?? '').padEnd(width, filler)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [line(head), line([], '-'), ...body.map((texts) => line(texts))].join('\n');
}

/** Prints rows as a Markdown table. */
export function printTable(rows: readonly Row[]): void {
  console.log(markdownTable(rows));
}

/** Three significant digits, so that a table does not promise more than it knows. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}

/** A number for people: three significant digits, thousands apart, a dash when there is none. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) return '—';
  return round(value).toLocaleString('en', { maximumSignificantDigits: 3 });
}
