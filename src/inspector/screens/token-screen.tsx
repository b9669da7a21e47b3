import { useState } from 'preact/hooks';
import { Form, TextField } from '../parts/fields.tsx';

/** Asks for the token of the control interface. */
export function TokenScreen(props: {
  readonly isWrong: boolean;
  readonly onToken: (token: string) => void;
}) {
  const [token, setToken] = useState('');
  return (
    <main class="gate">
      <h1>review-kit inspector</h1>
      <p>
        This mock asks for its control token: the one that it was started with,{' '}
        <code>--control-token</code>.
      </p>
      <Form
        label="Give the token"
        onSubmit={() => {
          if (token !== '') props.onToken(token);
        }}
      >
        <TextField label="Control token" type="password" value={token} onChange={setToken} />
        {props.isWrong && (
          <p class="fault" role="alert">
            The mock does not take this token.
          </p>
        )}
        <div class="row">
          <button type="submit" class="button button-main" disabled={token === ''}>
            Open the inspector
          </button>
        </div>
      </Form>
      <p class="hint">It is kept until this tab is closed.</p>
    </main>
  );
}
