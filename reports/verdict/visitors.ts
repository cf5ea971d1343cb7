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
export function presence({ totals, visitors: counts }: Series): Presence[] {
  if (totals.has(counters.visitorsStarted)) {
    let visitors = 0;
    return Array.from(counts, ({ t, started, finished }) => {
      visitors += (started || 0) - (finished || 0);
      return { t, visitors };
    });
  }
  const counted = Array.from(counts, ({ t, playing }) => ({ t, visitors: playing })).filter(
    ({ visitors }) => !Number.isNaN(visitors),
  );
  // Engines count them once a second, and so for the first time when a second is over.
  return counted
    .slice(0, 1)
    .map(({ t, visitors }) => ({ t: t - 1, visitors }))
    .concat(counted);
}

/** Mean number of visitors in some periods, each count weighted by the time until the next; undefined without counts. */
export function meanVisitors(
  counts: readonly Presence[],
  periods: readonly Period[],
): number | undefined {
  if (counts.length === 0 || secondsOf(periods) === 0) return undefined;
  const weighted = periods.reduce((total, period) => total + visitorSeconds(counts, period), 0);
  return weighted / secondsOf(periods);
}

function visitorSeconds(counts: readonly Presence[], period: Period): number {
  let weighted = 0;
  for (const [index, { t, visitors }] of counts.entries()) {
    const from = Math.max(t, period.from);
    const to = Math.min(counts[index + 1]?.t ?? period.to, period.to);
    if (to > from) weighted += visitors * (to - from);
  }
  return weighted;
}
