import { useState } from 'preact/hooks';
import {
  EMPTY_FAULT_FORM,
  FAULT_KINDS,
  OPERATION_LABELS,
  ruleOf,
  ruleText,
  type FaultForm,
  type FaultRule,
} from '../model/fault-rule.ts';
import { Form, SelectField, TextField } from '../parts/fields.tsx';

type Setter = (name: keyof FaultForm) => (value: string) => void;

/** Makes a rule: which requests it meets, and what becomes of them. */
export function FaultRuleForm(props: {
  readonly isBusy: boolean;
  readonly onAdd: (rule: FaultRule) => void;
}) {
  const [form, setForm] = useState<FaultForm>(EMPTY_FAULT_FORM);
  const reading = ruleOf(form);
  const set: Setter = (name) => (value) => setForm({ ...form, [name]: value });
  return (
    <Form label="Add a fault" onSubmit={() => reading.ok && props.onAdd(reading.rule)}>
      <SelectField
        label="What goes wrong"
        value={form.fault}
        options={Object.entries(FAULT_KINDS).map(
          ([kind, words]) => [kind, `${kind}: ${words}`] as const,
        )}
        onChange={set('fault')}
      />
      {form.fault === 'error' && <ErrorFields form={form} set={set} />}
      {form.fault === 'delay' && <DelayFields form={form} set={set} />}
      <SelectField
        label="Operation"
        value={form.operation}
        options={[['', 'Every operation'], ...Object.entries(OPERATION_LABELS)]}
        onChange={set('operation')}
      />
      <div class="two-columns">
        <SelectField
          label="Method"
          value={form.method}
          options={[
            ['', 'Any'],
            ['GET', 'GET'],
            ['POST', 'POST'],
          ]}
          onChange={set('method')}
        />
        <TextField label="Path" value={form.path} placeholder="Any" onChange={set('path')} />
        <TextField
          label="How often"
          value={form.times}
          placeholder="Without end"
          onChange={set('times')}
        />
        <TextField
          label="Probability, 0 to 1"
          value={form.probability}
          placeholder="Always"
          onChange={set('probability')}
        />
        <TextField label="Seed" value={form.seed} placeholder="None" onChange={set('seed')} />
      </div>
      {reading.ok ? (
        <p class="hint">{ruleText(reading.rule)}</p>
      ) : (
        reading.faults.map((fault) => (
          <p key={fault} class="fault">
            {fault}
          </p>
        ))
      )}
      <div class="row">
        <button type="submit" class="button button-main" disabled={!reading.ok || props.isBusy}>
          Add the rule
        </button>
      </div>
    </Form>
  );
}

function ErrorFields({ form, set }: { form: FaultForm; set: Setter }) {
  return (
    <div class="two-columns">
      <TextField label="Status" value={form.status} onChange={set('status')} />
      <TextField
        label="Retry after, in seconds"
        value={form.retryAfterS}
        placeholder="Not said"
        onChange={set('retryAfterS')}
      />
    </div>
  );
}

function DelayFields({ form, set }: { form: FaultForm; set: Setter }) {
  return (
    <div class="two-columns">
      <SelectField
        label="How the delay varies"
        value={form.delayKind}
        options={[
          ['fixed', 'Always the same'],
          ['uniform', 'Evenly between two'],
          ['lognormal', 'Lognormal, as networks do'],
        ]}
        onChange={set('delayKind')}
      />
      <TextField
        label={form.delayKind === 'lognormal' ? 'Median, in ms' : 'Delay, in ms'}
        value={form.delayMs}
        onChange={set('delayMs')}
      />
      {form.delayKind === 'uniform' && (
        <TextField label="Up to, in ms" value={form.delayToMs} onChange={set('delayToMs')} />
      )}
      {form.delayKind === 'lognormal' && (
        <TextField label="Sigma" value={form.sigma} onChange={set('sigma')} />
      )}
    </div>
  );
}
