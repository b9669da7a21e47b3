import { useState } from 'preact/hooks';
import { jsonText } from '../model/json-text.ts';
import { CopyButton } from './copy-button.tsx';

/** More than this is cut: a browser takes long over a text of megabytes. */
const SHOWN_MAX = 40_000;

/** JSON, or any other text, for people to read. It is text and nothing else, whatever it says. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const [isWhole, setWhole] = useState(false);
  const text = typeof value === 'string' ? value : jsonText(value);
  const isCut = !isWhole && text.length > SHOWN_MAX;
  return (
    <div class="json">
      <div class="json-tools">
        <CopyButton text={() => text} label="Copy" />
      </div>
      {/* Reached by Tab, so that its scroll can be used from the keyboard. */}
      <pre tabIndex={0} role="region" aria-label={label}>
        {isCut ? text.slice(0, SHOWN_MAX) : text}
      </pre>
      {isCut && (
        <button type="button" class="button" onClick={() => setWhole(true)}>
          Show all {text.length.toLocaleString('en')} characters
        </button>
      )}
    </div>
  );
}
