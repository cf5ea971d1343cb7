import { chanceLevel } from '../../core/statistics/balance/chance.ts';
import type { Outcome } from '../../core/outcome.ts';
import { seededRandom } from '../../core/seeded-random.ts';
import { causesInWords } from './advice.ts';
import { type Analysis, fewestTimes } from './analyze.ts';
import { smallestPeak } from './causes/cause.ts';
import { chanceCostCv2 } from './causes/groups.ts';
import { type BalanceOverTime, hotUnits, overTime } from './over-time.ts';
import type { Service } from './load/series.ts';
import { type FargatePrices, monthlyCost, pricesIn } from './prices.ts';
import type { Chance, ServiceReport } from './report-shape.ts';
import { sentencesOf } from './sentences.ts';
import { policyOf } from './load/sight.ts';

export interface ReportOptions {
  readonly prices: FargatePrices;
  /** Where prices are taken from; undefined: where its zones say that it runs. */
  readonly region: string | undefined;
  /** CPU of the hottest task that is still safe, a fraction of its reservation. */
  readonly ceiling: number;
}

export function reportOn(analysis: Analysis, options: ReportOptions): ServiceReport {
  const { service, sight, measures } = analysis;
  const { matrix } = service;
  const balance = analysis.isDefined ? overTime(sight, measures) : undefined;
  const chance = balance === undefined ? undefined : chanceOf(analysis, balance.units);
  const causes = analysis.causes.map((cause) => ({ ...cause, ...causesInWords[cause.kind] }));
  const report: Omit<ServiceReport, 'sentences'> = {
    cluster: service.cluster,
    service: service.name,
    outcome: outcomeOf(analysis, balance),
    from: isoOf(matrix.times[0]),
    to: isoOf((matrix.times.at(-1) ?? Number.NaN) + matrix.stepMs),
    stepSeconds: matrix.stepMs / 1000,
    tasksSeen: matrix.units.length,
    balance,
    blockPeakToAverage: measures.blockPeak,
    chance,
    causes,
    hotTasks: hotUnits(sight, measures),
    cannotTell: [...cannotTell(analysis), ...noPrice(analysis, options)],
    money: balance === undefined ? undefined : moneyOf(analysis, balance, chance, options),
    safeTarget: balance === undefined ? undefined : options.ceiling / balance.peakToAverageP95,
    ceiling: options.ceiling,
    defects: Object.fromEntries(service.defects),
    unjoinedRequests: service.unjoined,
  };
  return { ...report, sentences: sentencesOf(report) };
}

function isoOf(time: number | undefined): string {
  return time === undefined || !Number.isFinite(time) ? '' : new Date(time).toISOString();
}

/** Blocks that differ although nothing of what we look for is found: something is wrong, and we do not know what. */
function isUnexplained({ measures, causes }: Analysis, chance: Chance | undefined): boolean {
  return causes.length === 0 && chance === undefined && measures.blockPeak >= smallestPeak + 0.05;
}

function outcomeOf(analysis: Analysis, balance: BalanceOverTime | undefined): Outcome {
  if (balance === undefined || !analysis.isLongEnough) return 'inconclusive';
  if (analysis.causes.length > 0) return 'fail';
  return isUnexplained(analysis, chanceOf(analysis, balance.units)) ? 'inconclusive' : 'pass';
}

/** Only where requests were counted: what chance does depends on how many there are. */
export function chanceOf({ sight, measures }: Analysis, units: number): Chance | undefined {
  if (sight.countSource !== 'balancer' || !(measures.requestsPerStep > 0)) return undefined;
  const policy = policyOf(measures.dispersion);
  const requests = measures.requestsPerStep;
  const costCv2 = Number.isFinite(measures.costCv2) ? measures.costCv2 : chanceCostCv2;
  const costCv = Math.sqrt(Math.max(0, Math.min(costCv2, chanceCostCv2)));
  const model = { units: Math.max(2, Math.round(units)), requests, policy, costCv };
  return { ...chanceLevel(model, seededRandom(1)), policy, requests, costCv };
}

function cannotTell({ sight, isDefined, isLongEnough }: Analysis): string[] {
  if (!isDefined) return ['Balance is not defined for fewer than two tasks at a time.'];
  const short = isLongEnough
    ? []
    : [
        `It takes ${fewestTimes} points in time to name a cause, and there ${sight.matrix.times.length === 1 ? 'is' : 'are'} ${sight.matrix.times.length}.`,
      ];
  if (sight.countSource === 'balancer') return short;
  const standIn =
    sight.countSource === 'received bytes'
      ? 'Nobody counted requests; bytes received stand in for them where tasks are compared.'
      : 'Nobody counted requests: whether a busy task gets more of them or needs more for each cannot be told.';
  return [
    ...short,
    standIn,
    "Without the load balancer's counts neither a task that stands still part of the time nor requests of uneven cost can be seen, and how much chance alone explains is not known. Add the access log.",
  ];
}

/** A region whose prices are not known is said, since its tasks cost something all the same. */
function noPrice({ service, isDefined }: Analysis, { prices, region }: ReportOptions): string[] {
  const where = regionOf(service, region);
  if (!isDefined || where === undefined || pricesIn(prices, where) !== undefined) return [];
  return [`What tasks cost in ${where} is not known: give its prices with --prices.`];
}

/** The region that was asked for, or that of the zone of a task. */
function regionOf({ matrix }: Service, asked: string | undefined): string | undefined {
  return asked ?? matrix.units[0]?.zone?.replace(/[a-z]$/, '');
}

function moneyOf(
  { service }: Analysis,
  balance: BalanceOverTime,
  chance: Chance | undefined,
  { prices, region }: ReportOptions,
): ServiceReport['money'] {
  const { vcpu, memoryMiB } = service.matrix.units[0] ?? {};
  const where = regionOf(service, region);
  if (where === undefined || vcpu === undefined || memoryMiB === undefined) return undefined;
  const monthly = monthlyCost(prices, where, balance.units, { vcpu, memoryMiB });
  if (monthly === undefined) return undefined;
  const mendable = Math.max(0, 1 - (chance?.mean ?? 1) / balance.peakToAverage);
  return { monthly, wasted: monthly * mendable, region: where, pricesAsOf: prices.asOf };
}
