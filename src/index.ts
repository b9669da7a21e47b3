// The public API: everything a program can import from review-kit.

// The mock: the review API as a function from Request to Response, and over HTTP.
export { createMock, type Fetch, type Mock, type MockOptions } from './mock/mock.ts';
export { listen, type Listening } from './mock/listen.ts';
export { SCENARIOS, type ScenarioName } from './mock/scenarios/scenarios.ts';
export { DEFAULT_POLICIES, POLICIES, type Policies, type PolicyName } from './domain/policies.ts';

// The conformance suite: judges any server that implements the review API.
export { runConformance } from './conformance/run.ts';
export type { BaselineEntry, Provision, RunOptions } from './conformance/run-options.ts';
export type { Target, TargetFetch } from './conformance/target.ts';
export type { Rig, RunState } from './conformance/rig.ts';
export type { RigModule } from './conformance/provision/module-rig.ts';
export type { RunEvent, RunListener } from './conformance/events.ts';
export type { Finding, Report, RequirementResult } from './conformance/report/report.ts';

// The contract: what is on the wire.
export {
  OPERATIONS,
  OPERATION_IDS,
  type Operation,
  type OperationId,
} from './contract/operations.ts';
export { canonicalJson, contentSha256, versionIdOf } from './contract/canonical-json.ts';
export { loadRequirements, type Requirement } from './contract/requirements.ts';
export type { StateDocument } from './contract/control-contract.ts';
export type * from './contract/wire.ts';
