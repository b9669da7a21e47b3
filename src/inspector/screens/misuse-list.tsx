import { useSession } from '../data/session.ts';
import type { Misuse } from '../model/journal-filter.ts';
import { Badge } from '../parts/badge.tsx';

/** What callers did wrong, and what to do about it. */
export function MisuseList({ misuses }: { misuses: readonly Misuse[] }) {
  const { adjust } = useSession();
  return (
    <details class="panel fold-panel">
      <summary>
        {misuses.length} {misuses.length === 1 ? 'misuse' : 'misuses'} of the API
      </summary>
      <div class="panel-body">
        <ul class="misuses">
          {misuses.map((misuse) => (
            <li key={`${misuse.kind} ${misuse.seqs[0] ?? ''} ${misuse.sentence}`}>
              <p>
                <Badge tone={misuse.level === 'error' ? 'bad' : 'wait'}>{misuse.level}</Badge>{' '}
                {misuse.sentence}
              </p>
              <p class="quiet">{misuse.advice}</p>
              <p class="ids">
                {misuse.kind}
                {misuse.requirement !== undefined && ` · ${misuse.requirement}`} · {misuse.count}{' '}
                {misuse.count === 1 ? 'time' : 'times'}
              </p>
            </li>
          ))}
        </ul>
        <div class="row">
          <button type="button" class="button" onClick={() => adjust({ outcome: 'marked' })}>
            Show these requests
          </button>
        </div>
      </div>
    </details>
  );
}
