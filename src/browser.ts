// The mock without anything of Node: import it from 'review-kit/browser'.

export { createMock, type Fetch, type Mock, type MockOptions } from './mock/mock.ts';
export { SCENARIOS, type ScenarioName } from './mock/scenarios/scenarios.ts';
export { DEFAULT_POLICIES, POLICIES, type Policies, type PolicyName } from './domain/policies.ts';
export type { StateDocument } from './contract/control-contract.ts';
export type * from './contract/wire.ts';
