import { AGENT_DISPATCH_MUTANTS } from './agent-dispatch.ts';
import { AGENT_MUTANTS } from './agents.ts';
import { AUTH_MUTANTS } from './auth.ts';
import { CLAIM_MUTANTS } from './claims.ts';
import { COMMAND_BODY_MUTANTS } from './command-bodies.ts';
import { COMPARE_AND_SWAP_MUTANTS } from './compare-and-swap.ts';
import { CONDITION_MUTANTS } from './conditions.ts';
import { DECISION_MUTANTS } from './decisions.ts';
import { EDITED_APPROVAL_MUTANTS } from './edited-approvals.ts';
import { ERROR_MUTANTS } from './errors.ts';
import { HIL_DECISION_MUTANTS } from './hil-decisions.ts';
import { IDEMPOTENCY_MUTANTS } from './idempotency.ts';
import { LIST_MUTANTS } from './lists.ts';
import type { Mutant } from './mutant.ts';
import { PAGING_MUTANTS } from './paging.ts';
import { PREDICATE_KIND_MUTANTS } from './predicate-kinds.ts';
import { PREDICATE_MUTANTS } from './predicates.ts';
import { QUEUE_MUTANTS } from './queue.ts';
import { RACE_MUTANTS } from './races.ts';
import { RESOLUTION_MUTANTS } from './resolutions.ts';
import { RESOURCE_MUTANTS } from './resource.ts';
import { REVIEW_MUTANTS } from './review.ts';
import { RUN_MUTANTS } from './runs.ts';
import { SCHEMA_MUTANTS } from './schema.ts';
import { SNAPSHOT_MUTANTS } from './snapshots.ts';
import { SURFACE_MUTANTS } from './surfaces.ts';
import { VERSION_MUTANTS } from './versions.ts';
import { WRITE_MUTANTS } from './writes.ts';

/** Every broken server, by area. */
export const MUTANTS: readonly Mutant[] = [
  ...AUTH_MUTANTS,
  ...ERROR_MUTANTS,
  ...SCHEMA_MUTANTS,
  ...REVIEW_MUTANTS,
  ...WRITE_MUTANTS,
  ...RUN_MUTANTS,
  ...CLAIM_MUTANTS,
  ...COMPARE_AND_SWAP_MUTANTS,
  ...RACE_MUTANTS,
  ...VERSION_MUTANTS,
  ...DECISION_MUTANTS,
  ...EDITED_APPROVAL_MUTANTS,
  ...IDEMPOTENCY_MUTANTS,
  ...COMMAND_BODY_MUTANTS,
  ...QUEUE_MUTANTS,
  ...RESOURCE_MUTANTS,
  ...SNAPSHOT_MUTANTS,
  ...RESOLUTION_MUTANTS,
  ...LIST_MUTANTS,
  ...PAGING_MUTANTS,
  ...SURFACE_MUTANTS,
  ...AGENT_MUTANTS,
  ...AGENT_DISPATCH_MUTANTS,
  ...HIL_DECISION_MUTANTS,
  ...PREDICATE_MUTANTS,
  ...PREDICATE_KIND_MUTANTS,
  ...CONDITION_MUTANTS,
];
