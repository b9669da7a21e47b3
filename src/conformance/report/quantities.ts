/** Writes a count with its thousands apart: `12,480`. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** Writes a count and its noun: `1 request`, `2 requests`. */
export function quantity(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Writes a duration as a reader would say it: `0.84 s`, `12 s`, `3 min 5 s`. */
export function durationText(seconds: number): string {
  if (seconds < 10) return `${Number(seconds.toFixed(2))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const rest = whole % 60;
  const minutes = countText(Math.floor(whole / 60));
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}
