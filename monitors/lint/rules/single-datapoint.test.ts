import { casesOf } from '../testing/rule-cases.ts';
import { alarm, criticalAlarm } from '../testing/samples.ts';
import { singleDatapoint as rule } from './single-datapoint.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a utilization that alarms after one minute',
  [alarm({ datapointsToAlarm: 1 })],
  'info metric alarm "api-cpu": One minute of AWS/ECS CPUUtilization beyond the threshold pages someone. A deployment or a burst does that. Require M of N datapoints, such as 3 of 5, or a longer period.',
);
accepts('3 of 5, five minutes at once, and single critical lines', [
  alarm(),
  alarm({ evaluationPeriods: 1, datapointsToAlarm: 1 }, { period: 300 }),
  criticalAlarm(),
]);
