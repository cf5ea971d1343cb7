import type { Base } from './base.ts';

/**
 * Log lines made a metric: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
 * CloudWatch Logs allows exactly one transformation a filter.
 */
export interface MetricFilter extends Base {
  readonly kind: 'metric-filter';
  readonly logGroup: string;
  readonly pattern: string;
  readonly transformation: MetricTransformation;
  readonly applyOnTransformedLogs?: boolean;
}

export interface MetricTransformation {
  readonly namespace: string;
  readonly metricName: string;
  /** A number, `$field`, `$7` or a JSON selector such as `$.latency`. */
  readonly value: string;
  /** Published in a minute in which lines arrived but none matched. Not together with dimensions. */
  readonly defaultValue?: number;
  /** Dimension name to `$field` or selector; at most 3, with JSON and space-delimited patterns only. */
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly unit?: string;
}
