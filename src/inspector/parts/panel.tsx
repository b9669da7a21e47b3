import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** A part of a screen with its heading. */
export function Panel(props: {
  readonly title: string;
  readonly tools?: ComponentChildren;
  readonly class?: string;
  readonly children: ComponentChildren;
}) {
  const id = useId();
  return (
    <section class={`panel ${props.class ?? ''}`} aria-labelledby={id}>
      <header class="panel-head">
        <h2 id={id}>{props.title}</h2>
        {props.tools}
      </header>
      <div class="panel-body">{props.children}</div>
    </section>
  );
}
