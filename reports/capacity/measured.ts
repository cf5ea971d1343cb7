import { type Knee, kneeOf } from '../../core/statistics/capacity/knee.ts';
import {
  type UslIntervals,
  greatestLoad,
  isPeakTold,
  uslIntervals,
} from '../../core/statistics/capacity/usl-intervals.ts';
import { type LoadPoint, type UslFit, fitUsl } from '../../core/statistics/capacity/usl.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Verdict } from '../verdict/schema.ts';
import { cpuOfTasks, cpuOfWriter } from './cpu-samples.ts';
import { type CpuDemand, cpuDemand } from './demand.ts';
import { type LoadLevel, levelsOf, stepsOf } from './level.ts';
import { startUpSeconds } from './start-up.ts';

/** A run as it was read. */
export interface ReadRun {
  /** The folder as it was given. */
  readonly run: string;
  readonly evidence: Evidence;
  readonly verdict: Verdict;
}

/** Everything that runs tell of what a system takes. */
export interface Measured {
  readonly levels: readonly LoadLevel[];
  /** Of the tasks. */
  readonly cpu: CpuDemand | undefined;
  readonly writerCpu: CpuDemand | undefined;
  /** Throughput over visitors by the law of scalability; undefined below three loads, or where tasks differed. */
  readonly usl: UslMeasured | undefined;
  /** Of the runs with steps, together. */
  readonly knee: MeasuredKnee | undefined;
  /** Of each task that came while somebody looked. */
  readonly startUpSeconds: readonly number[];
  /** What the figures were measured on. */
  readonly machines: readonly string[];
  readonly sharesMachine: boolean;
  /** Runs whose load was not what it should have been. They are left out where there are others. */
  readonly invalid: readonly string[];
  /** Whether there are no others, so that nothing can be relied upon. */
  readonly isInvalid: boolean;
  /** Runs that count and are inconclusive themselves. */
  readonly unsettled: readonly string[];
}

export interface MeasuredKnee {
  readonly runs: readonly string[];
  readonly knee: Knee;
  /** At once, where the knee was found and the runs tell how many there were. */
  readonly visitors: number | undefined;
}

export interface UslMeasured {
  readonly fit: UslFit;
  readonly intervals: UslIntervals | undefined;
  readonly points: readonly LoadPoint[];
  readonly isPeakTold: boolean;
  readonly greatestLoad: number;
}

/** What answers may take: nineteen of twenty no longer than this, and hardly any may fail. */
export const objective = { seconds: 0.3, slow: 0.05, failed: 0.01 };
const windowSeconds = 2;

export function measure(runs: readonly ReadRun[]): Measured {
  const asMeant = runs.filter(({ verdict }) => verdict.outcome !== 'invalid');
  const isInvalid = asMeant.length === 0;
  const valid = isInvalid ? runs : asMeant;
  const levels = valid.flatMap(({ run, evidence }) => levelsOf(run, evidence));
  const seen = valid.map(({ evidence }) => evidence);
  return {
    levels,
    cpu: cpuDemand(seen, cpuOfTasks),
    writerCpu: cpuDemand(seen, cpuOfWriter),
    usl: uslOf(levels),
    knee: kneeOfRuns(valid),
    startUpSeconds: valid.flatMap(({ evidence }) => startUpSeconds(evidence.topology)),
    machines: [
      ...new Set(
        runs.map(
          ({ evidence: { manifest } }) => manifest.machine.processor ?? 'an unknown machine',
        ),
      ),
    ],
    sharesMachine: runs.some(
      ({ evidence: { manifest } }) => manifest.target.capabilities.sharesMachine,
    ),
    isInvalid,
    unsettled: valid
      .filter(({ verdict }) => verdict.outcome === 'inconclusive')
      .map(({ run }) => run),
    invalid: runs.filter(({ verdict }) => verdict.outcome === 'invalid').map(({ run }) => run),
  };
}

/** Whether a run has steps to find a knee in. */
export function isStaircase({ phases }: Evidence): boolean {
  return phases.filter(({ kind }) => kind === 'step').length >= 3;
}

/** The knee of all runs that have steps; undefined where none has. */
export function kneeOfRuns(runs: readonly ReadRun[]): MeasuredKnee | undefined {
  const staircases = runs.filter(({ evidence }) => isStaircase(evidence));
  if (staircases.length === 0) return undefined;
  const steps = staircases.flatMap(({ evidence }) =>
    stepsOf(evidence, objective.seconds * 1000, windowSeconds),
  );
  const knee = kneeOf(steps, objective);
  const levels = staircases
    .flatMap(({ run, evidence }) => levelsOf(run, evidence))
    .filter(({ visitors }) => visitors !== undefined);
  // Beyond the knee visitors wait, and ask for less than they would.
  const below = levels.filter(
    ({ requestsPerSecond }) => knee.kind !== 'found' || requestsPerSecond <= knee.rate,
  );
  const perVisitor = mean(below.map((level) => level.requestsPerSecond / (level.visitors ?? 1)));
  return {
    runs: staircases.map(({ run }) => run),
    knee,
    visitors: knee.kind === 'found' && perVisitor > 0 ? knee.rate / perVisitor : undefined,
  };
}

function uslOf(levels: readonly LoadLevel[]): UslMeasured | undefined {
  const told = levels.filter(({ visitors }) => visitors !== undefined && visitors >= 1);
  if (new Set(told.map(({ tasks }) => tasks?.count)).size > 1) return undefined;
  const points = told.map(({ visitors = 0, requestsPerSecond }) => ({
    load: visitors,
    throughput: requestsPerSecond,
  }));
  const fit = fitUsl(points);
  if (fit === undefined) return undefined;
  const intervals = uslIntervals(points, fit);
  return {
    fit,
    intervals,
    points,
    isPeakTold: intervals !== undefined && isPeakTold(intervals, points),
    greatestLoad: greatestLoad(points),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
