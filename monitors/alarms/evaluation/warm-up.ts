import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { Point } from '../windows/points.ts';
import { isMissing } from '../windows/points.ts';

/** Whether an alarm is still warming up at `at`, given the points of its evaluation periods there. */
export type WarmUp = (at: number, points: readonly Point[]) => boolean;

/**
 * The warm-up of an alarm that is created at `created`. It ends after its minutes; unless the alarm waits for that, it ends
 * earlier, as soon as data fill the evaluation window: there is a datapoint of the most recent period, and data have come
 * for as long as the window is. AWS's example: created at 10:00 with 3 periods of 5 minutes, data from 10:04 on, it ends at
 * about 10:19. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
 *
 * @param cadence seconds between two evaluations: how exactly the first data can be placed
 */
export function createWarmUp(
  { warmUp, evaluationPeriods }: Pick<MetricAlarm, 'warmUp' | 'evaluationPeriods'>,
  created: number,
  cadence: number,
): WarmUp {
  if (warmUp === undefined) return () => false;
  const end = created + warmUp.minutes * 60_000;
  let dataSince: number | undefined;
  let over = false;
  return (at, points) => {
    if (over) return false;
    const oldest = points.find((point) => !isMissing(point));
    // An older datapoint than the newest means that data came before the alarm did.
    if (oldest !== undefined)
      dataSince ??= oldest === points.at(-1) ? at - cadence * 1000 : oldest.start;
    const newest = points.at(-1);
    const full =
      newest !== undefined &&
      !isMissing(newest) &&
      dataSince !== undefined &&
      at - dataSince >= evaluationPeriods * newest.seconds * 1000;
    over = at >= end || (full && warmUp.onlyStartEvaluatingAfterwards !== true);
    return !over;
  };
}
