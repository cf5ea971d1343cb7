import type { Metric } from '../../definitions/metric.ts';
import { catalog, factsOf } from '../catalog/index.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { describeMetric, watchedMetrics } from '../rule/watched.ts';

export const misspelledMetric = offlineRule('misspelled-metric', function* (context) {
  for (const { alarm, metric } of watchedMetrics(context)) {
    const meant = meantBy(metric);
    if (meant === undefined) continue;
    yield {
      about: alarm,
      summary: `There is no metric ${describeMetric(metric)}, but ${describeMetric(meant)}.`,
      details:
        "Names are case-sensitive, and a metric that no one publishes never alarms. (AWS's list of recommended alarms has such rows for containers.)",
    };
  }
});

/** The metric of the catalog whose names differ in nothing but case. */
function meantBy(metric: Metric): Metric | undefined {
  if (factsOf(metric) !== undefined) return undefined;
  for (const { namespace, metrics } of catalog) {
    if (!isSameButCase(namespace, metric.namespace)) continue;
    const metricName = metrics.find((name) => isSameButCase(name, metric.metricName));
    if (metricName !== undefined) return { namespace, metricName };
  }
  return undefined;
}

function isSameButCase(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
