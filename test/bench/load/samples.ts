import { readFileSync, writeFileSync } from 'node:fs';
import { requestOf, reviewTraffic, type Operation, type Turn } from './operations.ts';
import { CLAIMS_PER_REVIEW } from './rotation.ts';

/** What our mock answered to each operation, for servers that send the same bytes. */
export type Samples = Readonly<Record<Operation, Readonly<Record<string, unknown>>>>;

/** Reads what `takeSamples` wrote. */
export function readSamples(file: string): Samples {
  return JSON.parse(readFileSync(file, 'utf8')) as Samples;
}

/**
 * Asks our mock once for each, and takes it back to its start. The claim is the middle one of a
 * burst, whose reply is as long as they are on average.
 */
export async function takeSamples(url: string, file: string): Promise<Samples> {
  const ask = (operation: Operation, turn: Turn) => send(url, operation, turn);
  const list = await ask('list', { review: 0, stamp: 1 });
  const get = await ask('get', { review: 0, stamp: 1 });
  let claim = get;
  for (let stamp = 1; stamp <= Math.ceil(CLAIMS_PER_REVIEW / 2); stamp += 1) {
    claim = await ask('claim', { review: 0, stamp });
  }
  const approve = await ask('approve', { review: 1, stamp: 1 });
  await resetOver(url);
  const samples = { get, claim, list, approve };
  writeFileSync(file, JSON.stringify(samples));
  return samples;
}

/** Takes a server back to its start by the control interface, as ours has it. */
export async function resetOver(url: string): Promise<void> {
  const response = await fetch(`${url}/__control/reset`, { method: 'POST' });
  if (response.status !== 200) throw new Error(`The reset of ${url} answered ${response.status}.`);
  await response.text();
}

async function send(url: string, operation: Operation, turn: Turn) {
  const { path, ...init } = requestOf(reviewTraffic(operation, turn));
  const response = await fetch(url + path, init);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${operation} answered ${response.status} ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}
