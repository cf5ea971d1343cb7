import { z } from 'zod';
import type { MetricAlarm } from '../definitions/metric-alarm.ts';
import { alarmsOf, metricsOf } from './build.ts';
import type { Owner } from './build.ts';
import { identifier, packOptions } from './options.ts';
import { definePack } from './pack.ts';

/**
 * Lines arrive at all. A metric filter publishes nothing, not even its default value, in a minute without lines: without
 * this alarm, a log agent that died looks like an application without errors.
 */
export function logHeartbeat(
  owner: Owner,
  what: string,
  logGroup: string,
  minutes: number,
): MetricAlarm {
  const logs = metricsOf('AWS/Logs', { LogGroupName: logGroup });
  return alarmsOf(owner)({
    what,
    means: `No line has reached log group ${logGroup} for ${minutes} minutes: alarms based on its lines are blind.`,
    first:
      'check whether tasks run at all, then whether their log driver can write (execution role, CloudWatch Logs endpoint).',
    metric: logs('IncomingLogEvents', 'Sum', 300),
    breaching: ['<', 1],
    datapoints: [minutes / 5, minutes / 5],
    missing: 'breaching',
  });
}

export const silentMinutes = z.int().min(5).multipleOf(5).max(1440);

/** The last part of a log group's name, as names of alarms can hold it. */
function shortName(logGroup: string): string {
  return logGroup.replace(/^\//, '').replaceAll(/[^\w.-]+/g, '-');
}

export const heartbeat = definePack({
  name: 'heartbeat',
  summary: 'Log groups that must never go silent',
  options: packOptions('logs', {
    logGroups: z.array(identifier).min(1).describe('Names of the log groups'),
    minutes: silentMinutes.default(15).describe('Minutes of silence after which the alarm fires'),
  }),
  example: {
    environment: 'prod',
    notify: [{ topic: 'prod-alerts' }],
    logGroups: ['/ecs/prod/pms', '/ecs/prod/channel-manager'],
  },
  sources: [
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html',
  ],
  corrections: [],
  build: (options) =>
    options.logGroups.map((group) =>
      logHeartbeat(options, `${shortName(group)}-silent`, group, options.minutes),
    ),
});
