import { useState } from 'preact/hooks';
import { useNow, useSession } from '../data/session.ts';
import { useAct } from '../data/use-act.ts';
import { instantText, parseSpan, spanText } from '../model/mock-time.ts';
import { Badge } from '../parts/badge.tsx';
import { Form, TextField } from '../parts/fields.tsx';
import { Panel } from '../parts/panel.tsx';
import { ReplyView } from '../parts/reply-view.tsx';

const PRESETS = ['1 s', '1 min', '5 min', '15 min', '1 h', '1 d'] as const;

/** The mock's clock: what it says, and what moves it. */
export function ClockScreen() {
  const { clock, rereadClock: reread } = useSession();
  const nowMs = useNow();
  const { outcome, isBusy, act } = useAct();
  const move = async (body: object) => {
    await act({ method: 'POST', path: '/__control/clock', body });
    reread();
  };
  return (
    <div class="two-columns">
      <Panel title="Now">
        <p class="clock-now">
          <time data-fact="now">
            {clock === undefined ? '…' : instantText(new Date(nowMs).toISOString())}
          </time>
        </p>
        <p>
          UTC, by the clock of the mock.{' '}
          {clock !== undefined && (
            <Badge tone={clock.isFrozen ? 'info' : 'good'}>
              {clock.isFrozen ? 'Frozen' : 'Running'}
            </Badge>
          )}
        </p>
        <div class="row">
          <button
            type="button"
            class="button"
            disabled={clock === undefined || isBusy}
            onClick={() => void move({ frozen: clock?.isFrozen !== true })}
          >
            {clock?.isFrozen === true ? 'Let it run' : 'Freeze it'}
          </button>
        </div>
      </Panel>
      <Panel title="Advance">
        <div class="row" role="group" aria-label="Presets">
          {PRESETS.map((preset) => (
            <button
              key={preset}
              type="button"
              class="button"
              disabled={isBusy}
              onClick={() => void move({ advance_ms: parseSpan(preset) ?? 0 })}
            >
              {preset}
            </button>
          ))}
        </div>
        <FreeAdvance isBusy={isBusy} onMove={move} />
        <SetClock isBusy={isBusy} onMove={move} />
        <ReplyView outcome={outcome} />
      </Panel>
      <RunsPanel />
    </div>
  );
}

interface Mover {
  readonly isBusy: boolean;
  readonly onMove: (body: object) => Promise<void>;
}

function FreeAdvance({ isBusy, onMove }: Mover) {
  const [text, setText] = useState('10m');
  const spanMs = parseSpan(text);
  return (
    <Form
      label="Advance by any time"
      class="row row-fields"
      onSubmit={() => spanMs !== undefined && void onMove({ advance_ms: spanMs })}
    >
      <TextField
        label="By how much"
        value={text}
        hint={spanMs === undefined ? 'Such as 90s, 15m, 1h 30m or 2d.' : spanText(spanMs)}
        onChange={setText}
      />
      <button type="submit" class="button" disabled={spanMs === undefined || isBusy}>
        Advance
      </button>
    </Form>
  );
}

function SetClock({ isBusy, onMove }: Mover) {
  const [text, setText] = useState('');
  return (
    <Form
      label="Set the clock"
      class="row row-fields"
      onSubmit={() => void onMove({ set: text.trim() })}
    >
      <TextField
        label="Set it to"
        value={text}
        placeholder="2026-05-13T09:05:00Z"
        onChange={setText}
      />
      <button type="submit" class="button" disabled={text.trim() === '' || isBusy}>
        Set
      </button>
    </Form>
  );
}

function RunsPanel() {
  const { outcome, isBusy, act } = useAct();
  const hold = (isHeld: boolean) =>
    void act({ method: 'POST', path: '/__control/resume', body: { hold: isHeld } });
  return (
    <Panel title="Runs">
      <p class="quiet">
        While runs are held, decisions wait to be applied: replies say <code>pending</code> and{' '}
        <code>already_received</code>.
      </p>
      <div class="row">
        <button type="button" class="button" disabled={isBusy} onClick={() => hold(true)}>
          Hold runs
        </button>
        <button type="button" class="button" disabled={isBusy} onClick={() => hold(false)}>
          Let them go on
        </button>
      </div>
      <ReplyView outcome={outcome} />
    </Panel>
  );
}
