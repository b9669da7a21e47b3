import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** The command line, run as its users run it. */
export interface CliProcess {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Waits for a match in what was printed, and answers it. */
  readonly printed: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Reads no more of what it prints. */
  readonly closeOutput: () => void;
  /** The exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
}

const running = new Set<ChildProcess>();

/** Starts `review-kit` with these arguments. */
export function runCli(...args: readonly string[]): CliProcess {
  const env = { ...process.env, NO_COLOR: '1' };
  const child = spawn(process.execPath, [MAIN, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    tell();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    tell();
  });
  const exited = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      running.delete(child);
      resolve(code);
      tell();
    });
  });
  return {
    pid: child.pid ?? 0,
    stdout: () => stdout,
    stderr: () => stderr,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(stdout);
          if (match === null && running.has(child)) return;
          listeners.delete(look);
          if (match) resolve(match);
          else reject(new Error(`it ended without printing ${pattern}:\n${stdout}${stderr}`));
        };
        listeners.add(look);
        look();
      }),
    signal: (name) => child.kill(name),
    closeOutput: () => child.stdout.destroy(),
    exited,
  };
}

/** Runs to its end. */
export async function ended(...args: readonly string[]) {
  const cli = runCli(...args);
  const code = await cli.exited;
  return { code, stdout: cli.stdout(), stderr: cli.stderr() };
}

/** Ends what a test has left running, each process by its own id. */
export async function endAll(): Promise<void> {
  const endings = [...running].map(
    (child) =>
      new Promise((resolve) => {
        child.on('close', resolve);
        child.kill('SIGKILL');
      }),
  );
  await Promise.all(endings);
}

/** Starts the mock on a free port and waits until it is up. */
export async function startMock(...args: readonly string[]): Promise<CliProcess & { url: string }> {
  const cli = runCli('mock', '--port', '0', ...args);
  const [, url = ''] = await cli.printed(/is up at (\S+)/);
  await cli.printed(/Stop with Ctrl-C/);
  return { ...cli, url };
}
