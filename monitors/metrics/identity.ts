import type { Metric } from '../definitions/metric.ts';
import type { Observation } from './observation.ts';

/** One text for each metric, the same for every order of its dimensions. */
export function metricKey({ namespace, metricName, dimensions }: Metric): string {
  const name = `${namespace}\n${metricName}`;
  if (dimensions === undefined) return name;
  const pairs = Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? name : `${name}\n${JSON.stringify(pairs)}`;
}

/** One text for each statistic of a metric. */
export function statisticKey(metric: Metric & { readonly stat: string }): string {
  return `${metricKey(metric)} ${metric.stat}`;
}

/** The text of what an observation counts for: a metric, or one statistic of it. */
export function observationKey(observation: Observation): string {
  const { statistic: stat } = observation;
  return stat === undefined ? metricKey(observation) : statisticKey({ ...observation, stat });
}

/** What a metric is called in messages: `AWS/RDS CPUUtilization {DBInstanceIdentifier=reader-1}`. */
export function metricTitle({ namespace, metricName, dimensions = {} }: Metric): string {
  const pairs = Object.entries(dimensions).map(([name, value]) => `${name}=${value}`);
  return `${namespace} ${metricName}${pairs.length === 0 ? '' : ` {${pairs.join(', ')}}`}`;
}
