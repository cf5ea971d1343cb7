/** Errors of a kind: how many, and the first of them. */
export interface Errors {
  readonly count: number;
  readonly first: string;
}

/** What k6's log came to. */
export interface LogSummary {
  /** What k6 said last of what went wrong. */
  readonly lastError: string | undefined;
  /** What the script gave as its reason when it aborted its test, or marked it as failed. */
  readonly ownReason: string | undefined;
  readonly exceptions: Errors;
  /** Of setup and teardown. */
  readonly outsideExceptions: Errors;
  readonly consoleErrors: Errors;
  /** Of k6 itself, but for those by which it tells how it ends. */
  readonly engineErrors: Errors;
}
