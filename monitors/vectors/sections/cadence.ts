import { z } from 'zod';
import { evaluatePoints } from '../../alarms/evaluation/verdict.ts';
import { cadenceOf, dataUntil } from '../../alarms/windows/cadence.ts';
import { slidingPeriods } from '../../alarms/windows/sliding.ts';
import { createMetricStore } from '../../metrics/store.ts';
import { clockText, clockTime, timeOf } from '../rows/clock.ts';
import { evidence, openness } from '../rows/evidence.ts';
import type { Row } from '../rows/row.ts';
import { section } from '../rows/section.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/);

const sliding = z.object({
  period: z.int().min(1),
  N: z.int().min(1),
  expectedTimestamps: z.record(time, z.array(time)),
});

const form = z.object({
  slidingExample: z.union([sliding, z.array(sliding)]).optional(),
  multiDayExample: z
    .array(
      z.object({
        ...evidence,
        t: clockTime,
        event: z.string().optional(),
        state: z.enum(['OK', 'ALARM']).optional(),
      }),
    )
    .optional(),
});

type Form = z.infer<typeof form>;

/** When alarms are evaluated, and on which periods. */
export const cadence = section('cadence', form, ({ slidingExample, multiDayExample }) => [
  ...(Array.isArray(slidingExample)
    ? slidingExample.flatMap((example, index) => slidingRows(example, `[${index}]`))
    : slidingRows(slidingExample)),
  ...(multiDayExample === undefined ? [] : multiDayRows(multiDayExample)),
]);

function slidingRows(example: z.infer<typeof sliding> | undefined, place = ''): Row[] {
  if (example === undefined) return [];
  const { period, N, expectedTimestamps } = example;
  return Object.entries(expectedTimestamps).map(([at, expected]) => {
    const until = dataUntil(timeOf(at), cadenceOf(period, N));
    const got = slidingPeriods(until, period, N).map(({ start }, index) =>
      clockText(start, expected[index] ?? at),
    );
    return { id: `cadence.slidingExample${place}.${at}`, expected, got };
  });
}

const jobInterval = 2 * 86_400;

/**
 * AWS's example is a job that runs every two days and fails: no success in two days is an alarm. The job's last success is
 * that of its run before the first failure; an event that tells of a success is another.
 */
function multiDayRows(example: NonNullable<Form['multiDayExample']>): Row[] {
  const success = { namespace: 'Job', metricName: 'Success' };
  const store = createMetricStore();
  const failure = example.find(({ event }) => event !== undefined && !tellsSuccess(event));
  if (failure !== undefined)
    store.add({ ...success, at: failure.t - jobInterval * 1000, value: 1 });
  for (const { t, event } of example)
    if (event !== undefined && tellsSuccess(event)) store.add({ ...success, at: t, value: 1 });
  return example.flatMap((row, index): Row[] => {
    if (row.state === undefined) return [];
    const until = dataUntil(row.t, cadenceOf(jobInterval, 1));
    const points = slidingPeriods(until, jobInterval, 1).map(({ start, seconds }) => {
      const sum = store.datapoint({ ...success, stat: 'Sum', period: seconds }, start, seconds);
      return sum === undefined ? { breaching: false } : { value: sum.value, breaching: false };
    });
    const settings = { evaluationPeriods: 1, datapointsToAlarm: 1 };
    const { verdict } = evaluatePoints(points, { ...settings, treatMissingData: 'breaching' });
    const id = `cadence.multiDayExample[${index}]`;
    return [{ id, expected: row.state, got: verdict, ...openness(row) }];
  });
}

function tellsSuccess(event: string): boolean {
  if (/\bsucce|fixed|recover/i.test(event)) return true;
  return !/fail|miss|unsucce|not /i.test(event) && /complete|pass|works|runs/i.test(event);
}
