/** Name and value of each dimension; CloudWatch allows 30. */
export type Dimensions = Readonly<Record<string, string>>;

/** Which metric: CloudWatch knows a metric by all three, and no two orders of dimensions differ. */
export interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions?: Dimensions;
}

/** One statistic of a metric. */
export interface MetricStat extends Metric {
  /** `Average`, `Sum`, `Minimum`, `Maximum`, `SampleCount`, `p99.9`, `tm90`, `IQM`, `PR(:0.5)`, ... */
  readonly stat: string;
  /** Seconds. */
  readonly period: number;
  /** Only observations published with this unit count; without it all do. */
  readonly unit?: string;
}

/** One entry of a metric math alarm or graph: a metric, or an expression over the others. */
export interface MetricQuery {
  /** Begins with a lower-case letter; letters, digits and underscores. */
  readonly id: string;
  readonly metric?: MetricStat;
  /** Metric math, or a Metrics Insights query. */
  readonly expression?: string;
  /** Of an expression, seconds. */
  readonly period?: number;
  readonly label?: string;
  /** Exactly one of an alarm's is true (two with an anomaly band). Default: true. */
  readonly returnData?: boolean;
  readonly accountId?: string;
}
