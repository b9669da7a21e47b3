import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { AUTHORIZATION } from './operations.ts';

const POLL_INTERVAL_MS = 5;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5000;
/** Of Linux, wherever Node runs. */
const CLOCK_TICKS_PER_SECOND = 100;

/** How to start a server. */
export interface Launch {
  readonly name: string;
  /** Arguments of node. A server that says its address on standard output need not use the port. */
  readonly argsOf: (port: number) => readonly string[];
  readonly saysItsAddress: boolean;
  /** What it answers 200 to as soon as it is up. */
  readonly firstPath: string;
}

/** A server that is up. */
export interface ServerProcess {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  /** From its start to its first 200. */
  readonly startMs: number;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a server, and waits for its first 200.
 *
 * Errors: throws, with what it wrote to standard error, when it ends instead or takes too long.
 */
export async function startServer(launch: Launch): Promise<ServerProcess> {
  const { name, argsOf, saysItsAddress, firstPath } = launch;
  const port = saysItsAddress ? 0 : await freePort();
  const startedAt = performance.now();
  // A log that somebody must read would be paid for by who sends the load.
  const output = saysItsAddress ? 'pipe' : 'ignore';
  const child = spawn(process.execPath, argsOf(port), { stdio: ['ignore', output, 'pipe'] });
  let complaints = '';
  child.stderr?.on('data', (piece: Buffer) => {
    complaints = (complaints + piece.toString()).slice(-2000);
  });
  const stop = () => stopChild(child);
  try {
    const url = saysItsAddress ? await addressOf(child) : `http://127.0.0.1:${port}`;
    await firstSuccess(child, `${url}${firstPath}`);
    const startMs = performance.now() - startedAt;
    return { name, url, pid: child.pid ?? 0, startMs, stop };
  } catch (error) {
    await stop();
    throw new Error(`${name} did not start: ${complaints || String(error)}`, { cause: error });
  }
}

/** Resident memory in MB; NaN where the system does not say. */
export function residentMbOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1];
  return Number(kilobytes ?? Number.NaN) / 1024;
}

/** Processor time that a process has used so far; NaN where the system does not say. */
export function cpuSecondsOf(pid: number): number {
  // The name of the process, in parentheses, may hold spaces.
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return (user + system) / CLOCK_TICKS_PER_SECOND;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function addressOf(child: ChildProcess): Promise<string> {
  let output = '';
  return new Promise((found, failed) => {
    child.stdout?.on('data', (piece: Buffer) => {
      if (output.length > 10_000) return;
      output += piece.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (address !== undefined) found(address);
    });
    child.once('exit', (code) => failed(new Error(`it ended with ${code}: ${output}`)));
  });
}

async function firstSuccess(child: ChildProcess, url: string): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  let last = 'nothing';
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    try {
      const response = await fetch(url, { headers: { authorization: AUTHORIZATION } });
      const text = await response.text();
      if (response.status === 200) return;
      last = `${response.status} ${text.slice(0, 200)}`;
    } catch (error) {
      last = String(error);
    }
    await sleep(POLL_INTERVAL_MS);
  }
  throw new Error(`no 200 from ${url} within ${START_TIMEOUT_MS} ms, but ${last}`);
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
