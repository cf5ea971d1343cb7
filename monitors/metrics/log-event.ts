/** A line of a log group. */
export interface LogEvent {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly logGroup: string;
  readonly message: string;
}
