import { useId, useRef, useState } from 'preact/hooks';
import { useSession } from '../data/session.ts';
import { useAct } from '../data/use-act.ts';
import { readJsonObject } from '../model/json-text.ts';
import { Panel } from '../parts/panel.tsx';
import { ReplyView } from '../parts/reply-view.tsx';

/** Takes the namespace back to its start, saves all there is in it, or replaces it. */
export function StatePanel() {
  const { connection } = useSession();
  const { outcome, isBusy, act } = useAct();
  const name = connection.namespace ?? 'the default namespace';
  return (
    <Panel title={`State of ${name}`}>
      <div class="row">
        <button
          type="button"
          class="button"
          disabled={isBusy}
          onClick={() => void act({ method: 'POST', path: '/__control/reset' })}
        >
          Reset to the start
        </button>
        <ExportButton />
      </div>
      <p class="hint">
        {connection.namespace === undefined
          ? 'A reset goes back to the scenario that the mock started with.'
          : 'A reset empties this namespace.'}
      </p>
      <ReplyView outcome={outcome} />
      <ImportField />
    </Panel>
  );
}

function ExportButton() {
  const { connection, announce } = useSession();
  const [isFailed, setFailed] = useState(false);
  const save = async () => {
    const outcome = await connection.send({ method: 'GET', path: '/__control/state' });
    const isDone = outcome.kind === 'reply' && outcome.status === 200;
    setFailed(!isDone);
    if (!isDone) return;
    const url = URL.createObjectURL(new Blob([outcome.text], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${connection.namespace ?? 'review-kit'}.state.json`;
    link.click();
    URL.revokeObjectURL(url);
    announce('The state was exported.');
  };
  return (
    <>
      <button type="button" class="button" onClick={() => void save()}>
        Export to a file
      </button>
      {isFailed && <span class="fault">The mock did not answer with its state.</span>}
    </>
  );
}

function ImportField() {
  const { outcome, isBusy, act } = useAct();
  const [fault, setFault] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const load = async () => {
    const file = input.current?.files?.[0];
    if (file === undefined) return;
    const reading = readJsonObject(await file.text());
    setFault(reading.ok ? '' : `${file.name}: ${reading.message}`);
    if (reading.ok) await act({ method: 'PUT', path: '/__control/state', body: reading.value });
    // The same file may be chosen again once it is mended.
    if (input.current !== null) input.current.value = '';
  };
  return (
    <div class="field">
      <label for={id}>Import a file</label>
      <input
        id={id}
        ref={input}
        type="file"
        accept="application/json,.json"
        disabled={isBusy}
        aria-describedby={`${id}-hint`}
        onChange={() => void load()}
      />
      <p class="hint" id={`${id}-hint`}>
        It replaces all there is, or nothing: what is wrong with it is said here.
      </p>
      {fault !== '' && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <ReplyView outcome={outcome} />
    </div>
  );
}
