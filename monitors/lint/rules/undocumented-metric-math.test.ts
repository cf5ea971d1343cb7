import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, cpu } from '../testing/samples.ts';
import { undocumentedMetricMath as rule } from './undocumented-metric-math.ts';

const { accepts, finds } = casesOf(rule);

const math = (expression: string): MetricAlarm =>
  alarm({
    metric: [
      { id: 'm', metric: cpu, returnData: false },
      { id: 'r', expression },
    ],
  });

finds(
  'AND beside OR without parentheses',
  [math('IF(m > 1 AND m < 5 OR m > 9, 1, 0)')],
  'info metric alarm "api-cpu": Its query "r" depends on an undocumented point: mixed-and-or. Assumed here: Without parentheses, AND binds tighter than OR. Try it on a dashboard, or write it another way.',
);
accepts('parentheses', [math('IF((m > 1 AND m < 5) OR m > 9, 1, 0)')]);
