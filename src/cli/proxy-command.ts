import { Command, Option } from 'commander';
import { hasMisuse } from '../clients/client-report.ts';
import { misuseLine } from '../clients/draw-client-report.ts';
import type { Misuse } from '../clients/misuse.ts';
import { targetName } from '../conformance/target.ts';
import type { Listening } from '../mock/listen.ts';
import type { ProxyResult } from '../proxy/both-sides.ts';
import { createProxy, type ReviewProxy } from '../proxy/proxy.ts';
import { listenOrExplain } from './listen-or-explain.ts';
import { parsePort } from './option-values.ts';
import { faultLine, proxySummary } from './proxy-summary.ts';
import {
  collectReport,
  ensureWritable,
  openReportWriter,
  writeStepSummary,
  writeWhole,
  type ReportFiles,
  type ReportWriter,
} from './report-files.ts';
import { parseUrl } from './target-flags.ts';
import type { Terminal } from './terminal.ts';

const FAIL_ON = ['any', 'client', 'server', 'none'] as const;

interface ProxyFlags {
  readonly upstream: string;
  readonly port: number;
  readonly host: string;
  readonly report?: ReportFiles;
  readonly clientReport?: string;
  readonly failOn: (typeof FAIL_ON)[number];
}

const EXIT_CLEAN = 0;
const EXIT_FOUND = 1;
const EXIT_UNREACHABLE = 3;

const EXAMPLES = `
Examples:
  $ review-kit proxy --upstream http://127.0.0.1:4010
  $ review-kit proxy --upstream https://staging.example/api --port 0 --fail-on client
  $ review-kit proxy --upstream http://127.0.0.1:4010 --report html=server.html \\
      --client-report clients.json

It judges until Ctrl-C and then says what it saw. Start it before the clients: what they read
earlier it cannot know.

Exit codes: 0 nothing was found that --fail-on names, 1 something was, 2 a mistake in the flags,
3 the upstream never answered. Advice to clients and broken SHOULDs are told, and fail nothing.`;

/** `review-kit proxy`: stands before a server and judges it and its clients. */
export function proxyCommand(terminal: Terminal): Command {
  return new Command('proxy')
    .summary('stand before a server and judge it and its clients')
    .description(
      'Passes requests on to a server, and says what the clients and the server do wrong.',
    )
    .requiredOption('--upstream <url>', 'where the server answers', parseUrl)
    .option('--port <number>', 'port to listen on; 0 picks a free one', parsePort, 4011)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option(
      '--report <FORMAT=FILE>',
      'of the server: json, junit, html, sarif, markdown or history; repeat for more',
      collectReport,
    )
    .option('--client-report <file>', 'of the clients, as JSON')
    .addOption(
      new Option('--fail-on <side>', 'whose mistakes end in exit code 1')
        .choices(FAIL_ON)
        .default('any'),
    )
    .addHelpText('after', EXAMPLES)
    .action((flags: ProxyFlags) => runProxy(flags, terminal));
}

async function runProxy(flags: ProxyFlags, terminal: Terminal): Promise<void> {
  const { upstream, port, host, clientReport } = flags;
  if (clientReport !== undefined) await ensureWritable(clientReport);
  const writer = await openReportWriter(flags.report ?? new Map());
  const proxy = createProxy({
    upstream,
    onMisuse: (misuse) => {
      if (isNew(misuse)) terminal.write(misuseLine(misuse));
    },
    onServerFault: (fault) => terminal.write(faultLine(fault)),
    onExchange: writer.note,
  });
  const listening = await listenOrExplain(proxy.fetch, port, { host, option: '--port' });
  terminal.onStop(() => stop({ proxy, listening, writer }, flags, terminal));
  terminal.write(
    `The proxy is up at ${listening.url}, before ${targetName({ kind: 'url', url: upstream })}\n` +
      'Stop with Ctrl-C; then it says what it saw.',
  );
}

/** Said when it begins; the sum at the end says how often. A streak begins with several. */
function isNew({ kind, count }: Misuse): boolean {
  return count === 1 || (kind === 'polled-too-fast' && count === POLLS_MIN);
}

const POLLS_MIN = 5;

interface Running {
  readonly proxy: ReviewProxy;
  readonly listening: Listening;
  readonly writer: ReportWriter;
}

async function stop(
  { proxy, listening, writer }: Running,
  flags: ProxyFlags,
  terminal: Terminal,
): Promise<void> {
  await listening.close();
  const result = await proxy.finish();
  await writer.write(result.server);
  await writeStepSummary(terminal.environment['GITHUB_STEP_SUMMARY'], result.server);
  if (flags.clientReport !== undefined) {
    await writeWhole(flags.clientReport, `${JSON.stringify(result.clients, null, 2)}\n`);
  }
  terminal.write(`\n${proxySummary(result)}`);
  terminal.exitWith(exitOf(result, flags.failOn));
}

function exitOf({ reach, clients, server }: ProxyResult, failOn: ProxyFlags['failOn']): number {
  if (reach === 'never') return EXIT_UNREACHABLE;
  const isClients = hasMisuse(clients) && (failOn === 'any' || failOn === 'client');
  const isServers = server.verdict === 'fails' && (failOn === 'any' || failOn === 'server');
  return isClients || isServers ? EXIT_FOUND : EXIT_CLEAN;
}
