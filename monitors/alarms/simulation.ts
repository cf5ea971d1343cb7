import type { DefinitionSet } from '../definitions/definition.ts';
import type { MetricAlarm } from '../definitions/metric-alarm.ts';
import type { LogEvent } from '../metrics/log-event.ts';
import type { Observation } from '../metrics/observation.ts';
import type { AlarmState } from '../definitions/alarm-state.ts';

/** An anomaly model's band, given as data, because AWS's model cannot be had outside. */
export interface Band {
  /** Name of the alarm whose threshold is the band. */
  readonly alarm: string;
  readonly points: readonly {
    readonly at: number;
    readonly lower: number;
    readonly upper: number;
  }[];
}

/** Values of a query that only AWS can compute, given as data. */
export interface QueryResult {
  readonly alarm: string;
  /** Its id. */
  readonly query: string;
  readonly points: readonly { readonly at: number; readonly value: number }[];
}

export interface Simulation {
  readonly set: DefinitionSet;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** In the order of time, as is what follows. */
  readonly logs?: Iterable<LogEvent>;
  readonly observations?: Iterable<Observation>;
  readonly bands?: readonly Band[];
  readonly results?: readonly QueryResult[];
  /** Of alarms, composites included; INSUFFICIENT_DATA otherwise. An alarm that is not among the definitions keeps it. */
  readonly initial?: Readonly<Record<string, AlarmState>>;
  /** State changes forced from outside, as SetAlarmState does; for alarms whose metrics are not given. */
  readonly forced?: readonly {
    readonly at: number;
    readonly alarm: string;
    readonly state: AlarmState;
  }[];
  /** How many periods CloudWatch looks back for an alarm of N periods: not documented but for N = 3 (5). */
  readonly evaluationRange?: (alarm: MetricAlarm) => number;
}
