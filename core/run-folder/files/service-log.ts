import { z } from 'zod';
import { records, whereObservable } from './declaration.ts';

const serviceLogLine = z.object({
  /** Milliseconds since 1970, when the line was collected. */
  timestamp: z.number(),
  /** The task. */
  logStreamName: z.string(),
  message: z.string(),
});

/**
 * One line that a task of the service logged, as FilterLogEvents gives it:
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilteredLogEvent.html
 */
export type ServiceLogLine = z.infer<typeof serviceLogLine>;

export const serviceLog = records({
  name: 'service-log.ndjson',
  about: 'What the tasks of the service logged, a line each.',
  writtenBy: 'the observer service-log',
  readBy: 'monitors',
  expected: whereObservable('service-log', "the target's tasks log", { mayBeEmpty: true }),
  schema: serviceLogLine,
});
