import type { Definition, DefinitionSet } from '../../definitions/definition.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { setOf } from '../../test-files/testing/definitions.ts';
import { replay, type Replay } from '../replay.ts';
import { recordedRun } from './recorded-run.ts';

export const none = { standIns: [], logGroups: [] };
export const service = { ClusterName: 'prod', ServiceName: 'pms' };

/** An alarm on one metric, of which one minute more than the threshold is enough. */
export function alarm(
  name: string,
  [namespace, metricName]: readonly [string, string],
  dimensions: Readonly<Record<string, string>>,
  stat: string,
  threshold: number,
  more: Partial<MetricAlarm> = {},
): MetricAlarm {
  return {
    kind: 'metric-alarm',
    name,
    metric: { namespace, metricName, dimensions, stat, period: 60 },
    comparisonOperator: 'GreaterThanThreshold',
    threshold,
    evaluationPeriods: 1,
    ...more,
  };
}

/** What a team has in production: other names than those of the run. */
export function production(...more: readonly Definition[]): DefinitionSet {
  const balancer = { LoadBalancer: 'app/prod/50dc6c495c0c9188' };
  return setOf(
    {
      kind: 'metric-filter',
      name: 'critical',
      logGroup: '/ecs/prod/pms',
      pattern: '[(w1="*CRITICAL*")]',
      transformation: { namespace: 'Booking', metricName: 'Critical', value: '1' },
    },
    alarm('critical', ['Booking', 'Critical'], {}, 'Sum', 0, { treatMissingData: 'notBreaching' }),
    alarm('cpu', ['AWS/ECS', 'CPUUtilization'], service, 'Maximum', 70),
    alarm('tasks', ['ECS/ContainerInsights', 'RunningTaskCount'], service, 'Minimum', 3, {
      comparisonOperator: 'LessThanThreshold',
      evaluationPeriods: 2,
      treatMissingData: 'breaching',
    }),
    alarm('errors', ['AWS/ApplicationELB', 'HTTPCode_ELB_502_Count'], balancer, 'Sum', 5, {
      treatMissingData: 'notBreaching',
    }),
    alarm('slow', ['AWS/ApplicationELB', 'TargetResponseTime'], balancer, 'p99', 1),
    { kind: 'composite-alarm', name: 'page', rule: 'ALARM(errors) AND ALARM(tasks)' },
    ...more,
  );
}

/** The recorded run, played through definitions. */
export async function played(set = production()): Promise<Replay> {
  await using run = await recordedRun();
  return await replay(run.folder, set, none);
}
