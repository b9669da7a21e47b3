import { useState } from 'preact/hooks';
import { useSession } from '../data/session.ts';
import { Form, SelectField, TextField } from '../parts/fields.tsx';

/** Chooses in whose name this page acts, or names somebody new. */
export function ActorPicker() {
  const { actor } = useSession();
  const [isNew, setNew] = useState(false);
  const [key, setKey] = useState('');
  const add = () => {
    if (key.trim() === '') return;
    actor.choose(key.trim());
    setKey('');
    setNew(false);
  };
  return (
    <div class="actor">
      <div class="row row-fields">
        <SelectField
          label="Key of the actor"
          value={actor.key}
          options={actor.known.map((each) => [each, each] as const)}
          onChange={actor.choose}
        />
        <button type="button" class="button" aria-expanded={isNew} onClick={() => setNew(!isNew)}>
          {isNew ? 'Cancel' : 'Somebody else'}
        </button>
      </div>
      {isNew && (
        <Form label="Name an actor" class="row row-fields" onSubmit={add}>
          <TextField
            label="Their key"
            value={key}
            hint="Any text will do, unless the mock was started with --key."
            onChange={setKey}
          />
          <button type="submit" class="button" disabled={key.trim() === ''}>
            Act with it
          </button>
        </Form>
      )}
    </div>
  );
}
