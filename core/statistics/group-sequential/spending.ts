import { normalQuantile, normalUpper } from '../distributions/normal.ts';

/**
 * How much of a one-sided level may be used up by the time that `fraction` (0 to 1) of the planned information is there:
 * next to nothing early, so that the last look is almost as strict as a test with one look only.
 * Source: K. K. G. Lan, D. L. DeMets: Discrete Sequential Boundaries for Clinical Trials, Biometrika 70(3), 1983,
 * alpha*_1, which is like the bounds of P. C. O'Brien, T. R. Fleming, Biometrics 35(3), 1979.
 */
export function spent(alpha: number, fraction: number): number {
  if (fraction <= 0) return 0;
  if (fraction >= 1) return alpha;
  return 2 * normalUpper(-normalQuantile(alpha / 2) / Math.sqrt(fraction));
}
