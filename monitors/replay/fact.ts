import type { Dimensions } from '../definitions/metric.ts';

/** Something that a run recorded and that CloudWatch would have as a metric's value. */
export interface Fact {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly metric: PublishedMetric;
  readonly value: number;
  /** Everything known of where it was seen; which of it are dimensions, `metric.dimensionSets` says. */
  readonly seenAt: Dimensions;
}

/** A metric as AWS publishes it: one value goes out once for each set of dimensions. */
export interface PublishedMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensionSets: readonly (readonly string[])[];
  readonly unit?: string;
}

/** Metrics that a kind of evidence gives. */
export type Catalog = readonly PublishedMetric[];

/** Several metrics of the same namespace, dimensions and unit. */
export function published(
  namespace: string,
  dimensionSets: PublishedMetric['dimensionSets'],
  unit: string,
  names: readonly string[],
): PublishedMetric[] {
  return names.map((metricName) => ({ namespace, metricName, dimensionSets, unit }));
}
