import type { DefinitionSet } from '../definitions/definition.ts';
import type { MetricAlarm } from '../definitions/metric-alarm.ts';
import type { Dimensions } from '../definitions/metric.ts';
import type { AlarmState } from './timeline.ts';

/** A line of a log group. */
export interface LogEvent {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly logGroup: string;
  readonly message: string;
}

/** Values published for a metric, as PutMetricData takes them. */
export interface Observation {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions?: Dimensions;
  readonly value: number;
  /** How often the value was seen. Default: 1. */
  readonly count?: number;
  readonly unit?: string;
}

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

export interface Simulation {
  readonly set: DefinitionSet;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** In the order of time, as is what follows. */
  readonly logs?: Iterable<LogEvent>;
  readonly observations?: Iterable<Observation>;
  readonly bands?: readonly Band[];
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
