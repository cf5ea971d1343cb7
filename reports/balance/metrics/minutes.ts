import type { ServiceMetric } from '../../../core/run-folder/files/service-metrics.ts';
import { bump } from '../sources/events/event-collector.ts';
import { minuteMs } from '../sources/target-counts.ts';

/** Minutes that tell of balance, in order of time, and what is wrong with the others. */
export interface Minutes {
  readonly told: readonly ServiceMetric[];
  readonly defects: ReadonlyMap<string, number>;
}

export function minutesOf(points: readonly ServiceMetric[]): Minutes {
  const defects = new Map<string, number>();
  const byTime = new Map<number, ServiceMetric>();
  for (const point of points) {
    const reason = defectOf(point);
    if (reason !== undefined) bump(defects, reason);
    else {
      if (byTime.has(point.at)) bump(defects, 'duplicate minutes');
      byTime.set(point.at, point);
    }
  }
  const whole = [...byTime.values()].toSorted((a, b) => a.at - b.at);
  const [first, last] = [whole[0]?.at ?? 0, whole.at(-1)?.at ?? 0];
  const missing = Math.round((last - first) / minuteMs) + 1 - whole.length;
  if (whole.length > 0 && missing > 0) defects.set('missing minutes', missing);
  const alike = whole.filter(({ minimum, maximum }) => minimum === maximum).length;
  if (alike > 0) defects.set('minutes of one task, or of tasks alike to the last digit', alike);
  return { told: whole.filter(({ minimum, maximum }) => minimum < maximum), defects };
}

function defectOf({ at, minimum, average, maximum }: ServiceMetric): string | undefined {
  if (![at, minimum, average, maximum].every(Number.isFinite))
    return 'minutes without time, minimum, average or maximum';
  if (average === 0 && maximum === 0) return 'minutes without load';
  if (minimum < 0 || minimum > average || average > maximum)
    return 'minutes whose average does not lie between minimum and maximum';
  return undefined;
}
