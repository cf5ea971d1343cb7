import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, findingsOf } from '../testing/samples.ts';
import { misspelledMetric as rule } from './misspelled-metric.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a metric in the wrong case',
  [alarm({}, { metricName: 'CpuUtilization' })],
  'error metric alarm "api-cpu": There is no metric AWS/ECS CpuUtilization, but AWS/ECS CPUUtilization. Names are case-sensitive, and a metric that no one publishes never alarms. (AWS\'s list of recommended alarms has such rows for containers.)',
);
finds(
  'a namespace in the wrong case',
  [alarm({}, { namespace: 'AWS/Ecs' })],
  'error metric alarm "api-cpu": There is no metric AWS/Ecs CPUUtilization, but AWS/ECS CPUUtilization. Names are case-sensitive, and a metric that no one publishes never alarms. (AWS\'s list of recommended alarms has such rows for containers.)',
);
it.each([
  ['ContainerCPUUtilization', 'ContainerCpuUtilization'],
  ['TaskEBSfilesystemUtilization', 'TaskEBSFilesystemUtilization'],
])('misspelled-metric finds %s, which AWS recommends', (metricName, meant) => {
  const [finding] = findingsOf(rule, [
    alarm({}, { namespace: 'ECS/ContainerInsights', metricName }),
  ]);
  expect(finding).toContain(`but ECS/ContainerInsights ${meant}.`);
});
accepts('metrics that are there, and those that it does not know', [
  alarm(),
  alarm({}, { namespace: 'Pms', metricName: 'cpuutilization' }),
  alarm({}, { metricName: 'SomethingNew' }),
]);
