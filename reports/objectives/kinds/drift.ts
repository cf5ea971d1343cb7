import {
  type Histogram,
  clear,
  emptyHistogram,
  quantile,
} from '../../../core/statistics/histogram.ts';
import { type Point, blockMedians } from '../../../core/statistics/trend/blocks.ts';
import { type Trend, trendOf } from '../../../core/statistics/trend/trend.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { Period } from '../../evidence/period.ts';
import { answered, durations, loadNames } from '../../evidence/request-table.ts';
import { count } from '../../words/figures.ts';
import { samplesInWords, valueInWords } from '../in-words.ts';
import { type Indicator, type ObjectiveResult, percentiles } from '../result.ts';
import type { DriftObjective } from '../schema/drift.ts';
import { type Kind, type Where, resultOf } from './kind.ts';

/** What has just started still grows: so much of a phase is not looked at, and never more seconds than this. */
const warmUp = { share: 0.25, mostSeconds: 1200 } as const;
/** Blocks that a phase is cut into, and the fewest that tell a trend. */
const [mostBlocks, fewestBlocks] = [48, 12];
/** Several things are judged in every run, and each must hardly ever cry wolf. */
const confidence = 0.99;
const hour = 3600;

type Drift = keyof typeof drifts & Indicator;

/** What a limit is for: a series for each thing. */
const drifts = {
  memoryDrift: ({ tasks }: Evidence) =>
    sampled(
      tasks,
      ({ memoryMiB }) => memoryMiB,
      (id) => (id.length > 16 ? `${id.slice(0, 8)}…` : id),
    ),
  connectionsDrift: ({ readers }: Evidence) => sampled(readers, ({ connections }) => connections),
  p95Drift: (evidence: Evidence, period: Period, blocks: number) => [
    {
      name: 'all requests',
      scope: 'all requests',
      points: percentilesIn(evidence, period, blocks),
    },
  ],
} as const satisfies Record<
  string,
  (evidence: Evidence, period: Period, blocks: number) => Drifting[]
>;

const unseenScopes = {
  memoryDrift: 'the tasks',
  connectionsDrift: 'the readers',
  p95Drift: 'all requests',
} as const satisfies Record<Drift, string>;

interface Drifting {
  readonly name: string;
  readonly scope: string;
  readonly points: Iterable<Point>;
}

/**
 * Whether something grows little by little: the slope over the blocks of a phase, as a fraction of its level an hour, with
 * its interval. Met when all of the interval is below the limit, missed when all of it is above; between them the phase was
 * too short to tell.
 */
export const drift: Kind<DriftObjective> = {
  noun: 'part',
  names: ({ evidence }) => [...evidence.tasks.keys(), ...evidence.readers.keys(), 'all requests'],
  appliesTo: () => true,
  judge: (where) =>
    (['memoryDrift', 'connectionsDrift', 'p95Drift'] as const).flatMap((indicator) =>
      judgeLimit(where, indicator, where.objective[indicator]),
    ),
};

function judgeLimit(
  where: Where<DriftObjective>,
  indicator: Drift,
  limit: number | undefined,
): ObjectiveResult[] {
  if (limit === undefined) return [];
  const { evidence, phase } = where;
  const length = phase.period.to - phase.period.from;
  const period = {
    from: phase.period.from + Math.min(warmUp.mostSeconds, length * warmUp.share),
    to: phase.period.to,
  };
  const blocks = blocksIn(evidence, period);
  const seen = drifts[indicator](evidence, period, blocks);
  // What has no samples at all must not be passed over in silence.
  const unseen = { name: indicator, scope: unseenScopes[indicator], points: [] };
  return (seen.length > 0 ? seen : [unseen]).map(({ name, scope, points }) => {
    const trend = trendOf(blockMedians(points, period, blocks), confidence);
    return judgeTrend(where, { indicator, limit, name, scope }, trend);
  });
}

/** As many as there are slots that response times are kept by, and samples that are seconds apart. */
function blocksIn({ requests }: Evidence, { from, to }: Period): number {
  return Math.max(
    1,
    Math.min(mostBlocks, Math.floor((to - from) / Math.max(5, requests.slotSeconds))),
  );
}

function judgeTrend(
  where: Where<DriftObjective>,
  of: {
    readonly indicator: Drift;
    readonly limit: number;
    readonly name: string;
    readonly scope: string;
  },
  trend: Trend | undefined,
): ObjectiveResult {
  const { indicator, limit, name, scope } = of;
  const common = {
    indicator,
    limit,
    scope,
    requests: [name],
    fewest: fewestBlocks,
    counted: 'block',
  };
  const samples = trend?.n ?? 0;
  if (trend === undefined || samples < fewestBlocks || !(trend.level > 0))
    return resultOf(where, {
      ...common,
      value: undefined,
      samples,
      met: null,
      observed: `${samplesInWords(samples, 'block')}, at least ${count(fewestBlocks)} needed`,
    });
  const [value = 0, low = 0, high = 0] = [trend.slope, trend.low, trend.high].map(
    (slope) => (slope * hour) / trend.level,
  );
  const met = high < limit ? true : low >= limit ? false : null;
  const said = (fraction: number): string => valueInWords(indicator, fraction);
  const between = Number.isFinite(high - low)
    ? `${said(low)} to ${said(high)} with ${confidence * 100} % confidence`
    : 'by values that go up and down too slowly';
  const observed = `${said(value)}, ${between}${met === null ? ': too short to tell' : ''}`;
  return resultOf(where, { ...common, value, samples, met, observed });
}

function sampled<T extends { readonly at: number }>(
  of: ReadonlyMap<string, Iterable<T>>,
  read: (sample: T) => number,
  scopeOf = (name: string) => name,
): Drifting[] {
  return [...of].map(([name, samples]) => ({
    name,
    scope: scopeOf(name),
    points: Iterator.from(samples)
      .map((sample) => ({ at: sample.at / 1000, value: read(sample) }))
      .filter(({ value }) => !Number.isNaN(value)),
  }));
}

/** The 95th percentile of each block, milliseconds. */
function* percentilesIn(
  { requests }: Evidence,
  { from, to }: Period,
  blocks: number,
): Generator<Point> {
  const names = loadNames(requests);
  const scratch: Histogram = emptyHistogram();
  const length = (to - from) / blocks;
  for (let nth = 0; nth < blocks; nth += 1) {
    const block = { from: from + nth * length, to: from + (nth + 1) * length };
    clear(scratch);
    const micros = quantile(
      durations(requests, names, answered, [block], scratch),
      percentiles.p95,
    );
    if (micros !== undefined) yield { at: block.from + length / 2, value: micros / 1000 };
  }
}
