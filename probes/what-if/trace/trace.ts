/** One connection of a client, as it was recorded. Times in milliseconds since 1970. */
export interface Session {
  /** Index of the reader that it was to. */
  readonly reader: number;
  readonly client: string;
  readonly from: number;
  /** When it was closed, or the trace ended. */
  readonly to: number;
  /** Whether it was there when the trace began, so that no policy could have placed it. */
  readonly standing: boolean;
  /** Part of its time in which it was in use, from 0 to 1. */
  readonly busy: number;
}

/** Connections to readers as they came and went. */
export interface Trace {
  readonly readers: readonly string[];
  readonly from: number;
  readonly to: number;
  /** In the order in which they were opened. */
  readonly sessions: readonly Session[];
  /** For how long the endpoint's answers are kept. */
  readonly windowMs: number;
  /** What it takes to connect, where it was seen. */
  readonly connectMs?: number;
  /** Whether it is known which connections were in use. */
  readonly knowsUse: boolean;
}
