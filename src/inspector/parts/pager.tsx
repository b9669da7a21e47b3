/** How many lines of a list stand on one page. */
export const PAGE_SIZE = 50;

/** Leads from one page of a list to the next. */
export function Pager(props: {
  readonly page: number;
  readonly count: number;
  readonly onPage: (page: number) => void;
}) {
  const { page, count, onPage } = props;
  const last = Math.max(1, Math.ceil(count / PAGE_SIZE));
  if (last === 1) return null;
  return (
    <nav class="pager" aria-label="Pages of the list">
      <button
        type="button"
        class="button"
        data-previous
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      >
        Previous
      </button>
      <span>
        Page {page} of {last}
      </span>
      <button
        type="button"
        class="button"
        data-next
        disabled={page >= last}
        onClick={() => onPage(page + 1)}
      >
        Next
      </button>
    </nav>
  );
}

/** The page that an address asks for, where there is one. */
export function pageOf(params: Readonly<Record<string, string>>, count: number): number {
  const last = Math.max(1, Math.ceil(count / PAGE_SIZE));
  return Math.min(last, Math.max(1, Math.floor(Number(params['page'] ?? 1)) || 1));
}
