import { z } from 'zod';
import type { Definition } from '../definitions/definition.ts';
import { alarmsOf, math, metricsOf, namespaceOf, prefixOf } from './build.ts';
import { corrections } from './corrections.ts';
import { logHeartbeat, silentMinutes } from './heartbeat.ts';
import { criticalPattern, monologForms } from './monolog.ts';
import { count, filterPattern, identifier, packOptions, percent } from './options.ts';
import { definePack } from './pack.ts';

const options = packOptions('pms', {
  logGroup: identifier.describe('Log group of the application'),
  cluster: identifier.describe('ECS cluster'),
  service: identifier.describe('ECS service'),
  form: z
    .enum(monologForms)
    .default('any')
    .describe(
      'How Monolog writes: any finds the word CRITICAL anywhere, line and json only as the level',
    ),
  ignore: z
    .array(z.string().regex(/^[^"\\*%]+$/, 'a phrase without ", \\, * and %'))
    .default(['Errore da Ignorare'])
    .describe('Lines that contain one of these phrases do not count'),
  pattern: filterPattern.optional().describe('A filter pattern instead of form and ignore'),
  criticalLines: count.min(1).default(1).describe('CRITICAL lines in 5 minutes'),
  cpu: percent.default(80).describe('CPU of the service, in percent of what is reserved'),
  memory: percent.default(80).describe('Memory of the service, in percent of what is reserved'),
  peakToAverage: z
    .number()
    .gt(1)
    .default(1.5)
    .describe('CPU of the busiest task relative to the mean'),
  idleCpu: percent.default(10).describe('Mean CPU below which balance is ignored'),
  published: z
    .boolean()
    .default(false)
    .describe('"bilancia balance publish" runs and counts requests: watch what it publishes'),
  publishedIn: identifier
    .default('Bilancia/Balance')
    .describe('Namespace that "bilancia balance publish" writes to'),
  startMinutes: z.int().min(2).max(60).default(5).describe('Minutes that a task may take to start'),
  silentMinutes: silentMinutes.default(15).describe('Minutes without any line'),
  perTask: z
    .boolean()
    .default(false)
    .describe('Container Insights with enhanced observability is on: watch the busiest task, too'),
});

/** The application's containers: what they log, whether they run, what they use, and whether they share the work. */
export const pmsService = definePack({
  name: 'pms-service',
  summary: 'Application on ECS: CRITICAL lines, running tasks, CPU, memory, balance between tasks',
  options,
  example: {
    environment: 'prod',
    notify: [{ topic: 'prod-alerts' }],
    logGroup: '/ecs/prod/pms',
    cluster: 'booking',
    service: 'pms',
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-enhanced-observability-metrics-ECS.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html',
  ],
  corrections: [
    corrections.memoryComparison,
    corrections.containerMetricNames,
    corrections.testMetricFilterSample,
  ],
  build: (given) => [
    ...criticalLines(given),
    logHeartbeat(given, 'silent', given.logGroup, given.silentMinutes),
    ...runningTasks(given),
    ...resources(given),
    ...(given.published ? [beyondChance(given)] : []),
    ...(given.perTask ? busiestTask(given) : []),
  ],
});

type Given = z.output<typeof options>;

function criticalLines(given: Given): Definition[] {
  const metric = { namespace: namespaceOf(given), metricName: `${given.component}-critical-lines` };
  return [
    {
      kind: 'metric-filter',
      name: `${prefixOf(given)}-critical`,
      logGroup: given.logGroup,
      pattern: given.pattern ?? criticalPattern(given.form, given.ignore),
      // A zero while there are lines but none is critical, so that a graph shows "none" apart from "no lines".
      transformation: { ...metric, value: '1', defaultValue: 0, unit: 'Count' },
    },
    alarmsOf(given)({
      what: 'critical',
      means: `The application wrote at least ${given.criticalLines} CRITICAL lines within 5 minutes: requests end with errors.`,
      first: `read the lines in log group ${given.logGroup}; "server has gone away" and "read-only" point to a failover of the database.`,
      metric: { ...metric, stat: 'Sum', period: 300 },
      breaching: ['>=', given.criticalLines],
      datapoints: [1, 1],
      missing: 'notBreaching',
    }),
  ];
}

/** Container Insights publishes both counts as long as the service exists: silence means that nobody is looking. */
function runningTasks(given: Given): Definition[] {
  const insights = metricsOf('ECS/ContainerInsights', dimensionsOf(given));
  const alarm = alarmsOf(given);
  const minutes = given.startMinutes;
  return [
    alarm({
      what: 'tasks-missing',
      means: `Fewer tasks run than desired, for longer than the ${minutes} minutes that a start takes.`,
      first:
        'look at the events of the service and at the stopped reason of its last tasks: image, health check, memory, capacity.',
      metric: math('desired tasks that do not run', 'desired - running', {
        desired: insights('DesiredTaskCount', 'Average'),
        running: insights('RunningTaskCount', 'Average'),
      }),
      breaching: ['>', 0],
      datapoints: [minutes, minutes],
      missing: 'breaching',
    }),
    alarm({
      what: 'tasks-none',
      means: 'No task of the service is running: no one can book.',
      first: 'if there was a deployment, roll it back; otherwise read the events of the service.',
      metric: insights('RunningTaskCount', 'Average'),
      breaching: ['<=', 0],
      datapoints: [2, 2],
      missing: 'breaching',
    }),
  ];
}

/**
 * MAX/AVG of a service's CPU is its peak-to-average, without an agent. By chance alone four equal tasks under 100 requests
 * a task and minute reach 1.35 in one minute of a hundred, and a fleet that idles any figure: hence the threshold, the
 * floor and ten of fifteen minutes.
 */
function resources(given: Given): Definition[] {
  const ecs = metricsOf('AWS/ECS', dimensionsOf(given));
  const alarm = alarmsOf(given);
  return [
    alarm({
      what: 'cpu',
      means: `The tasks use more than ${given.cpu} % of their CPU: answers get slow next.`,
      first:
        'compare with the request count: if load grew, scale out; if not, look for a new query or loop.',
      metric: ecs('CPUUtilization', 'Average'),
      breaching: ['>', given.cpu],
      datapoints: [5, 5],
      missing: 'missing',
    }),
    alarm({
      what: 'memory',
      means: `The tasks use more than ${given.memory} % of their memory: at 100 % they are killed.`,
      first:
        'check whether memory grows since the last deployment (a leak: restart, roll back) or with load (scale out).',
      metric: ecs('MemoryUtilization', 'Average'),
      breaching: ['>', given.memory],
      datapoints: [5, 5],
      missing: 'missing',
    }),
    alarm({
      what: 'unbalanced',
      means: `The busiest task uses ${given.peakToAverage} times the CPU of the mean for most of 15 minutes: the fleet is larger than what it can serve.`,
      first:
        'check whether one task is hot all the time (sticky sessions, a slow host) or each in turn (uneven requests).',
      metric: math('CPU, peak to average', `IF(average >= ${given.idleCpu}, peak / average, 1)`, {
        peak: ecs('CPUUtilization', 'Maximum'),
        average: ecs('CPUUtilization', 'Average'),
      }),
      breaching: ['>', given.peakToAverage],
      datapoints: [10, 15],
      missing: 'notBreaching',
    }),
  ];
}

/** What is published knows how many requests there were, and so what chance explains; an idle fleet still matters to nobody. */
function beyondChance(given: Given): Definition {
  const published = metricsOf(given.publishedIn, dimensionsOf(given));
  const ecs = metricsOf('AWS/ECS', dimensionsOf(given));
  return alarmsOf(given)({
    what: 'unbalanced-beyond-chance',
    means:
      'For most of 15 minutes the busiest task uses more CPU beside the mean than chance gives once in a hundred minutes.',
    first: 'run "bilancia balance" over the events and the access log: it names the cause.',
    metric: math('CPU, beyond chance', `IF(average >= ${given.idleCpu}, beyond, 0)`, {
      beyond: published('BeyondChance', 'Average'),
      average: ecs('CPUUtilization', 'Average'),
    }),
    breaching: ['>', 1],
    datapoints: [10, 15],
    missing: 'notBreaching',
  });
}

function busiestTask(given: Given): Definition[] {
  const insights = metricsOf('ECS/ContainerInsights', dimensionsOf(given));
  const alarm = alarmsOf(given);
  return [
    alarm({
      what: 'task-cpu',
      means: `One task uses more than ${given.cpu} % of its CPU, even if the mean is lower.`,
      first:
        'find it by TaskId in Container Insights, and see what it does that the others do not.',
      metric: insights('TaskCpuUtilization', 'Maximum'),
      breaching: ['>', given.cpu],
      datapoints: [5, 5],
      missing: 'missing',
    }),
    alarm({
      what: 'task-memory',
      means: `One task uses more than ${given.memory} % of its memory and is close to being killed.`,
      first:
        'find it by TaskId in Container Insights; if it leaks, stop it; the service starts another.',
      metric: insights('TaskMemoryUtilization', 'Maximum'),
      breaching: ['>', given.memory],
      datapoints: [5, 5],
      missing: 'missing',
    }),
  ];
}

function dimensionsOf({ cluster, service }: Given): Record<string, string> {
  return { ClusterName: cluster, ServiceName: service };
}
