import { type ChanceLevel, chanceLevel } from '../../../core/statistics/balance/chance.ts';
import type { Outcome } from '../../../core/outcome.ts';
import type { ServiceMetric } from '../../../core/run-folder/files/service-metrics.ts';
import { seededRandom } from '../../../core/seeded-random.ts';
import { groupBy } from '../../../core/group-by.ts';
import { mean } from '../../../core/statistics/sample.ts';
import { fewestTimes } from '../analyze.ts';
import { smallestPeak } from '../causes/cause.ts';
import { chanceCostCv2 } from '../causes/groups.ts';
import { minuteMs } from '../sources/target-counts.ts';
import type { MeteredService, Requests } from '../load/metered.ts';
import { minutesOf } from './minutes.ts';
import type { MetricsBalance, MetricsReport } from './report-shape.ts';
import { sentencesOfMetrics } from './sentences.ts';

/** What can be told without knowing any single task. `ceiling`: CPU of the busiest task that is still safe, a fraction. */
export function reportOnMetrics(
  { cluster, name, points, requests }: MeteredService,
  ceiling: number,
): MetricsReport {
  const { told, defects } = minutesOf(points);
  const balance = balanceOf(told);
  const chance = requests === undefined ? undefined : { ...mostByChance(requests), ...requests };
  const report: Omit<MetricsReport, 'sentences'> = {
    cluster,
    service: name,
    outcome: outcomeOf(balance, told.length, chance),
    from: isoOf(told[0]?.at),
    to: isoOf((told.at(-1)?.at ?? Number.NaN) + minuteMs),
    minutes: told.length,
    balance,
    chance,
    safeTarget: balance === undefined ? undefined : Math.min(1, ceiling / balance.peakToAverageP95),
    ceiling,
    defects: Object.fromEntries(defects),
  };
  return { ...report, sentences: sentencesOfMetrics(report) };
}

/** Minutes in which chance is small, when a task that is always the busiest is to be told from one that was once. */
const blockMinutes = 15;

function balanceOf(told: readonly ServiceMetric[]): MetricsBalance | undefined {
  if (told.length === 0) return undefined;
  const peaks = told.map(({ average, maximum }) => maximum / average);
  const blocks = groupBy(told.keys(), (n) =>
    Math.floor((told[n]?.at ?? 0) / minuteMs / blockMinutes),
  );
  const ordered = peaks.toSorted((a, b) => a - b);
  return {
    peakToAverage: mean(peaks),
    wastedFraction: mean(peaks.map((peak) => 1 - 1 / peak)),
    peakToAverageP95: ordered[Math.ceil(0.95 * ordered.length) - 1] ?? 1,
    blockPeakAtMost: Math.max(
      ...[...blocks.values()].map((own) => mean(own.map((n) => peaks[n] ?? 1))),
    ),
    utilization: mean(told.map(({ average }) => average)) / 100,
    busiest: mean(told.map(({ maximum }) => maximum)) / 100,
    most: told.reduce((most, { maximum }) => Math.max(most, maximum), 0) / 100,
  };
}

/** Since June 2026 AWS writes a point every 20 s: a minute's maximum is the greatest of three for each task. */
const pointsInMinute = 3;

/**
 * The most that chance gives: requests go anywhere, their cost varies as much as is still ordinary, and the maximum is of
 * 20 seconds, in which there are fewer of them.
 */
function mostByChance({ targets, perTarget }: Requests): ChanceLevel {
  const model = {
    units: Math.max(2, Math.round(targets)) * pointsInMinute,
    requests: perTarget / pointsInMinute,
    policy: 'random',
    costCv: Math.sqrt(chanceCostCv2),
  } as const;
  return chanceLevel(model, seededRandom(1));
}

function outcomeOf(
  balance: MetricsBalance | undefined,
  minutes: number,
  chance: ChanceLevel | undefined,
): Outcome {
  if (balance === undefined || minutes < fewestTimes) return 'inconclusive';
  if (balance.blockPeakAtMost < smallestPeak) return 'pass';
  return chance !== undefined && balance.peakToAverage > chance.p99 ? 'fail' : 'inconclusive';
}

function isoOf(time: number | undefined): string {
  return time === undefined || !Number.isFinite(time) ? '' : new Date(time).toISOString();
}
