import type { Metric } from '../../definitions/metric.ts';
import type { Tags } from '../../definitions/base.ts';

export interface LogGroupFacts {
  /** `STANDARD`, `INFREQUENT_ACCESS` or `DELIVERY`. */
  readonly logClass: string;
}

/** The questions that online rules ask an account. All read only. Errors: those of the AWS SDK. */
export interface AccountView {
  /** Undefined when there is no such log group. */
  readonly logGroup: (region: string, name: string) => Promise<LogGroupFacts | undefined>;
  /** Whether the metric had data in the last two weeks, as far back as ListMetrics knows. */
  readonly metricExists: (region: string, metric: Metric) => Promise<boolean>;
  /** Tags of the alarm of that name; undefined when there is none. */
  readonly alarmTags: (region: string, name: string) => Promise<Tags | undefined>;
}
