import { factsOf } from '../catalog/index.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { isLow, signs } from '../rule/value-range.ts';
import { describeMetric, watchedMetrics } from '../rule/watched.ts';

/** An idle system is worth an alarm too, so low percentages may be meant. */
const idle = 50;

export const invertedComparison = offlineRule('inverted-comparison', function* (context) {
  for (const { alarm, metric, judged } of watchedMetrics(context)) {
    const { comparisonOperator: operator, threshold } = alarm;
    const facts = factsOf(metric);
    if (!judged || typeof threshold !== 'number' || facts?.trouble === undefined) continue;
    const low = isLow(operator);
    const high =
      operator === 'GreaterThanThreshold' || operator === 'GreaterThanOrEqualToThreshold';
    const inverted =
      facts.trouble === 'high' ? low && facts.unit === 'Percent' && threshold >= idle : high;
    if (!inverted) continue;
    yield {
      about: alarm,
      summary: `It fires while ${describeMetric(metric)} is ${signs[operator]} ${threshold}, which is normal.`,
      details: `A ${facts.trouble} value means trouble here. (AWS's list of recommended alarms has such rows for memory utilization.)`,
    };
  }
});
