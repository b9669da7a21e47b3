import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
}

/** A line of text with its label. */
export function TextField(
  props: FieldProps & {
    readonly type?: 'text' | 'search' | 'number' | 'password';
    readonly isSearch?: boolean;
    readonly placeholder?: string;
  },
) {
  const id = useId();
  const { label, value, onChange, hint, type = 'text', isSearch, placeholder } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        // The types of preact tell inputs apart by it; here it makes no difference.
        type={type as 'text'}
        value={value}
        placeholder={placeholder ?? ''}
        autocomplete="off"
        spellcheck={false}
        {...(isSearch === true ? { 'data-search': '' } : {})}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** A choice with its label. */
export function SelectField(
  props: FieldProps & { readonly options: readonly (readonly [value: string, text: string])[] },
) {
  const id = useId();
  const { label, value, onChange, options } = props;
  // What an address asks for may not be there any more; it is still what is chosen.
  const isKnown = options.some(([each]) => each === value);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {(isKnown ? options : [...options, [value, value] as const]).map(([each, text]) => (
          <option key={each} value={each} selected={each === value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Some lines of text with their label. */
export function TextArea(props: FieldProps & { readonly rows?: number }) {
  const id = useId();
  const { label, value, onChange, rows = 3 } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

/** Fields and buttons that are sent together. */
export function Form(props: {
  readonly label: string;
  readonly onSubmit: () => void;
  readonly class?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <form
      class={props.class ?? 'stack'}
      aria-label={props.label}
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      {props.children}
    </form>
  );
}
