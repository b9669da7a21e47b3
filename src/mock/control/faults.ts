import type { FaultRules } from '../../contract/control-contract.ts';
import { invalid } from '../../contract/problems.ts';
import { ruleFaults } from '../faults/fault-rule.ts';
import { NO_CONTENT, ok, type Reply } from '../reply.ts';
import type { ControlCall } from './control-handler.ts';

/** Shows the fault rules and their counts. Source: spec/control.yaml get_faults. */
export async function getFaults({ world }: ControlCall): Promise<Reply> {
  return ok(world.faults.standings());
}

/** Replaces the fault rules, all or nothing. Source: spec/control.yaml set_faults. */
export async function setFaults({ world, body }: ControlCall): Promise<Reply> {
  const { rules } = body as FaultRules;
  const faults = ruleFaults(rules, ['body', 'rules']);
  if (faults.length > 0) return invalid(faults);
  world.faults.replace(rules);
  return ok(world.faults.standings());
}

/** Forgets the fault rules. Source: spec/control.yaml clear_faults. */
export async function clearFaults({ world }: ControlCall): Promise<Reply> {
  world.faults.replace([]);
  return NO_CONTENT;
}
