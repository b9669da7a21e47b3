import { readFile } from 'node:fs/promises';
import { createControlContract, type StateDocument } from '../contract/control-contract.ts';
import { parseJson } from '../contract/json.ts';
import type { FieldFault } from '../contract/problems.ts';
import { STATE_DEPTH_MAX } from '../mock/body.ts';
import { stateFaults } from '../mock/control/state.ts';
import { isScenarioName, SCENARIOS } from '../mock/scenarios/scenarios.ts';
import { wordsOf } from './json-input.ts';
import { didYouMean, UsageError } from './usage-error.ts';

/**
 * Finds a scenario by name, or reads one from a file that `GET /__control/state` wrote.
 *
 * Errors: UsageError when there is none, or when it is no state the mock could be in.
 */
export async function loadScenario(nameOrFile: string): Promise<StateDocument> {
  if (isScenarioName(nameOrFile)) return SCENARIOS[nameOrFile]();
  const json = parseJson(await readText(nameOrFile), STATE_DEPTH_MAX);
  if (!json.ok) {
    throw new UsageError(`The scenario ${nameOrFile} cannot be taken: ${wordsOf(json.fault)}.`);
  }
  const faults = shapeFaults(json.value);
  if (faults.length === 0) return json.value as StateDocument;
  const lines = faults.map(
    (fault) => `\n  ${fault.loc.slice(1).join('.') || 'document'}: ${fault.msg}`,
  );
  throw new UsageError(
    `The scenario ${nameOrFile} is not a state that the mock can be in:${lines.join('')}`,
  );
}

function shapeFaults(value: unknown): readonly FieldFault[] {
  const faults = createControlContract().State(value);
  return faults.length > 0 ? faults : stateFaults(value as StateDocument);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    const names = Object.keys(SCENARIOS);
    throw new UsageError(
      `There is no scenario and no readable file '${file}'${didYouMean(file, names)}. ` +
        `Name one of ${names.join(', ')}, or a file written by GET /__control/state.`,
    );
  }
}
