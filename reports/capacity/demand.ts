import { nonNegativeLeastSquares } from '../../core/statistics/capacity/non-negative-least-squares.ts';
import { tCritical } from '../../core/statistics/distributions/students-t.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { countOf, everyOutcome, loadNames } from '../evidence/request-table.ts';
import type { CpuOf } from './cpu-samples.ts';

/** What requests of one name take of the CPU of tasks, or of the writer. */
export interface NameDemand {
  readonly name: string;
  readonly perSecond: number;
  /** Milliseconds of CPU for each, and how far it may be off at 95 %; undefined where the runs do not tell it apart. */
  readonly cpuMs: number | undefined;
  readonly error: number;
}

/** What the CPU of tasks, or of the writer, went into. */
export interface CpuDemand {
  /** vCPU of one of them without any request. */
  readonly idle: number;
  /** Milliseconds for a request of the mix that was played. */
  readonly perRequestMs: number;
  readonly error: number;
  readonly byName: readonly NameDemand[];
}

/** Some seconds of a run: what was used, and for how many requests. */
interface Slice {
  readonly seconds: number;
  /** CPU seconds of all together. */
  readonly cpu: number;
  readonly unitSeconds: number;
  readonly requests: number;
  readonly byName: readonly number[];
}

/** Slices shorter than this mostly tell of where requests begin and end. */
const sliceSeconds = 5;
/** Parts that are left out in turn, to see how much each estimate hangs on them. */
const folds = 8;
/** Seconds of load with samples of CPU that it takes. */
export const leastCpuSeconds = 2 * folds * sliceSeconds;

/**
 * CPU by regression over slices of the runs, ramps included, since they are what differs: CPU = idle x units + demand x
 * requests, once with all requests together and once by name. Errors by the jackknife over parts in order of time.
 * Undefined where too little is told of their CPU.
 * Source: as in non-negative-least-squares.ts; B. Efron, The Jackknife, the Bootstrap and Other Resampling Plans, 1982.
 */
export function cpuDemand(runs: readonly Evidence[], cpuOf: CpuOf): CpuDemand | undefined {
  const names = [...new Set(runs.flatMap(({ requests }) => loadNames(requests)))].toSorted();
  const slices = runs.flatMap((run) => slicesOf(run, cpuOf(run), names));
  if (slices.length < 2 * folds) return undefined;
  const together = jackknife(slices, (some) =>
    fitted(some, [(slice) => slice.unitSeconds, (slice) => slice.requests]),
  );
  const apart = jackknife(slices, (some) =>
    fitted(some, [
      (slice) => slice.unitSeconds,
      ...names.map((_, n) => (slice: Slice) => slice.byName[n] ?? 0),
    ]),
  );
  const seconds = slices.reduce((sum, slice) => sum + slice.seconds, 0);
  return {
    idle: together[0]?.value ?? 0,
    perRequestMs: (together[1]?.value ?? 0) * 1000,
    error: (together[1]?.error ?? 0) * 1000,
    byName: names.map((name, n) => {
      const { value, error } = apart[n + 1] ?? { value: 0, error: Infinity };
      const counted = slices.reduce((sum, { byName }) => sum + (byName[n] ?? 0), 0);
      const isTold = value > 0 && error < value;
      return {
        name,
        perSecond: counted / seconds,
        cpuMs: isTold ? value * 1000 : undefined,
        error: error * 1000,
      };
    }),
  };
}

function slicesOf(
  { requests, phases }: Evidence,
  units: ReturnType<CpuOf>,
  names: readonly string[],
): Slice[] {
  const [first, last] = [phases[0]?.period, phases.at(-1)?.period];
  const times = [...new Set([...units.values()].flatMap((one) => one.map(({ at }) => at)))];
  const gap = typicalGap(times);
  if (first === undefined || last === undefined || gap === undefined) return [];
  const seconds = Math.max(sliceSeconds, Math.round(gap));
  const whole = Math.max(0, Math.floor((last.to - first.from) / seconds));
  const used = Array.from({ length: whole }, () => new Map<string, { sum: number; n: number }>());
  for (const [unit, samples] of units)
    for (const { at, used: vcpu } of samples) {
      // A sample tells of the time before it.
      const slice = used[Math.ceil((at / 1000 - first.from) / seconds) - 1];
      if (slice === undefined) continue;
      const own = slice.get(unit) ?? { sum: 0, n: 0 };
      slice.set(unit, { sum: own.sum + vcpu, n: own.n + 1 });
    }
  return used.flatMap((slice, n) => {
    if (slice.size === 0) return [];
    const from = first.from + n * seconds;
    const period = { from, to: from + seconds };
    const byName = names.map((name) => countOf(requests, [name], everyOutcome, [period]));
    return {
      seconds,
      cpu: [...slice.values()].reduce((sum, own) => sum + (own.sum / own.n) * seconds, 0),
      unitSeconds: slice.size * seconds,
      requests: byName.reduce((sum, count) => sum + count, 0),
      byName,
    };
  });
}

/** Seconds between samples of one unit. */
function typicalGap(times: readonly number[]): number | undefined {
  const sorted = times.toSorted((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined || sorted.length < 3) return undefined;
  const seconds = new Set(sorted.map((at) => Math.round(at / 1000))).size;
  return (last - first) / 1000 / Math.max(1, seconds - 1);
}

function fitted(slices: readonly Slice[], of: readonly ((slice: Slice) => number)[]): number[] {
  return nonNegativeLeastSquares(
    of.map((column) => slices.map(column)),
    slices.map(({ cpu }) => cpu),
  );
}

/** An estimate of each coefficient, and how far it may be off at 95 %. */
function jackknife(
  slices: readonly Slice[],
  estimate: (some: readonly Slice[]) => number[],
): { value: number; error: number }[] {
  const size = slices.length / folds;
  const parts = Array.from({ length: folds }, (_, fold) =>
    estimate(slices.filter((_slice, n) => Math.floor(n / size) !== fold)),
  );
  return estimate(slices).map((value, n) => {
    const without = parts.map((part) => part[n] ?? 0);
    const mean = without.reduce((sum, one) => sum + one, 0) / folds;
    const squares = without.reduce((sum, one) => sum + (one - mean) ** 2, 0);
    const standardError = Math.sqrt(((folds - 1) / folds) * squares);
    return { value, error: standardError * tCritical(0.05, folds - 1) };
  });
}
