import { counters } from '../../core/run-folder/files/series.ts';
import { isJudged } from '../../core/run-folder/manifest/phase.ts';
import type { LoadStep, StepWindow } from '../../core/statistics/capacity/knee.ts';
import { quantile } from '../../core/statistics/histogram.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type Period, type PhasePeriod, secondsOf, within } from '../evidence/period.ts';
import {
  answered,
  countOf,
  durations,
  everyOutcome,
  loadNames,
} from '../evidence/request-table.ts';
import { meanVisitors } from '../verdict/visitors.ts';
import { cpuOfWriter } from './cpu-samples.ts';

/** A load that was held for a while, and what it took. Undefined is what the run does not tell. */
export interface LoadLevel {
  /** The run folder as given, and the phase. */
  readonly run: string;
  readonly phase: string;
  readonly seconds: number;
  readonly visitors: number | undefined;
  readonly requestsPerSecond: number;
  /** Of all answers, in milliseconds. */
  readonly p95: number | undefined;
  readonly failed: number;
  readonly bookingsPerSecond: number;
  /** Visits that began. */
  readonly sessionsPerSecond: number | undefined;
  readonly bytesPerSecond: number | undefined;
  readonly tasks: TaskUse | undefined;
  readonly readers: ReaderUse | undefined;
  /** vCPU that the writer used on average. */
  readonly writerVcpu: number | undefined;
}

export interface TaskUse {
  readonly count: number;
  /** Reserved by each. */
  readonly vcpu: number | undefined;
  readonly memoryMiB: number | undefined;
  /** vCPU that all of them used together, on average. */
  readonly usedVcpu: number;
  /** What the fullest held at most. */
  readonly mostMemoryMiB: number;
  /** CPU of the busiest over the mean of all, over the level. */
  readonly peakToAverage: number;
}

export interface ReaderUse {
  readonly count: number;
  /** vCPU that all of them used together, on average; undefined where the target cannot tell. */
  readonly usedVcpu: number | undefined;
  readonly queriesPerSecond: number;
  /** All together, at most. */
  readonly mostConnections: number;
}

/** The judged phases of a run as levels; those without seconds or requests are left out. */
export function levelsOf(run: string, evidence: Evidence): LoadLevel[] {
  return evidence.phases
    .filter(isJudged)
    .map((phase) => levelOf(run, evidence, phase))
    .filter((level) => level.seconds > 0 && level.requestsPerSecond > 0);
}

function levelOf(run: string, evidence: Evidence, { name, period }: PhasePeriod): LoadLevel {
  const { requests, facts, series } = evidence;
  const periods = [period];
  const seconds = secondsOf(periods);
  const names = loadNames(requests);
  const all = countOf(requests, names, everyOutcome, periods);
  const p95 = quantile(durations(requests, names, answered, periods), 0.95);
  const booked = facts.told.acknowledged.filter((second) => within(periods, second)).length;
  const inPeriod = [...series.visitors].filter(({ t }) => within(periods, t));
  return {
    run,
    phase: name,
    seconds,
    visitors: meanVisitors(series, periods),
    requestsPerSecond: all / seconds,
    p95: p95 === undefined ? undefined : p95 / 1000,
    failed: all === 0 ? 0 : countOf(requests, names, ['failed'], periods) / all,
    bookingsPerSecond: booked / seconds,
    sessionsPerSecond: series.totals.has(counters.visitorsStarted)
      ? knownSum(inPeriod.map(({ started }) => started)) / seconds
      : undefined,
    bytesPerSecond: series.totals.has(counters.bytesReceived)
      ? knownSum(inPeriod.map(({ sent, received }) => sent + received)) / seconds
      : undefined,
    tasks: taskUse(evidence, period),
    readers: readerUse(evidence, period),
    writerVcpu: writerUse(evidence, period),
  };
}

