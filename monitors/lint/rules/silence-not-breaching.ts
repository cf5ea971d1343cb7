import { factsOf } from '../catalog/index.ts';
import type { OfflineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';
import { isLow } from '../rule/value-range.ts';
import { describeMetric, watchedMetrics } from '../rule/watched.ts';

export const silenceNotBreaching: OfflineRule = {
  name: 'silence-not-breaching',
  severity: 'warning',
  summary:
    'An alarm that looks for too little, on a metric that vanishes instead of falling to zero.',
  source: sources.missingData,
  *check(context) {
    for (const { alarm, metric, judged } of watchedMetrics(context)) {
      if (!judged || !isLow(alarm.comparisonOperator)) continue;
      if (alarm.treatMissingData !== 'notBreaching' && alarm.treatMissingData !== 'ignore')
        continue;
      const facts = factsOf(metric);
      if (facts?.sparse === undefined || facts.treatMissingData !== undefined) continue;
      yield {
        about: alarm,
        summary: `It looks for too little ${describeMetric(metric)}, and takes no data at all for ${alarm.treatMissingData === 'ignore' ? 'no news' : 'good'}.`,
        details: `The metric is not published ${facts.sparse}, so there is no zero to see. Set treatMissingData to breaching.`,
      };
    }
  },
};
