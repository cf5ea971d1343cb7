/** Monolog's levels with their numbers (RFC 5424 severities, least urgent first). */
export const levels = {
  debug: 100,
  info: 200,
  notice: 250,
  warning: 300,
  error: 400,
  critical: 500,
  alert: 550,
  emergency: 600,
} as const;

export type Level = keyof typeof levels;

export type LogContext = Readonly<Record<string, unknown>>;

/** One thing that happened, before any formatter has seen it. */
export interface LogRecord {
  /** Microseconds since 1970. */
  readonly micros: number;
  /** Minutes east of UTC that the record's time is written in. */
  readonly offset: number;
  /** Who speaks, e.g. `request`, `payment`; letters, digits, `_`, `-` and `.`. */
  readonly channel: string;
  readonly level: Level;
  readonly message: string;
  readonly context: LogContext;
  readonly extra: LogContext;
}

/** Takes a record further: to a formatter and a sink, or to a buffer. */
export type Handler = (record: LogRecord) => void;

/** Turns a record into one line, without the line end. */
export type Formatter = (record: LogRecord) => string;
