import type { Series } from '../../metrics/datapoint.ts';
import type { AlarmState } from '../../definitions/alarm-state.ts';
import type { ActionEvent } from '../../alarms/timeline.ts';
import type { Observation } from '../../metrics/observation.ts';
import type { LogEvent } from '../../metrics/log-event.ts';
import type { Part } from './source.ts';

/** A `*.monitors-test.yml` file, read and checked; names are not yet looked up among the definitions. */
export interface TestFile {
  readonly file: string;
  /** The files of definitions, absolute. */
  readonly monitors: readonly string[];
  /** Values of what its templates do not tell. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly tests: readonly TestCase[];
  readonly math: readonly MathCase[];
}

/** A value and where the file says it. */
export interface Placed<T> {
  readonly value: T;
  readonly part: Part;
}

/** One test of metric math, over periods of `period` seconds. */
export interface MathCase {
  readonly name: string;
  readonly part: Part;
  /** An expression, or a query of an alarm. */
  readonly of: Placed<string> | { readonly alarm: Placed<string>; readonly query: Placed<string> };
  /** Of the metrics of the expression, and of what only AWS can compute. */
  readonly series: readonly { readonly id: Placed<string>; readonly values: Series }[];
  readonly period: number;
  readonly expect: Placed<Series>;
}

/** One test. Times are milliseconds since 1970. */
export interface TestCase {
  readonly name: string;
  readonly part: Part;
  readonly start: number;
  readonly until: number;
  readonly logs: readonly LogInput[];
  readonly series: readonly SeriesInput[];
  readonly bands: readonly BandInput[];
  readonly results: readonly ResultInput[];
  readonly initial: readonly Placed<{ readonly alarm: string; readonly state: AlarmState }>[];
  readonly forced: readonly Placed<StateAt>[];
  readonly expect: Expectations;
}

/** The lines of one log group, in the order of time. */
export interface LogInput {
  readonly group: Placed<string>;
  readonly events: readonly LogEvent[];
}

/** One metric's values, in the order of time. */
export interface SeriesInput {
  readonly part: Part;
  readonly observations: readonly Observation[];
  readonly metric: Pick<Observation, 'namespace' | 'metricName' | 'dimensions'>;
}

/** An anomaly band. */
export interface BandInput {
  readonly alarm: Placed<string>;
  readonly points: readonly {
    readonly at: number;
    readonly lower: number;
    readonly upper: number;
  }[];
}

/** What a query of an alarm comes to that only AWS can compute. */
export interface ResultInput {
  readonly alarm: Placed<string>;
  readonly query: Placed<string>;
  readonly points: readonly { readonly at: number; readonly value: number }[];
}

export interface StateAt {
  readonly at: number;
  readonly alarm: string;
  readonly state: AlarmState;
}

/** Both ends included; a plain time has both the same. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** What must come out. At least one of the three holds something. */
export interface Expectations {
  /** Milliseconds that a time may be off, either way. */
  readonly tolerance: number;
  readonly alarms: readonly ExpectedAlarm[];
  /** Undefined: actions do not matter. Empty: none may run, or be kept from running. */
  readonly actions?: {
    readonly part: Part;
    readonly list: readonly Placed<ExpectedAction>[];
  };
  readonly states: readonly Placed<StateAt>[];
}

/** All that one alarm does, from the start to the end of the test. */
export interface ExpectedAlarm {
  readonly alarm: Placed<string>;
  /** The state it begins in, where the file says it. */
  readonly first?: Placed<AlarmState>;
  /** Every change, in the order of time. Undefined: only `never` counts. */
  readonly changes?: readonly Placed<{ readonly state: AlarmState; readonly window: TimeWindow }>[];
  readonly never: readonly Placed<AlarmState>[];
}

export interface ExpectedAction {
  readonly window: TimeWindow;
  readonly alarm: string;
  readonly state: AlarmState;
  readonly outcome: ActionEvent['outcome'];
  /** An ARN, or the name that ends it; without it, all actions of that change of state are meant. */
  readonly action?: string;
}
