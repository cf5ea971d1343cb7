import type { FailureLine } from '../../core/run-folder/files/failures.ts';
import type { HostLine } from '../../core/run-folder/files/hosts.ts';
import type { SeriesLine } from '../../core/run-folder/files/series.ts';
import type { HistogramLine, PartialTrendLine } from '../../core/statistics/histogram-line.ts';
import { addLine, emptyHistogram, toLine } from '../../core/statistics/histogram.ts';
import type { Second } from './by-second.ts';

/** Makes the lines of one second of all files those of the merged one. */
export type AddUp<T> = (second: Second<T>) => Iterable<T>;

/** Histograms of one name, outcome and tenant: the very histogram of all their values. */
export const addHistograms: AddUp<HistogramLine> = ({ t, records }) =>
  grouped(records, ({ name, outcome, outside, tenant }) => [name, outcome, outside, tenant]).map(
    (lines) => {
      const { name, outcome, outside, tenant } = lines[0];
      const where = outside === undefined ? {} : { outside };
      const whose = tenant === undefined ? {} : { tenant };
      const key = { t, name, outcome, ...where, ...whose };
      return toLine(summed(lines), key);
    },
  );

export const addTrends: AddUp<PartialTrendLine> = ({ t, records }) =>
  grouped(records, ({ name, of }) => [name, of]).map((lines) => {
    const { name, of } = lines[0];
    return toLine(summed(lines), { t, name, ...(of === undefined ? {} : { of }) });
  });

/** Failures of one reason; the text is the first one's. */
export const addFailures: AddUp<FailureLine> = ({ records }) =>
  grouped(records, ({ name, outside, tenant, status, code, reason }) => [
    name,
    outside,
    tenant,
    status,
    code,
    reason,
  ]).map((lines) => ({ ...lines[0], n: lines.reduce((sum, { n }) => sum + n, 0) }));

export const addHosts: AddUp<HostLine> = ({ records }) =>
  grouped(records, ({ host, address, outside }) => [host, address, outside]).map((lines) => ({
    ...lines[0],
    n: lines.reduce((sum, { n }) => sum + n, 0),
  }));

/**
 * Counters add up. So do gauges: one that a file does not tell in a second is as it told last, until it has told all it has.
 * @param ends last second of each file
 */
export function addSeries(ends: readonly number[]): AddUp<SeriesLine> {
  const gauges = ends.map((): SeriesLine['gauges'] => ({}));
  return ({ t, records }) => {
    for (const { nth, record } of records) gauges[nth] = { ...gauges[nth], ...record.gauges };
    const there = gauges.filter((_, nth) => (ends[nth] ?? -Infinity) >= t);
    const counters = sumOf(records.map(({ record }) => record.counters));
    return [{ t, counters, gauges: sumOf(there) }];
  };
}

function sumOf(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const totals = new Map<string, number>();
  for (const one of all)
    for (const [name, value] of Object.entries(one))
      totals.set(name, (totals.get(name) ?? 0) + value);
  return Object.fromEntries(totals);
}

function summed(lines: readonly (HistogramLine | PartialTrendLine)[]) {
  const histogram = emptyHistogram();
  for (const line of lines) addLine(histogram, line);
  return histogram;
}

function grouped<T>(
  records: Second<T>['records'],
  keyOf: (record: T) => readonly unknown[],
): (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const { record } of records) {
    const key = JSON.stringify(keyOf(record));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  return [...groups.values()];
}
