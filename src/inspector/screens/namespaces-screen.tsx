import { useCallback, useState } from 'preact/hooks';
import type { LiveNews } from '../data/live.ts';
import { useSession } from '../data/session.ts';
import { useAct } from '../data/use-act.ts';
import { useRead } from '../data/use-read.ts';
import { Badge } from '../parts/badge.tsx';
import { Form, TextField } from '../parts/fields.tsx';
import { Failure, Loading } from '../parts/notices.tsx';
import { Panel } from '../parts/panel.tsx';
import { ReplyView } from '../parts/reply-view.tsx';
import { StatePanel } from './state-panel.tsx';

const NAME = /^[A-Za-z0-9._-]{1,64}$/;

/** The worlds of the mock: what there are, and which one this page looks at. */
export function NamespacesScreen() {
  const { connection, enter } = useSession();
  const isOld = useCallback((news: LiveNews) => news.kind === 'open', []);
  const [reading, again] = useRead<{ readonly namespaces: readonly string[] }>(
    '/__control/namespaces',
    isOld,
  );
  const { outcome, isBusy, act } = useAct();
  if (reading.kind === 'loading') return <Loading what="the namespaces" />;
  if (reading.kind === 'failed') return <Failure detail={reading.detail} onRetry={again} />;
  const remove = async (name: string) => {
    // Left first: to watch it would bring it back.
    if (connection.namespace === name) enter(undefined);
    await act({ method: 'DELETE', path: `/__control/namespaces/${encodeURIComponent(name)}` });
    again();
  };
  return (
    <div class="two-columns">
      <Panel title="Namespaces">
        <ul class="namespaces">
          <NamespaceItem name={undefined} isBusy={isBusy} />
          {reading.value.namespaces.map((name) => (
            <NamespaceItem
              key={name}
              name={name}
              isBusy={isBusy}
              onRemove={() => void remove(name)}
            />
          ))}
        </ul>
        <EnterNamespace />
        <ReplyView outcome={outcome} />
      </Panel>
      <StatePanel />
    </div>
  );
}

function NamespaceItem(props: {
  readonly name: string | undefined;
  readonly isBusy: boolean;
  readonly onRemove?: () => void;
}) {
  const { name, isBusy, onRemove } = props;
  const { connection, enter } = useSession();
  const isCurrent = connection.namespace === name;
  return (
    <li>
      <span class="namespace-name">
        {name ?? 'Default'} {isCurrent && <Badge tone="info">Shown here</Badge>}
      </span>
      <span class="row">
        {!isCurrent && (
          <button
            type="button"
            class="button"
            data-row=""
            aria-label={`Switch to ${name ?? 'the default namespace'}`}
            onClick={() => enter(name)}
          >
            Switch
          </button>
        )}
        {onRemove && (
          <button
            type="button"
            class="button button-quiet"
            disabled={isBusy}
            aria-label={`Delete ${name ?? ''}`}
            onClick={onRemove}
          >
            Delete
          </button>
        )}
      </span>
    </li>
  );
}

function EnterNamespace() {
  const { enter } = useSession();
  const [name, setName] = useState('');
  const isName = NAME.test(name);
  return (
    <Form
      label="Enter a namespace"
      class="row row-fields"
      onSubmit={() => {
        if (isName) enter(name);
      }}
    >
      <TextField
        label="Another namespace"
        value={name}
        hint="It begins, empty, where it is first named: letters, digits, dots, dashes, underscores."
        onChange={setName}
      />
      <button type="submit" class="button" disabled={!isName}>
        Switch
      </button>
    </Form>
  );
}
