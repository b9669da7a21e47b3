/** What a command may do to the world outside; the one in main.ts is the process itself. */
export interface Terminal {
  readonly write: (text: string) => void;
  /** Writes beside the result: progress, which may be overwritten on a terminal. */
  readonly writeProgress: (text: string) => void;
  readonly isColored: boolean;
  /** Whether somebody watches, so that a line can be drawn again. */
  readonly isLive: boolean;
  /** Units: columns; undefined when nobody watches. */
  readonly width: number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly standardInput: NodeJS.ReadableStream;
  /** For what is too long for `write`. */
  readonly standardOutput: NodeJS.WritableStream;
  readonly exitWith: (code: number) => void;
  /** Calls back once when the process is asked to end. */
  readonly onStop: (stop: () => Promise<void>) => void;
}
