import { createClientJudge } from '../../clients/client-judge.ts';
import { ok, type Reply } from '../reply.ts';
import type { ControlCall } from './control-handler.ts';

/**
 * Judges the clients by what the journal holds; nothing is judged while they wait for a reply.
 *
 * Source: spec/control.yaml get_client_report.
 */
export async function reportClients({ world, contract }: ControlCall): Promise<Reply> {
  const judge = createClientJudge(contract);
  for (const entry of world.journal.entries()) judge.observe(entry);
  return ok(judge.report(world.clock().now()));
}
