import type { Comparison, GateVerdict, HowMuchMore, NotCompared } from './comparison.ts';
import type { GateOptions } from './options.ts';

/** What statistics found of one name and percentile, in logarithms of ratios. */
export interface Finding {
  readonly name: string;
  readonly percentile: number;
  /** Means of the logarithms of the percentiles in microseconds. */
  readonly baseLog: number;
  readonly newLog: number;
  readonly interval: readonly [number, number] | undefined;
  readonly n: number;
  readonly unit: Comparison['unit'];
  readonly p: number | undefined;
  readonly change: Comparison['change'];
  /** What would settle it, should it not be settled. */
  readonly more: () => HowMuchMore;
}

/**
 * Minimum effect AND interval: it fails when it is slower beyond chance, all comparisons considered, and by the minimum
 * effect or more; it passes when its interval rules out the effect that must not be missed. That all that pass rule it
 * out needs no correction for their number: a pass of the whole takes all of them.
 * Source: R. L. Berger: Multiparameter Hypothesis Testing and Acceptance Sampling, Technometrics 24(4), 1982
 * (intersection-union tests).
 */
export function decide(finding: Finding, options: GateOptions): Comparison {
  const { name, percentile, baseLog, newLog, interval, n, unit, p, change } = finding;
  const verdict = verdictOf(finding, options);
  return {
    name,
    percentile,
    baseMs: Math.exp(baseLog) / 1000,
    newMs: Math.exp(newLog) / 1000,
    ratio: Math.exp(newLog - baseLog),
    interval: interval === undefined ? undefined : [Math.exp(interval[0]), Math.exp(interval[1])],
    n,
    unit,
    p,
    change,
    verdict,
    ...(verdict === 'inconclusive' ? { howMuchMore: finding.more() } : {}),
  };
}

function verdictOf(
  { baseLog, newLog, interval, change }: Finding,
  { minimumEffect, effect }: GateOptions,
): GateVerdict {
  if (interval === undefined) return 'inconclusive';
  if (change === 'slower' && newLog - baseLog >= Math.log1p(minimumEffect)) return 'fail';
  return interval[1] < Math.log1p(effect) ? 'pass' : 'inconclusive';
}

/** The verdict over all. */
export function overall(
  comparisons: readonly Comparison[],
  notCompared: readonly NotCompared[],
): GateVerdict {
  if (comparisons.some(({ verdict }) => verdict === 'fail')) return 'fail';
  const open =
    comparisons.length === 0 ||
    comparisons.some(({ verdict }) => verdict === 'inconclusive') ||
    notCompared.some(({ reason }) => reason !== 'rare');
  return open ? 'inconclusive' : 'pass';
}

const order: Readonly<Record<GateVerdict, number>> = { fail: 0, inconclusive: 1, pass: 2 };

/** Fails first, then what is open, then what passed; the slowest first in each. */
export function worstFirst(comparisons: readonly Comparison[]): Comparison[] {
  return comparisons.toSorted((a, b) => order[a.verdict] - order[b.verdict] || b.ratio - a.ratio);
}