function taskUse({ tasks }: Evidence, period: Period): TaskUse | undefined {
  const each = [...tasks.values()]
    .map((samples) => [...samples].filter(({ at }) => within([period], at / 1000)))
    .filter((samples) => samples.length > 0);
  if (each.length === 0) return undefined;
  const used = each.map((samples) => mean(samples.map(({ cpu, vcpu }) => cpu * (vcpu || 1))));
  const [first] = each.flat();
  const total = used.reduce((sum, vcpu) => sum + vcpu, 0);
  const { vcpu = Number.NaN, memory = Number.NaN, memoryMiB = 0 } = first ?? {};
  return {
    count: each.length,
    vcpu: Number.isNaN(vcpu) ? undefined : vcpu,
    memoryMiB: Number.isNaN(memory) || memory === 0 ? undefined : Math.round(memoryMiB / memory),
    usedVcpu: total,
    mostMemoryMiB: Math.max(...each.flat().map((sample) => sample.memoryMiB)),
    peakToAverage: total > 0 ? Math.max(...used) / (total / each.length) : 1,
  };
}

function readerUse({ readers }: Evidence, period: Period): ReaderUse | undefined {
  const each = [...readers.values()]
    .map((samples) => [...samples].filter(({ at }) => within([period], at / 1000)))
    .filter((samples) => samples.length > 1);
  if (each.length === 0) return undefined;
  const rates = each.map((samples) => {
    const [first, last] = [samples[0], samples.at(-1)];
    const seconds = ((last?.at ?? 0) - (first?.at ?? 0)) / 1000;
    const rate = (from = Number.NaN, to = Number.NaN): number => (to - from) / seconds;
    return {
      queries: rate(first?.queriesTotal, last?.queriesTotal),
      cpu: rate(first?.cpuSeconds, last?.cpuSeconds),
      connections: Math.max(...samples.map(({ connections }) => connections)),
    };
  });
  const cpu = sumOf(rates.map((rate) => rate.cpu));
  return {
    count: each.length,
    usedVcpu: Number.isNaN(cpu) ? undefined : cpu,
    queriesPerSecond: sumOf(rates.map(({ queries }) => queries)),
    mostConnections: sumOf(rates.map(({ connections }) => connections)),
  };
}

/** Over the samples of whichever instance was the writer. */
function writerUse(evidence: Evidence, period: Period): number | undefined {
  const samples = [...cpuOfWriter(evidence).values()]
    .flat()
    .filter(({ at }) => within([period], at / 1000));
  return samples.length === 0 ? undefined : mean(samples.map(({ used }) => used));
}

/**
 * The same levels as steps of a staircase, in windows of so many seconds. Visitors who wait ask for less, so that a step
 * beyond the knee may see fewer requests than those before it: it counts as one of no lower rate.
 */
export function stepsOf(
  { requests, phases }: Evidence,
  slowerThanMs: number,
  windowSeconds: number,
): LoadStep[] {
  const names = loadNames(requests);
  let most = 0;
  return phases.filter(isJudged).map(({ period }) => {
    const windows: StepWindow[] = [];
    for (let from = period.from; from + windowSeconds <= period.to; from += windowSeconds) {
      const periods = [{ from, to: from + windowSeconds }];
      const all = countOf(requests, names, everyOutcome, periods);
      const answers = durations(requests, names, answered, periods);
      windows.push({
        requests: all,
        slow: shareAbove(answers, slowerThanMs * 1000),
        failed: all === 0 ? 0 : countOf(requests, names, ['failed'], periods) / all,
        throughput: all / windowSeconds,
      });
    }
    const seconds = secondsOf([period]);
    const rate = seconds === 0 ? 0 : countOf(requests, names, everyOutcome, [period]) / seconds;
    most = Math.max(most, rate);
    return { rate: most, windows };
  });
}

/** Share of a histogram above a value, to a thousandth. */
function shareAbove(histogram: Parameters<typeof quantile>[0], micros: number): number {
  let [below, above] = [0, 1];
  if ((quantile(histogram, 1) ?? 0) <= micros) return 0;
  while (above - below > 0.0005) {
    const middle = (below + above) / 2;
    if ((quantile(histogram, middle) ?? Infinity) <= micros) below = middle;
    else above = middle;
  }
  return 1 - (below + above) / 2;
}

function knownSum(values: readonly number[]): number {
  return sumOf(values.filter((value) => !Number.isNaN(value)));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sumOf(values) / values.length;
}
