import { useId } from 'preact/hooks';
import { jsonText, readJsonObject } from '../model/json-text.ts';

/** A text that must be a JSON object; what is wrong with it is said while it is typed. */
export function JsonEditor(props: {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly rows?: number;
}) {
  const id = useId();
  const { label, text, onChange, rows = 12 } = props;
  const reading = readJsonObject(text);
  return (
    <div class="field">
      <div class="field-head">
        <label for={id}>{label}</label>
        <button
          type="button"
          class="button button-quiet"
          disabled={!reading.ok}
          onClick={() => reading.ok && onChange(jsonText(reading.value))}
        >
          Format
        </button>
      </div>
      <textarea
        id={id}
        class="code"
        rows={rows}
        value={text}
        spellcheck={false}
        autocomplete="off"
        aria-invalid={!reading.ok}
        aria-describedby={`${id}-fault`}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <p class={reading.ok ? 'hint' : 'fault'} id={`${id}-fault`} role="status">
        {reading.ok ? 'Valid JSON.' : reading.message}
      </p>
    </div>
  );
}
