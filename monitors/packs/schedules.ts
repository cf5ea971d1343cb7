import failures from './schedules.json' with { type: 'json' };
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
    // What goes wrong with a schedule, by metric: published only when it happens.
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
