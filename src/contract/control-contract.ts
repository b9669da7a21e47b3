import type { components } from './generated/control-api-types.ts';
import { DOCUMENT } from './generated/control-api-document.ts';
import { DOCUMENT as REVIEW_DOCUMENT } from './generated/review-api-document.ts';
import { REVIEW_DOCUMENT_NAME } from './review-contract.ts';
import {
  createSchemaCompiler,
  type Check,
  type Documents,
  type OpenApiDocument,
  type SchemaRegistry,
} from './validators.ts';

type Schemas = components['schemas'];

/** A predicate and the block result to evaluate it on. */
export type GateRequest = Schemas['GateRequest'];
/** Whether a gate fired, why, and the review it opened. */
export type GateResult = Schemas['GateResult'];
/** One way of moving the clock. */
export type ClockMove = Schemas['ClockMove'];
/** Who reopens a review. */
export type ReopenRequest = Schemas['ReopenRequest'];
/** Whether runs are held. */
export type ResumeRequest = Schemas['ResumeRequest'];
/** Something that happens to an agent. */
export type AgentEventRequest = Schemas['AgentEventRequest'];
/** Something to go wrong on purpose, and when. */
export type FaultRule = Schemas['FaultRule'];
/** Fault rules, in the order in which they are tried. */
export type FaultRules = Schemas['FaultRules'];
/** What a list shows of a review. */
export type ReviewSummary = Schemas['ReviewSummary'];
/** The whole state of one review, as exported. */
export type ReviewState = Schemas['Review'];
/** One request and its reply, as the journal shows them. */
export type JournalLine = Schemas['JournalEntry'];
/** Everything a namespace holds, as exported. */
export type StateDocument = Schemas['State'];

/** The schemas that bodies of the control interface are checked against. */
export type ControlSchema =
  | 'GateRequest'
  | 'AgentEventRequest'
  | 'ClockMove'
  | 'ReopenRequest'
  | 'ResumeRequest'
  | 'FaultRules'
  | 'State'
  | 'Review'
  | 'NamespaceName'
  | 'ProposedDecision';

/**
 * Compiles the control interface's schemas.
 *
 * Source: spec/control.yaml.
 */
export function createControlContract(
  registry?: SchemaRegistry,
): Readonly<Record<ControlSchema, Check>> {
  const documents: Documents = [
    [REVIEW_DOCUMENT_NAME, REVIEW_DOCUMENT as OpenApiDocument],
    ['control.yaml', DOCUMENT as OpenApiDocument],
  ];
  const compiler = createSchemaCompiler(documents, registry);
  const ref = `./${REVIEW_DOCUMENT_NAME}#/components/schemas/ProposedDecision`;
  const proposal = compiler.checkOf({ $ref: ref }, 'body');
  return { ...compiler.schemas, ProposedDecision: proposal } as Readonly<
    Record<ControlSchema, Check>
  >;
}
