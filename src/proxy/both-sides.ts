import { createClientJudge } from '../clients/client-judge.ts';
import type { ClientReport } from '../clients/client-report.ts';
import type { Misuse } from '../clients/misuse.ts';
import type { Exchange } from '../conformance/exchange.ts';
import type { Report } from '../conformance/report/report.ts';
import { targetName } from '../conformance/target.ts';
import { formatInstant } from '../contract/instant.ts';
import { createReviewContract, type ReviewContract } from '../contract/review-contract.ts';
import { proxyReport } from './proxy-report.ts';
import { exchangeOf, observedOf, type PassingReply, type PassingRequest } from './record.ts';
import { createServerJudge, type Floor, type ServerFault } from './server-judge.ts';

/** What a proxy can be told. */
export interface ProxyOptions {
  /** Where the server answers. */
  readonly upstream: string;
  readonly contract?: ReviewContract;
  /** Milliseconds since 1970; the real clock by default. */
  readonly nowMs?: () => number;
  /** Hears of each misuse, each time it is seen. */
  readonly onMisuse?: (misuse: Misuse) => void;
  /** Hears of each sentence that the server breaks, the first time. */
  readonly onServerFault?: (fault: ServerFault) => void;
  readonly onExchange?: (exchange: Exchange) => void;
}

/** What was seen of both sides. */
export interface ProxyResult {
  readonly clients: ClientReport;
  readonly server: Report;
  /** Whether the upstream ever answered; `unused` when nobody asked. */
  readonly reach: 'reached' | 'never' | 'unused';
}

/** A request on its way through, and what was known of its review when it began. */
export interface Passage {
  readonly passing: PassingRequest;
  readonly floor: Floor;
  readonly signal: AbortSignal;
}

/** Both judges, and the one clock by which they order what passes. */
export interface BothSides {
  /** Says when a request begins. Units: ticks, and the `seq` of the last exchange. */
  readonly begin: () => Pick<PassingRequest, 'beganAfter' | 'invokedAt'>;
  readonly floorOf: (review: string | null) => Floor;
  readonly judge: (passage: Passage, reply: PassingReply) => void;
  /** Says that the server was put into another state. */
  readonly forget: () => void;
  readonly finish: (reach: ProxyResult['reach']) => ProxyResult;
}

/** Starts judging; nothing has passed yet. */
export function createBothSides(options: ProxyOptions): BothSides {
  const { upstream, contract = createReviewContract(), nowMs = Date.now } = options;
  const started = { startedAtMs: nowMs(), openedAtMs: performance.now() };
  const clients = createClientJudge(contract);
  const server = createServerJudge(contract);
  let lastSeq = 0;
  let tick = 0;
  return {
    begin: () => ({ beganAfter: lastSeq, invokedAt: (tick += 1) }),
    floorOf: server.begin,
    judge: ({ passing, floor, signal }, reply) => {
      const isHeard = !signal.aborted;
      const at = formatInstant(nowMs());
      const ending = { seq: (lastSeq += 1), at, returnedAt: (tick += 1), isHeard };
      const exchange = exchangeOf(passing, reply, ending);
      for (const misuse of clients.observe(observedOf(passing, reply, ending))) {
        options.onMisuse?.(misuse);
      }
      // Whoever hangs up gets no answer, and that is no fault of the server.
      const isSilent = reply.kind === 'silent' && isHeard;
      const faults = isSilent
        ? server.observeSilence(exchange, reply.reason)
        : server.observe(exchange, floor);
      for (const fault of faults) options.onServerFault?.(fault);
      options.onExchange?.(exchange);
    },
    forget: server.forget,
    finish: (reach) => {
      for (const fault of server.settle()) options.onServerFault?.(fault);
      const report = clients.report(formatInstant(nowMs()));
      const name = targetName({ kind: 'url', url: upstream });
      const { ledger } = server;
      const actors = report.actors.map(({ actor }) => actor);
      const brokenBy = reach === 'never' ? `${name} never answered.` : undefined;
      const source = { upstream, ledger, actors, requests: report.requests, ...started, brokenBy };
      return { clients: report, server: proxyReport(source), reach };
    },
  };
}
