import type { Tolerance } from '../../../core/formats/chaos-experiment.ts';
import type { Outcome } from './provider.ts';

/** Whether an outcome is what a probe must come to; without a tolerance, whether it succeeded. */
export function isTolerated(outcome: Outcome, tolerance: Tolerance | undefined): boolean {
  const { status, stdout, succeeded } = outcome;
  if (tolerance === undefined) return succeeded;
  if (typeof tolerance === 'boolean') return succeeded === tolerance;
  if (typeof tolerance === 'number') return status === tolerance;
  if (typeof tolerance === 'string') return stdout.trim() === tolerance;
  if (Array.isArray(tolerance)) {
    const [low, high] = tolerance;
    if (tolerance.length === 2 && typeof low === 'number' && typeof high === 'number')
      return status >= low && status <= high;
    return tolerance.some((one) => one === status || one === stdout.trim());
  }
  const seen = seenBy(tolerance.target, outcome);
  if (tolerance.type === 'regex') return new RegExp(tolerance.pattern, 'm').test(seen);
  const [low, high] = tolerance.range;
  // An empty text would be the number 0.
  const value = seen.trim() === '' ? Number.NaN : Number(seen);
  return value >= low && value <= high;
}

function seenBy(
  target: 'status' | 'stdout' | 'stderr' | 'body' | undefined,
  { status, stdout, stderr }: Outcome,
): string {
  if (target === 'status') return String(status);
  return target === 'stderr' ? stderr : stdout;
}
