import type { Observation } from '../metrics/observation.ts';
import type { LogEvent } from '../metrics/log-event.ts';

/**
 * What CloudWatch Logs itself publishes of log lines, which heartbeat alarms look at:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html
 */
export function logVolume(events: Iterable<LogEvent>): Observation[] {
  const observations: Observation[] = [];
  for (const { at, logGroup, message } of events) {
    const known = { at, namespace: 'AWS/Logs', dimensions: { LogGroupName: logGroup } };
    const bytes = Buffer.byteLength(message);
    observations.push(
      { ...known, metricName: 'IncomingLogEvents', value: 1, unit: 'None' },
      { ...known, metricName: 'IncomingBytes', value: bytes, unit: 'Bytes' },
    );
  }
  return observations;
}
