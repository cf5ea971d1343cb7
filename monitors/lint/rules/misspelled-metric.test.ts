import { describe, expect, it } from 'vitest';
import { alarm, findingsOf } from '../testing/samples.ts';
import { misspelledMetric as rule } from './misspelled-metric.ts';

describe('misspelled-metric', () => {
  it('finds a metric in the wrong case', () => {
    expect(findingsOf(rule, [alarm({}, { metricName: 'CpuUtilization' })])).toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": There is no metric AWS/ECS CpuUtilization, but AWS/ECS CPUUtilization. Names are case-sensitive, and a metric that no one publishes never alarms. (AWS's list of recommended alarms has such rows for containers.)",
      ]
    `);
  });
  it('finds a namespace in the wrong case', () => {
    expect(findingsOf(rule, [alarm({}, { namespace: 'AWS/Ecs' })])).toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": There is no metric AWS/Ecs CPUUtilization, but AWS/ECS CPUUtilization. Names are case-sensitive, and a metric that no one publishes never alarms. (AWS's list of recommended alarms has such rows for containers.)",
      ]
    `);
  });
  it.each([
    ['ContainerCPUUtilization', 'ContainerCpuUtilization'],
    ['TaskEBSfilesystemUtilization', 'TaskEBSFilesystemUtilization'],
  ])('finds %s, which AWS recommends', (metricName, meant) => {
    const [finding] = findingsOf(rule, [
      alarm({}, { namespace: 'ECS/ContainerInsights', metricName }),
    ]);
    expect(finding).toContain(`but ECS/ContainerInsights ${meant}.`);
  });
  it('accepts metrics that are there, and those that it does not know', () => {
    const others = [
      alarm(),
      alarm({}, { namespace: 'Pms', metricName: 'cpuutilization' }),
      alarm({}, { metricName: 'SomethingNew' }),
    ];
    expect(findingsOf(rule, others)).toEqual([]);
  });
});
