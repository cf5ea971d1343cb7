import { describe, expect, it } from 'vitest';
import { alarm, findingsOf } from '../testing/samples.ts';
import { taskIdDimension as rule } from './task-id-dimension.ts';

describe('task-id-dimension', () => {
  it('finds an alarm on a task', () => {
    const wrong = alarm(
      {},
      {
        namespace: 'ECS/ContainerInsights',
        metricName: 'TaskCpuUtilization',
        dimensions: { ClusterName: 'pms', TaskId: '0a1b2c' },
      },
    );
    expect(findingsOf(rule, [wrong])).toMatchInlineSnapshot(`
      [
        "warning metric alarm "api-cpu": It watches only task 0a1b2c of ECS/ContainerInsights TaskCpuUtilization. On Fargate every deployment and every failure starts new tasks; then the alarm never has data again. Watch the service, with Maximum where one bad task matters.",
      ]
    `);
  });
  it('accepts an alarm on a service', () => {
    expect(findingsOf(rule, [alarm()])).toEqual([]);
  });
});
