import { casesOf } from '../testing/rule-cases.ts';
import { alarm, heartbeat } from '../testing/samples.ts';
import { silenceNotBreaching as rule } from './silence-not-breaching.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a heartbeat that silence does not trip',
  [heartbeat({ treatMissingData: 'notBreaching' })],
  'warning metric alarm "pms-silent": It alarms on low values of AWS/Logs IncomingLogEvents, but treats missing data as good. The metric is not published while the log group receives no event, so it never reports zero. Set treatMissingData to breaching.',
);
finds('one that keeps its state', [heartbeat({ treatMissingData: 'ignore' })], 1);
accepts('breaching, and metrics that do fall to zero', [
  heartbeat(),
  alarm(
    { comparisonOperator: 'LessThanThreshold', threshold: 2 },
    { metricName: 'RunningTaskCount', namespace: 'ECS/ContainerInsights' },
  ),
]);
