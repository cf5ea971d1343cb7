import type { ComparisonOperator } from '../../definitions/metric-alarm.ts';
import { expressionsOf } from '../rule/periods.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { listed } from '../rule/watched.ts';

const bandOperators: readonly ComparisonOperator[] = [
  'LessThanLowerOrGreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'GreaterThanUpperThreshold',
];

export const anomalyThreshold = offlineRule('anomaly-threshold', function* (context) {
  for (const alarm of context.all('metric-alarm')) {
    const { comparisonOperator, threshold } = alarm;
    const wantsBand = bandOperators.includes(comparisonOperator);
    if (typeof threshold === 'number') {
      if (!wantsBand) continue;
      yield {
        about: alarm,
        summary: `${comparisonOperator} compares with a band, but its threshold is ${threshold}.`,
        details:
          'Set the threshold to the id of the query with ANOMALY_DETECTION_BAND: { metricId: "band" }.',
      };
      continue;
    }
    const { metricId } = threshold;
    if (!wantsBand)
      yield {
        about: alarm,
        summary: `${comparisonOperator} compares with a number, but its threshold is query "${metricId}".`,
        details: `For a band, use ${listed(bandOperators, 'or')}.`,
      };
    const query = expressionsOf(alarm).find(({ id }) => id === metricId);
    if (query !== undefined && /\bANOMALY_DETECTION_BAND\s*\(/.test(query.expression)) continue;
    yield {
      about: alarm,
      summary: `Its threshold is query "${metricId}", ${query === undefined ? 'which it does not have' : 'which is no ANOMALY_DETECTION_BAND'}.`,
      details: 'Add a query such as { id: "band", expression: "ANOMALY_DETECTION_BAND(m1, 2)" }.',
    };
  }
});
