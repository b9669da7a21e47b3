// The public API: everything a program can import from review-kit.

// The mock: the review API as a function from Request to Response, and over HTTP.
export { createMock, type Fetch, type Mock, type MockOptions } from './mock/mock.ts';
export type { InspectorFiles } from './mock/control/inspector-page.ts';
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

// Fixtures: believable reviews by the thousand, single ones for tests, and a check for any.
// Arbitraries for property tests are in 'review-kit/arbitraries'.
export {
  generateReviews,
  type GenerateOptions,
  type GeneratedReview,
} from './generate/generate-reviews.ts';
export { fixtureText, textOf, type TextSetting } from './generate/fixture-text.ts';
export { FIXTURE_FORMATS, type FixtureFormat } from './generate/fixture-format.ts';
export { itemOf, SURFACES, type Surface, type SurfaceItems } from './generate/surface.ts';
export { stateDocumentOf } from './generate/player.ts';
export { type Mix, type Weights } from './generate/mix.ts';
export { ImpossibleRequest } from './generate/impossible-request.ts';
export {
  agentHilReview,
  overlay,
  workflowReview,
  type ReviewOverrides,
} from './generate/builders/builders.ts';
export type { AgentOverrides, OverlayOverrides } from './generate/builders/overrides.ts';
export {
  compileFixtureSchemas,
  createFixtureCheck,
  type FixtureCheck,
  type FixtureFault,
  type FixtureSchemas,
} from './generate/check/check-fixtures.ts';

// The contract: what is on the wire.
export {
  OPERATIONS,
  OPERATION_IDS,
  type Operation,
  type OperationId,
} from './contract/operations.ts';
export { canonicalJson, contentSha256, versionIdOf } from './contract/canonical-json.ts';
export { loadRequirements, type Requirement } from './contract/requirements.ts';
export type { FaultRule, StateDocument } from './contract/control-contract.ts';
export type * from './contract/wire.ts';
