import type { Coverage } from './mutation.ts';

/** What instrumented code looks at in `globalThis.__stryker__`; the names are StrykerJS's. */
interface Namespace {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: {
    readonly static: Record<string, number>;
    readonly perTest: Record<string, Record<string, number>>;
  };
}

type Globals = Record<string, Namespace | undefined>;

const NAMESPACE = '__stryker__';
const RUN = 'run';

/** Turns mutations on and off in all instrumented code of this process. */
export interface Switchboard {
  /** Turns one mutation on, or all off; the code throws when it passes the place more often. */
  readonly activate: (id: string | null, hitMax: number | null) => void;
  /** Tells what is passed from now on from what was passed while the code was imported. */
  readonly importIsOver: () => void;
  readonly hasPassedHitMax: () => boolean;
  readonly coverage: () => Coverage;
}

/** Takes hold of what instrumented code looks at; to be called before any is imported. */
export function openSwitchboard(): Switchboard {
  // The code keeps this object once it has seen it: it is changed, never replaced.
  const shared = ((globalThis as unknown as Globals)[NAMESPACE] ??= {});
  return {
    activate: (id, hitMax) => {
      shared.activeMutant = id ?? undefined;
      shared.hitCount = hitMax === null ? undefined : 0;
      shared.hitLimit = hitMax ?? undefined;
      shared.currentTestId = undefined;
    },
    importIsOver: () => {
      shared.currentTestId = RUN;
    },
    hasPassedHitMax: () =>
      shared.hitLimit !== undefined && (shared.hitCount ?? 0) > shared.hitLimit,
    coverage: () => ({
      static: { ...shared.mutantCoverage?.static },
      run: { ...shared.mutantCoverage?.perTest[RUN] },
    }),
  };
}
