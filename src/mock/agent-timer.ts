/** How late a scripted agent may be seen to act. */
const LOOK_INTERVAL_MS = 100;

/** What the timer of one world needs. */
export interface AgentTimerParts {
  readonly isFrozen: () => boolean;
  /** Lets every agent do what is due. */
  readonly settle: () => Promise<void>;
  readonly onDefect: (error: unknown) => void;
}

/**
 * Lets scripted agents act on time while somebody watches; with nobody watching there is no timer,
 * and they act when next asked. It keeps no process alive.
 *
 * Shape: → what is to be told whether anybody watches.
 * Source: AGT-4.
 */
export function createAgentTimer({ isFrozen, settle, onDefect }: AgentTimerParts) {
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = () => {
    // A clock that stands makes nothing due.
    if (!isFrozen()) settle().catch(onDefect);
  };
  return (isWatched: boolean): void => {
    if (isWatched && timer === undefined) {
      timer = setInterval(look, LOOK_INTERVAL_MS);
      // In a browser a timer is a number, and keeps nothing alive.
      if (typeof timer === 'object') timer.unref();
    } else if (!isWatched && timer !== undefined) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}
