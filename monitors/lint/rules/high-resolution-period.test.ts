import { casesOf } from '../testing/rule-cases.ts';
import { alarm, criticalAlarm, filter } from '../testing/samples.ts';
import { highResolutionPeriod as rule } from './high-resolution-period.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'ten seconds on a metric of AWS',
  [alarm({}, { period: 10 })],
  'error metric alarm "api-cpu": It looks at AWS/ECS CPUUtilization every 10 seconds, but there is one datapoint a minute. Most periods are empty, and the alarm falls into INSUFFICIENT_DATA. It also costs three times as much. Set the period to 60; only metrics published with a StorageResolution of 1 have more datapoints.',
);
finds('thirty seconds on a metric filter', [filter(), criticalAlarm({}, { period: 30 })], 1);
accepts('ten seconds on a metric of the application', [
  criticalAlarm({}, { period: 10 }),
  alarm({}, { period: 60 }),
]);
