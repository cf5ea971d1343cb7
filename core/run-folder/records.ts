/** The shapes of the run folder's own NDJSON lines; foreign formats (ALB log, Container Insights) keep their owners'. */

/** How a request ended. `refused`: an expected "no", such as 409 "already taken", which is no error. */
export type RequestOutcome = 'ok' | 'refused' | 'failed';

/** One second of one request name and outcome. Durations are whole microseconds, so that sums merge exactly. */
export interface HistogramLine {
  /** Second since 1970 in which the requests ended. */
  readonly t: number;
  readonly name: string;
  readonly outcome: RequestOutcome;
  /** Requests counted. */
  readonly n: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** Pairs of bucket index and count, see core/statistics/histogram.ts. */
  readonly b: readonly (readonly [index: number, count: number])[];
}

/** One second of the engine's counters (added up within the second) and gauges (their last value). */
export interface SeriesLine {
  readonly t: number;
  readonly counters: Readonly<Record<string, number>>;
  readonly gauges: Readonly<Record<string, number>>;
}

/** The generator and the machine it runs on, once a second. Fractions are of all cores together, 0 to 1. */
export interface GeneratorHealthLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly machineCpu: number;
  readonly generatorCpu: number;
  readonly generatorMemoryBytes: number;
  readonly machineMemoryAvailableBytes: number;
  readonly generatorOpenFiles: number;
  readonly openFilesLimit: number;
  /** Local ports in use towards the target, and how many the kernel may give. */
  readonly ephemeralPorts: number;
  readonly ephemeralPortsLimit: number;
  /** How late a one-second timer on the generator's machine fired, milliseconds. */
  readonly schedulingLagMs: number;
}

/** One sample of one reader behind the reader endpoint. Counters are as the server gives them, since its start. */
export interface ReaderSample {
  readonly at: number;
  readonly reader: string;
  readonly connections: number;
  readonly queriesTotal: number;
  readonly replicaLagSeconds: number | null;
  /** CPU seconds since its start, where the target can tell. */
  readonly cpuSeconds?: number;
}

/** One check of one invariant in one tenant's database. */
export interface InvariantCheck {
  readonly at: number;
  /** Name as in pms-domain: e.g. `no-double-sale`. */
  readonly name: string;
  readonly tenant: string;
  readonly phase: 'during' | 'after';
  /** Rows looked at; 0 means that there was nothing to check. */
  readonly checked: number;
  readonly violations: number;
  /** Up to 20 violations, each a flat row that names what is wrong. */
  readonly examples: readonly Readonly<Record<string, string | number | null>>[];
}

/** One booking of the run as the database holds it after the run. */
export interface DatabaseBooking {
  readonly tenant: string;
  readonly bookingId: string;
  readonly key: string | null;
  readonly totalCents: number;
  readonly reservations: number;
}

/**
 * One line that a task of the service logged, as FilterLogEvents gives it:
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilteredLogEvent.html
 */
export interface ServiceLogLine {
  /** Milliseconds since 1970, when the line was collected. */
  readonly timestamp: number;
  /** The task. */
  readonly logStreamName: string;
  readonly message: string;
}
