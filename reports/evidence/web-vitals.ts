import { type Vital, type WebVitalsLine, vitals } from '../../core/run-folder/files/web-vitals.ts';
import type { Evidence } from './evidence.ts';
import { type Period, within } from './period.ts';

export type VitalLine = Extract<WebVitalsLine, { kind: 'vital' }>;

/** Share of the machine from which on a browser on it measures the machine, and not the page. */
const busyShare = 0.9;

/** What browsers measured in some periods. */
export function vitalsIn(
  { webVitals }: Pick<Evidence, 'webVitals'>,
  periods: readonly Period[],
): VitalLine[] {
  return webVitals.filter(
    (line): line is VitalLine => line.kind === 'vital' && within(periods, line.at / 1000),
  );
}

/** Pages that browsers measured, in the order in which they were met. */
export function pagesOf({ webVitals }: Pick<Evidence, 'webVitals'>): string[] {
  return [...new Set(webVitals.flatMap((line) => (line.kind === 'vital' ? [line.page] : [])))];
}

/** Which vitals there are, in the order of the list. */
export function vitalNames(lines: readonly VitalLine[]): Vital[] {
  return vitals.filter((name) => lines.some(({ vital }) => vital === name));
}

/** The 75th percentile of values, the nearest rank; undefined of none. */
export function p75(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.ceil(0.75 * values.length) - 1];
}

/** Mean share of the machine that was busy in these periods, where that is so much that browsers measured it. */
export function busyMachine(
  { health }: Pick<Evidence, 'health'>,
  periods: readonly Period[],
): number | undefined {
  let [sum, n] = [0, 0];
  for (const { at, machineCpu } of health)
    if (within(periods, at / 1000)) [sum, n] = [sum + machineCpu, n + 1];
  return n > 0 && sum / n >= busyShare ? sum / n : undefined;
}
