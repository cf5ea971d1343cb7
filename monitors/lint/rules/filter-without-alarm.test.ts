import { casesOf } from '../testing/rule-cases.ts';
import { alarm, criticalAlarm, filter } from '../testing/samples.ts';
import { filterWithoutAlarm as rule } from './filter-without-alarm.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a filter that nothing watches',
  [filter(), criticalAlarm({}, { metricName: 'Critica' })],
  'info metric filter "pms-critical": No alarm watches Pms Critical, which it publishes. You pay for the metric, but no one is notified. Add an alarm, or silence this rule where a dashboard is enough.',
);
finds(
  'a filter that is only watched in another region',
  [filter(), criticalAlarm({ region: 'us-east-1' })],
  1,
);
accepts('a filter in the metric math of an alarm', [
  filter(),
  alarm({
    metric: [
      {
        id: 'e',
        metric: { namespace: 'Pms', metricName: 'Critical', stat: 'Sum', period: 60 },
        returnData: false,
      },
      { id: 'r', expression: 'e / 2' },
    ],
  }),
]);
