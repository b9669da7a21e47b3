import { requirementsOf, type Check } from '../check.ts';
import { MODES, type Mode } from '../report/report.ts';
import type { Capability } from '../rig.ts';
import { hashOf } from './seed.ts';
import type { Ledger } from './ledger.ts';

/** What decides whether a check runs. */
export interface Selection {
  readonly mode: Mode;
  /** Those that are judged. */
  readonly surfaces: readonly string[];
  /** Requirement ids; empty for all. */
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  readonly shard: { readonly index: number; readonly count: number } | null;
  readonly capabilities: ReadonlySet<Capability>;
}

/**
 * Picks the checks that can and shall run; why the others do not goes to the ledger.
 */
export function selectChecks(
  checks: readonly Check[],
  selection: Selection,
  ledger: Ledger,
): readonly Check[] {
  return checks.filter((check) => {
    const silence = silenceOf(check, selection);
    if (silence === undefined) return true;
    for (const requirement of requirementsOf(check)) ledger.stay(requirement, silence);
    return false;
  });
}

type Silenced = { readonly kind: 'skip' | 'not-testable'; readonly reason: string };

function silenceOf(check: Check, selection: Selection): Silenced | undefined {
  const { mode, surfaces, shard, capabilities } = selection;
  if (!requirementsOf(check).some((requirement) => isWanted(requirement, selection))) {
    return { kind: 'skip', reason: 'left out by --only or --exclude' };
  }
  const missingSurface = check.surfaces.find((surface) => !surfaces.includes(surface));
  if (missingSurface !== undefined) {
    return { kind: 'skip', reason: `the ${missingSurface} surface is not judged` };
  }
  if (MODES.indexOf(check.from ?? 'smoke') > MODES.indexOf(mode)) {
    return { kind: 'skip', reason: `only from --mode ${check.from} on` };
  }
  if (shard !== null && (hashOf(check.id) >>> 0) % shard.count !== shard.index - 1) {
    return { kind: 'skip', reason: 'in another shard' };
  }
  const missing = (check.needs ?? []).filter((capability) => !capabilities.has(capability));
  return missing.length === 0
    ? undefined
    : { kind: 'not-testable', reason: `the rig lacks: ${missing.join(', ')}` };
}

/** The same ledger, deaf to why a check does not run. */
export function silently(ledger: Ledger): Ledger {
  return { ...ledger, stay: () => {} };
}

/** Whether a requirement is asked for. */
export function isWanted(
  requirement: string,
  { only, exclude }: Pick<Selection, 'only' | 'exclude'>,
): boolean {
  const isNamed = only.length === 0 || only.includes(requirement);
  return isNamed && !exclude.includes(requirement);
}
