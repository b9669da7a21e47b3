import type { ComponentChildren } from 'preact';

/** Said while something is read. */
export function Loading({ what }: { what: string }) {
  return (
    <p class="notice" role="status">
      <span class="spinner" aria-hidden="true" /> Reading {what}…
    </p>
  );
}

/** Said where there is nothing to show, with what to do about it. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  );
}

/** Said where something could not be read. */
export function Failure({ detail, onRetry }: { detail: string; onRetry?: () => void }) {
  return (
    <div class="failure" role="alert">
      <p>{detail}</p>
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}
