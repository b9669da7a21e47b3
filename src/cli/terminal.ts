/** What a command may do to the world outside; the one in main.ts is the process itself. */
export interface Terminal {
  readonly write: (text: string) => void;
  readonly isColored: boolean;
  readonly standardInput: NodeJS.ReadableStream;
  /** For what is too long for `write`. */
  readonly standardOutput: NodeJS.WritableStream;
  /** Where progress is shown; nowhere when nobody looks at it. */
  readonly progressOutput: NodeJS.WritableStream | undefined;
  readonly exitWith: (code: number) => void;
  /** Calls back once when the process is asked to end. */
  readonly onStop: (stop: () => Promise<void>) => void;
}
