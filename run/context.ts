/** What a run takes from the world. Times are milliseconds since 1970. */
export interface RunContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly now: () => number;
  /** Aborted to end the load early; what was seen until then is judged. */
  readonly interrupted: AbortSignal;
}
