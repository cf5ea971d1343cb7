import { casesOf } from '../testing/rule-cases.ts';
import { alarm } from '../testing/samples.ts';
import { replicaLagMaximum as rule } from './replica-lag-maximum.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'an alarm on the maximum',
  [alarm({}, { namespace: 'AWS/RDS', metricName: 'AuroraReplicaLagMaximum' })],
  'info metric alarm "api-cpu": AWS/RDS AuroraReplicaLagMaximum jumps when a replica is deleted or renamed. AWS advises AuroraReplicaLag of each reader instead, for alarms.',
);
accepts('the lag of a reader', [
  alarm({}, { namespace: 'AWS/RDS', metricName: 'AuroraReplicaLag' }),
]);
