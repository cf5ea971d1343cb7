import { counters } from '../../core/run-folder/files/series.ts';
import type { Series } from '../evidence/series.ts';
import { type Period, secondsOf } from '../evidence/period.ts';

/** Visitors on the site at the end of a second. */
export interface Presence {
  readonly t: number;
  readonly visitors: number;
}

/**
 * Visitors at once over time: those that started less those that finished. Scripts that do not count visitors are
 * taken by the engine's virtual users; empty when there is neither.
 */
export function* presence({ totals, visitors: counts }: Series): Generator<Presence> {
  const areCounted = totals.has(counters.visitorsStarted);
  let visitors = 0;
  let isFirst = true;
  for (const { t, started, finished, playing } of counts) {
    if (areCounted) {
      visitors += orNone(started) - orNone(finished);
      yield { t, visitors };
    } else if (!Number.isNaN(playing)) {
      // Engines count them once a second, and so for the first time when a second is over.
      if (isFirst) yield { t: t - 1, visitors: playing };
      isFirst = false;
      yield { t, visitors: playing };
    }
  }
}

function orNone(n: number): number {
  return Number.isNaN(n) ? 0 : n;
}

/** Mean number of visitors in some periods, each count weighted by the time until the next; undefined without counts. */
export function meanVisitors(series: Series, periods: readonly Period[]): number | undefined {
  if (secondsOf(periods) === 0) return undefined;
  let weighted = 0;
  let last: Presence | undefined;
  const weigh = (until: number): void => {
    if (last === undefined) return;
    for (const period of periods) {
      const seconds = Math.min(until, period.to) - Math.max(last.t, period.from);
      if (seconds > 0) weighted += last.visitors * seconds;
    }
  };
  for (const count of presence(series)) {
    weigh(count.t);
    last = count;
  }
  weigh(Infinity);
  return last === undefined ? undefined : weighted / secondsOf(periods);
}
