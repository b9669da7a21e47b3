import { PROBLEMS, problem, type FieldFault, type Problem } from '../contract/problems.ts';
import type { OperationId } from '../contract/operations.ts';
import type { ReviewContract } from '../contract/review-contract.ts';
import type { Check } from '../contract/validators.ts';
import { JsonText } from './json-text.ts';
import { isProblem, type Reply } from './reply.ts';

/** Says that a reply of the mock's own is not what the document promises. */
export type ReplyCheck = (operationId: OperationId, reply: Reply) => Problem | undefined;

/**
 * Judges each reply by the schema of its operation and status, before it is sent.
 *
 * The mock should never need it; whoever changes the mock, or starts it with a state of their own,
 * wants to know.
 *
 * Source: SCH-1.
 */
export function createReplyCheck({ operations }: ReviewContract): ReplyCheck {
  return (operationId, reply) => {
    const { status, body } = isProblem(reply) ? bodyOf(reply) : reply;
    const check = operations[operationId].responses.get(status);
    const [fault] = check === undefined ? [] : faultsOf(check, body);
    if (check !== undefined && fault === undefined) return undefined;
    const words = check === undefined ? 'the status is not declared' : inWords(fault);
    return problem('internal', `The mock's own reply ${status} to ${operationId}: ${words}.`);
  };
}

/** What is written once is judged once. */
function faultsOf(check: Check, body: unknown): readonly FieldFault[] {
  if (!(body instanceof JsonText)) return check(body);
  if (body.passed === check) return [];
  const faults = check(body.value);
  if (faults.length === 0) body.passed = check;
  return faults;
}

function bodyOf({ kind, faults, detail }: Problem) {
  return { status: PROBLEMS[kind].status, body: { detail: faults ?? detail } };
}

function inWords(fault: FieldFault | undefined): string {
  return fault === undefined ? '' : `${fault.loc.join('.')}: ${fault.msg}`;
}
