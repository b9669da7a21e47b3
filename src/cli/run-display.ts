import type { RunEvent, RunListener } from '../conformance/events.ts';
import { countText, durationText, quantity } from '../conformance/report/quantities.ts';
import type { PhaseResult } from '../conformance/report/report.ts';
import type { Terminal } from './terminal.ts';

const NAME_WIDTH = 12;
const CLEAR_LINE = '\r\u001B[2K';
/** Often enough to look alive, seldom enough to cost nothing. */
const REDRAW_MS = 80;

/**
 * Shows a run as it goes: one line that is drawn again where somebody watches, one line per phase
 * where nobody does.
 */
export function createRunDisplay({ writeProgress, isLive }: Terminal): RunListener {
  let drawnAt = 0;
  return (event) => {
    if (event.kind === 'check-ended') {
      if (!isLive || performance.now() - drawnAt < REDRAW_MS) return;
      drawnAt = performance.now();
      writeProgress(CLEAR_LINE + progressLine(event));
      return;
    }
    const line = lineOf(event);
    if (line === undefined) return;
    writeProgress(`${isLive ? CLEAR_LINE : ''}${line}\n`);
  };
}

function progressLine(event: Extract<RunEvent, { readonly kind: 'check-ended' }>): string {
  const { phase, done, checks, requests, findings } = event;
  const found = findings === 0 ? '' : `, ${countText(findings)} broken`;
  const name = phase.padEnd(NAME_WIDTH);
  return `  ${name}${countText(done)}/${countText(checks)} checks, ${quantity(requests, 'request')}${found}`;
}

function lineOf(event: RunEvent): string | undefined {
  switch (event.kind) {
    case 'started':
      return `Judging ${event.target}, seed ${event.seed}`;
    case 'probed': {
      const told = event.dialect.filter(({ value }) => value !== 'unknown');
      return `  reads ${told.map(({ name, value }) => `${name}=${value}`).join(' ')}`;
    }
    case 'phase-ended':
      return phaseLine(event.phase);
    case 'phase-started':
    case 'check-ended':
    case 'ended':
      return undefined;
  }
}

function phaseLine({ name, checks, requests, seconds, findings, measures }: PhaseResult): string {
  const told = Object.entries(measures).map(([measure, value]) => `${measure}: ${value}`);
  const sign = findings === 0 ? '✓' : '✗';
  const sums = [quantity(checks, 'check'), quantity(requests, 'request'), durationText(seconds)];
  const found = findings === 0 ? [] : [`${countText(findings)} broken`];
  return `${sign} ${name.padEnd(NAME_WIDTH)}${[...sums, ...found, ...told].join(', ')}`;
}
