import { InvalidArgumentError } from 'commander';
import type { FaultRule } from '../contract/control-contract.ts';
import { OPERATION_IDS } from '../contract/operations.ts';
import { FAULTS } from '../mock/faults/fault-rule.ts';
import { readFault, SETTING_NAMES, type FaultReading } from '../mock/faults/fault-words.ts';
import { didYouMean } from './usage-error.ts';

/**
 * Reads one `FAULT[@OPERATION][:key=value,…]` and adds its rule, such as
 * `drop_after@submit_decision:probability=0.2,times=3`.
 *
 * Errors: InvalidArgumentError, with what could have stood there.
 */
export function collectFault(text: string, rules: readonly FaultRule[] = []): readonly FaultRule[] {
  const [head = '', tail] = halvesOf(text, ':');
  const [name = '', operation] = halvesOf(head, '@');
  const settings = tail === undefined ? [] : tail.split(',').map(settingOf);
  const reading = readFault({ name, settings }, SETTING_NAMES);
  if (!reading.ok) throw new InvalidArgumentError(wordsOf(reading));
  return [...rules, operation === undefined ? reading.rule : at(reading.rule, operation)];
}

function halvesOf(text: string, mark: string): readonly [string, string?] {
  const place = text.indexOf(mark);
  return place === -1 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}

function settingOf(text: string): readonly [name: string, value: string] {
  const [name, value] = halvesOf(text, '=');
  if (value !== undefined && name !== '') return [name, value];
  throw new InvalidArgumentError(`'${text}' is no key=value, such as times=3.`);
}

function at(rule: FaultRule, name: string): FaultRule {
  const operation = OPERATION_IDS.find((each) => each === name);
  if (operation !== undefined) return { ...rule, match: { ...rule.match, operation } };
  throw new InvalidArgumentError(
    `There is no operation '${name}'${didYouMean(name, OPERATION_IDS)}; there are ${OPERATION_IDS.join(', ')}.`,
  );
}

function wordsOf({ problem, word, known }: Extract<FaultReading, { ok: false }>): string {
  if (word === undefined) return `${problem}.`;
  return `${problem}${didYouMean(word, known)}; there are ${known.join(', ')}.`;
}

/** What help says of faults: each with what it does, the settings, and the mix of --hostile. */
export function faultHelp(): string {
  const width = Math.max(...Object.keys(FAULTS).map((name) => name.length));
  const rows = Object.entries(FAULTS).map(([name, does]) => `  ${name.padEnd(width)}  ${does}`);
  return [
    'Faults, as --fault FAULT[@OPERATION][:key=value,…], or for one request as the header',
    "'X-Review-Fault: error; status=429':",
    ...rows,
    '  delay takes ms=500, ms=200-800, or median=200,sigma=0.6; error takes status and retry_after;',
    '  each takes probability, times, seed, method and path, where * stands for any characters.',
    '--hostile: delay of a median of 120 ms on all; error 503 and error 429 on 1 % each; drop_after on',
    '  2 % of writes; lose_race on 5 % of stamped writes. It comes after every --fault.',
  ].join('\n');
}
