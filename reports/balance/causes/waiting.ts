import { binomialUpper } from '../../../core/statistics/distributions/binomial.ts';
import { medianOf } from '../../../core/statistics/outliers.ts';
import { percent, significant } from '../../words/figures.ts';
import type { Sight } from '../load/sight.ts';
import type { Cause } from './cause.ts';

/** Answers that take so many times as long as those of the task in the middle, and at least so many seconds, are slow. */
const timesTheMiddle = 5;
const leastSeconds = 0.1;
/** Chance that so many of the slow steps are one task's, if all are alike. */
const level = 1e-4;
/** At more than this of its reservation a task may be slow because its CPU is used up, which is another matter. */
const usedUp = 0.7;

/**
 * A unit whose requests wait while it neither works more than the others nor has its CPU used up: it stands still part of the
 * time, for less than a balancer's patience, so that nothing is lost.
 */
export function waitingTask({ matrix, unitCount }: Sight): Cause | undefined {
  const { balancer, units, cpu, stepMs } = matrix;
  if (balancer === undefined) return undefined;
  const slow = new Map<number, number>();
  const seen = new Set<number>();
  for (let row = 0; row < matrix.times.length; row += 1) {
    const cells = units.flatMap((_, unit) => {
      const at = row * unitCount + unit;
      const seconds = (balancer.seconds[at] ?? 0) / (balancer.requests[at] ?? 0);
      return Number.isFinite(seconds) ? [{ unit, seconds }] : [];
    });
    const limit = Math.max(
      leastSeconds,
      timesTheMiddle * medianOf(cells.map((cell) => cell.seconds)),
    );
    for (const { unit, seconds } of cells) {
      seen.add(unit);
      if (cells.length > 1 && seconds >= limit) slow.set(unit, (slow.get(unit) ?? 0) + 1);
    }
  }
  const [worst] = [...slow].toSorted((a, b) => b[1] - a[1]);
  const all = [...slow.values()].reduce((sum, steps) => sum + steps, 0);
  if (worst === undefined) return undefined;
  const [unit, steps] = worst;
  if (seen.size < 2 || binomialUpper(steps, all, 1 / seen.size) >= level) return undefined;
  const means = units.map((_, of) => meanOf(matrix, of));
  const others = means.filter((mean, of) => of !== unit && mean.requests > 0);
  const own = means[unit];
  const middle = medianOf(others.map(({ cpu: used }) => used));
  if (own === undefined || own.cpu > middle * mostWork) return undefined;
  const { vcpu } = units[unit] ?? {};
  const mostCpu = Math.max(...stepsOf(cpu, unit, unitCount));
  if (vcpu !== undefined && mostCpu > (usedUp * vcpu * stepMs) / 1000) return undefined;
  const seconds = own.seconds / own.requests;
  const usual = medianOf(others.map((other) => other.seconds / other.requests));
  return {
    kind: 'frozen',
    units: [units[unit]?.id ?? ''],
    peak: seconds / usual,
    evidence: [
      `requests to task ${units[unit]?.id ?? ''} took ${significant(seconds)} s on average and those to the others ${significant(usual)} s, ` +
        `although it used ${percent(Math.round((own.cpu / middle) * 100) / 100)} of their CPU`,
    ],
  };
}

/** A task that uses more CPU than this beside the others is slow for another reason. */
const mostWork = 1.2;

function stepsOf(values: Float64Array, unit: number, unitCount: number): Float64Array {
  return values.filter((value, at) => at % unitCount === unit && !Number.isNaN(value));
}

/** Of a unit: CPU a step, and requests with their seconds in all. */
function meanOf(
  { units, cpu, balancer }: Sight['matrix'],
  unit: number,
): { cpu: number; requests: number; seconds: number } {
  const total = (values: Float64Array | undefined): number =>
    values === undefined
      ? 0
      : stepsOf(values, unit, units.length).reduce((sum, value) => sum + value, 0);
  const there = stepsOf(cpu, unit, units.length).length;
  return {
    cpu: total(cpu) / Math.max(1, there),
    requests: total(balancer?.requests),
    seconds: total(balancer?.seconds),
  };
}
