import { z } from 'zod';
import type { Definition } from '../definitions/definition.ts';
import { alarmsOf, metricsOf } from './build.ts';
import { identifier, packOptions } from './options.ts';
import { definePack } from './pack.ts';

const options = packOptions('schedules', {
  group: identifier.default('default').describe('Schedule group'),
  everyHours: z
    .int()
    .min(1)
    .max(168)
    .optional()
    .describe(
      'How often something in the group runs at least; without it, silence raises no alarm',
    ),
});

/** What goes wrong with a schedule, by metric: published only when it happens. */
const failures = [
  {
    what: 'target-errors',
    metricName: 'TargetErrorCount',
    means: 'A target of a schedule answers with errors: the scheduler tries again.',
    first:
      'read the log of the target, and check whether the role of the schedule may still call it.',
  },
  {
    what: 'throttled',
    metricName: 'TargetErrorThrottledCount',
    means: 'A target of a schedule throttles calls.',
    first: 'spread the schedules with a flexible time window.',
  },
  {
    what: 'dropped',
    metricName: 'InvocationDroppedCount',
    means:
      'A run of a schedule was dropped for good: the night audit, the reminder or the report did not happen.',
    first: 'find it in the dead-letter queue, and run it by hand.',
  },
  {
    what: 'dead-letters',
    metricName: 'InvocationsSentToDeadLetterCount',
    means: 'A run of a schedule went to the dead-letter queue.',
    first: 'read the ERROR_MESSAGE attribute of the message, fix the target, then run it by hand.',
  },
  {
    what: 'dead-letters-lost',
    metricName: 'InvocationsFailedToBeSentToDeadLetterCount',
    means: 'A run of a schedule was dropped and did not even reach the dead-letter queue.',
    first:
      'check whether the role of the schedule may send to the queue; then find out some other way what did not run.',
  },
] as const;

/** Jobs by the clock. */
export const schedules = definePack({
  name: 'schedules',
  summary: 'EventBridge Scheduler: target errors, dropped runs, dead letters, silence',
  options,
  example: {
    environment: 'prod',
    notify: [{ topic: 'prod-alerts' }],
    group: 'night-audit',
    everyHours: 24,
  },
  sources: ['https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html'],
  corrections: [],
  build: (given) => {
    const scheduler = metricsOf('AWS/Scheduler', { ScheduleGroup: given.group });
    return [
      ...failures.map(({ metricName, ...words }) =>
        alarmsOf(given)({
          ...words,
          metric: scheduler(metricName, 'Sum', 300),
          breaching: ['>', 0],
          datapoints: [1, 1],
          missing: 'notBreaching',
        }),
      ),
      ...(given.everyHours === undefined ? [] : [silence(given, given.everyHours)]),
    ];
  },
});

/** One period as long as the interval, so that one run in it is enough. */
function silence(given: z.output<typeof options>, hours: number): Definition {
  return alarmsOf(given)({
    what: 'silent',
    means: `Nothing of schedule group ${given.group} has run for ${hours} hours.`,
    first: 'check whether the schedules are enabled, and whether their end date has passed.',
    metric: metricsOf('AWS/Scheduler', { ScheduleGroup: given.group })(
      'InvocationAttemptCount',
      'Sum',
      hours * 3600,
    ),
    breaching: ['<', 1],
    datapoints: [1, 1],
    missing: 'breaching',
  });
}
