import type { ClientReport } from './client-report.ts';
import type { Misuse } from './misuse.ts';

const SIGNS = { misuse: '✗', advice: '!' } as const;

/**
 * Writes a client report as a terminal shows it: each misuse with what to do instead, then the sum.
 *
 * Shape: a report → lines without a line feed at the end.
 */
export function drawClientReport(report: ClientReport): string {
  const { actors, misuses, requests } = report;
  const who = `${countOf(requests, 'request')} of ${countOf(actors.length, 'client')}`;
  if (misuses.length === 0)
    return [`The clients did nothing wrong: ${who}.`, ...notes(report)].join('\n');
  const of = (level: Misuse['level']) => misuses.filter((each) => each.level === level).length;
  const sum = `${countOf(of('misuse'), 'misuse')} and ${countOf(of('advice'), 'advice')} in ${who}.`;
  return [...misuses.flatMap((misuse) => [...blockOf(misuse), '']), sum, ...notes(report)].join(
    '\n',
  );
}

/** One misuse in one line, as it is told when it happens. */
export function misuseLine({ kind, level, actor, sentence }: Misuse): string {
  return `${SIGNS[level]} ${onOneLine(actor)}  ${kind}: ${onOneLine(sentence)}`;
}

function blockOf(misuse: Misuse): readonly string[] {
  const { actor, review, requirement, count, advice } = misuse;
  const times = count === 1 ? 'once' : `${count} times`;
  const place = [actor, ...(review === null ? [] : [review])].map(onOneLine).join(' · ');
  return [
    [
      `${SIGNS[misuse.level]} ${misuse.kind}`,
      ...(requirement === undefined ? [] : [requirement]),
      times,
    ].join(' · '),
    `  ${place}`,
    `  ${onOneLine(misuse.sentence)}`,
    `  → ${advice}`,
  ];
}

function notes({ unseen, omitted }: ClientReport): readonly string[] {
  return [
    ...(unseen === 0
      ? []
      : [
          `${countOf(unseen, 'earlier exchange')} went unseen; nothing that hangs on what they showed was judged.`,
        ]),
    ...(omitted === 0 ? [] : [`${omitted} more were not kept.`]),
  ];
}

const PLURALS: Readonly<Record<string, string>> = { advice: 'pieces of advice' };

function countOf(count: number, noun: string): string {
  const one = noun === 'advice' ? 'piece of advice' : noun;
  return `${count} ${count === 1 ? one : (PLURALS[noun] ?? `${noun}s`)}`;
}

/** What a client sent may hold anything: nothing of it may move a cursor. */
function onOneLine(text: string): string {
  return text.replaceAll(/\p{C}+/gu, '�');
}
