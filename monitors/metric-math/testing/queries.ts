import type { MetricQuery } from '../../definitions/metric.ts';
import type { MetricSource, Series } from '../../metrics/datapoint.ts';

/** A query of the metric that is called like its id. */
export function metric(id: string, more: Partial<MetricQuery> = {}): MetricQuery {
  return {
    id,
    metric: { namespace: 'Test', metricName: id, stat: 'Sum', period: 60 },
    returnData: false,
    ...more,
  };
}

export function expression(id: string, text: string, more: Partial<MetricQuery> = {}): MetricQuery {
  return { id, expression: text, returnData: false, ...more };
}

/** Metrics by name, one value a minute from 1970 on; each datapoint rests on ten observations. */
export function sourceOf(metrics: Readonly<Record<string, Series>>): MetricSource {
  return {
    datapoint: ({ metricName }, start, seconds) => {
      const value = metrics[metricName]?.[start / 1000 / seconds] ?? null;
      return value === null ? undefined : { value, sampleCount: 10 };
    },
  };
}
