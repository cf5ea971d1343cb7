import { casesOf } from '../testing/rule-cases.ts';
import { alarm, filter } from '../testing/samples.ts';
import { dimensionCount as rule } from './dimension-count.ts';

const { accepts, finds } = casesOf(rule);

const many = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`D${index}`, `$.d${index}`]));

finds(
  'a fourth dimension of a filter',
  [filter({ pattern: '{ $.a = 1 }' }, { dimensions: many(4) })],
  'error metric filter "pms-critical": It has 4 dimensions; a metric filter allows at most 3. Keep those that someone looks at: each one also multiplies the metrics that you pay for.',
);
finds(
  '31 dimensions of an alarm',
  [alarm({}, { dimensions: many(31) })],
  'error metric alarm "api-cpu": It names 31 dimensions of AWS/ECS CPUUtilization; a metric has at most 30. No metric can have them all, so PutMetricAlarm rejects it.',
);
accepts('three and thirty', [
  filter({ pattern: '{ $.a = 1 }' }, { dimensions: many(3) }),
  alarm({}, { dimensions: many(30) }),
]);
