import { casesOf } from '../testing/rule-cases.ts';
import { alarm } from '../testing/samples.ts';
import { taskIdDimension as rule } from './task-id-dimension.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'an alarm on a task',
  [
    alarm(
      {},
      {
        namespace: 'ECS/ContainerInsights',
        metricName: 'TaskCpuUtilization',
        dimensions: { ClusterName: 'pms', TaskId: '0a1b2c' },
      },
    ),
  ],
  'warning metric alarm "api-cpu": It watches only task 0a1b2c of ECS/ContainerInsights TaskCpuUtilization. On Fargate every deployment and every failure starts new tasks; then the alarm never has data again. Watch the service, with Maximum where one bad task matters.',
);
accepts('an alarm on a service', [alarm()]);
