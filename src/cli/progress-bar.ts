/** What a bar is drawn on. */
export interface BarSurface {
  readonly write: (text: string) => unknown;
}

/** Tells how far something has come. */
export interface ProgressBar {
  readonly advance: (done: number) => void;
  /** Takes the bar away. */
  readonly clear: () => void;
}

const WIDTH = 24;
/** Oftener, nobody sees it. Units: milliseconds. */
const REDRAW_MS = 100;
const CLEAR_LINE = '\r\u001B[2K';

/** Draws a bar that redraws itself in place. Units: `nowMs` gives milliseconds. */
export function createProgressBar(
  surface: BarSurface,
  total: number,
  nowMs: () => number,
): ProgressBar {
  const startedMs = nowMs();
  let drawnMs = Number.NEGATIVE_INFINITY;
  return {
    advance: (done) => {
      const atMs = nowMs();
      if (atMs - drawnMs < REDRAW_MS) return;
      drawnMs = atMs;
      surface.write(CLEAR_LINE + barText(Math.min(done, total), total, atMs - startedMs));
    },
    clear: () => {
      if (drawnMs !== Number.NEGATIVE_INFINITY) surface.write(CLEAR_LINE);
    },
  };
}

function barText(done: number, total: number, tookMs: number): string {
  const full = Math.round((done / total) * WIDTH);
  const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
  const perSecond = tookMs > 0 ? Math.round((done / tookMs) * 1000) : 0;
  return `${bar} ${Math.floor((done / total) * 100)}%  ${done} of ${total}, ${perSecond} per second`;
}
