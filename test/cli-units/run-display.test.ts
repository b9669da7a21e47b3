import { describe, expect, test } from 'vitest';
import { createRunDisplay } from '../../src/cli/run-display.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { RunEvent } from '../../src/conformance/events.ts';

const PHASE = {
  name: 'races',
  checks: 26,
  requests: 1865,
  seconds: 3.5,
  findings: 0,
  measures: { 'volleys that overlapped': '149 of 150 (99.3 %)' },
};
const ENDED: RunEvent = {
  kind: 'check-ended',
  check: { id: 'CAS-2/x', phase: 'races', surfaces: [], run: async () => {} },
  phase: 'races',
  done: 3,
  checks: 26,
  requests: 1200,
  findings: 2,
};

function shown(isLive: boolean, events: readonly RunEvent[]): string {
  let text = '';
  const writeProgress = (piece: string) => {
    text += piece;
  };
  const display = createRunDisplay({ writeProgress, isLive } as Terminal);
  for (const event of events) display(event);
  return text;
}

describe('a run on a terminal', () => {
  test('begins with what is judged, and says how it reads', () => {
    const entry = (name: string, value: string) => ({
      name,
      value,
      requirement: 'RES-7',
      isPinned: false,
    });
    const dialect = [entry('conflict', '409'), entry('cursor', 'unknown')];
    const text = shown(false, [
      { kind: 'started', target: 'http://x', seed: '7' },
      { kind: 'probed', dialect },
    ]);
    expect(text).toBe('Judging http://x, seed 7\n  reads conflict=409\n');
  });

  test('has a line for each phase, with a cross where something broke', () => {
    const text = shown(false, [
      { kind: 'phase-started', name: 'races', checks: 26 },
      { kind: 'phase-ended', phase: PHASE },
      { kind: 'phase-ended', phase: { ...PHASE, findings: 2, measures: {} } },
    ]);
    const [clean = '', broken = '', ...rest] = text.split('\n');
    expect(clean).toMatch(/^✓ races +26 checks, 1,865 requests, .*, volleys that overlapped: 149/);
    expect(clean).not.toContain('broken');
    expect(broken).toMatch(/^✗ races .*, 2 broken$/);
    expect(rest).toEqual(['']);
  });

  test('draws one line again and again where somebody watches, and not too often', () => {
    const text = shown(true, [ENDED, ENDED, ENDED]);
    expect(text).toBe('\r\u001B[2K  races       3/26 checks, 1,200 requests, 2 broken');
    expect(shown(false, [ENDED, ENDED])).toBe('');
    const ended = shown(true, [ENDED, { kind: 'phase-ended', phase: PHASE }]);
    expect(ended).toContain('2 broken\r\u001B[2K✓ races');
    expect(ended.endsWith('\n')).toBe(true);
  });
});
