import type { StateDocument } from '../../contract/control-contract.ts';
import { EMPTY_STATE } from '../worlds.ts';
import { inboxScenario } from './inbox.ts';
import { seedsScenario } from './seeds.ts';

/** The scenarios that come with the mock. */
export const SCENARIOS = {
  /** The one review of the API's documentation. */
  seeds: seedsScenario,
  /** Sixty mixed reviews, for list views. */
  inbox: inboxScenario,
  /** Nothing. */
  empty: () => EMPTY_STATE,
} as const satisfies Record<string, () => StateDocument>;

/** The name of a scenario that comes with the mock. */
export type ScenarioName = keyof typeof SCENARIOS;

/** Tells a scenario's name from a file's. */
export function isScenarioName(text: string): text is ScenarioName {
  return Object.hasOwn(SCENARIOS, text);
}
