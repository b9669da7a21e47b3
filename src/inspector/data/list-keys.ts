const EDITABLE = 'input, textarea, select, [contenteditable]';
const ROW = '[data-row]';

/**
 * Moves through the list of a screen by key: `/` to its search, `j` and `k` down and up, and the
 * arrows too once a line has the focus.
 *
 * Shape: whether the key meant something here.
 */
export function handleListKey(event: KeyboardEvent, page: Document): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target as Element | null;
  if (target?.closest(EDITABLE)) return false;
  if (event.key === '/') return focus(page.querySelector<HTMLElement>('[data-search]'));
  const isInList = Boolean(target?.closest(ROW));
  const isDown = event.key === 'j' || (isInList && event.key === 'ArrowDown');
  const isUp = event.key === 'k' || (isInList && event.key === 'ArrowUp');
  if (!isDown && !isUp) return false;
  const rows = [...page.querySelectorAll<HTMLElement>(ROW)];
  const at = rows.indexOf(page.activeElement as HTMLElement);
  const next = at === -1 ? 0 : at + (isDown ? 1 : -1);
  return focus(rows[next] ?? null);
}

function focus(element: HTMLElement | null): boolean {
  element?.focus();
  return element !== null;
}
