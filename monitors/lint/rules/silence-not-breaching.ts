import { factsOf } from '../catalog/index.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { isLow } from '../rule/value-range.ts';
import { describeMetric, watchedMetrics } from '../rule/watched.ts';

export const silenceNotBreaching = offlineRule('silence-not-breaching', function* (context) {
  for (const { alarm, metric, judged } of watchedMetrics(context)) {
    if (!judged || !isLow(alarm.comparisonOperator)) continue;
    if (alarm.treatMissingData !== 'notBreaching' && alarm.treatMissingData !== 'ignore') continue;
    const facts = factsOf(metric);
    if (facts?.sparse === undefined || facts.treatMissingData !== undefined) continue;
    yield {
      about: alarm,
      summary: `It alarms on low values of ${describeMetric(metric)}, but treats missing data as ${alarm.treatMissingData === 'ignore' ? 'no change' : 'good'}.`,
      details: `The metric is not published ${facts.sparse}, so it never reports zero. Set treatMissingData to breaching.`,
    };
  }
});
