import type { FailureLine } from '../../../core/run-folder/files/failures.ts';
import type { HostLine } from '../../../core/run-folder/files/hosts.ts';
import type { SeriesLine } from '../../../core/run-folder/files/series.ts';
import {
  type Histogram,
  addLine,
  emptyHistogram,
  toLine,
} from '../../../core/statistics/histogram.ts';
import type { HistogramLine, PartialTrendLine } from '../../../core/statistics/histogram-line.ts';
import type { OutputLine } from '../../artillery/output.ts';
import type { EngineSink } from '../../engine.ts';

/** Lines that are of one second. */
export type LineOfSecond = Extract<OutputLine, { t: number }>;

type Of<L> = Omit<L, 't' | 'n' | 'sum' | 'min' | 'max' | 'b'>;

interface Second {
  readonly requests: Map<string, { key: Of<HistogramLine>; histogram: Histogram }>;
  readonly trends: Map<string, { key: Of<PartialTrendLine>; histogram: Histogram }>;
  readonly failures: Map<string, FailureLine>;
  readonly hosts: Map<string, HostLine>;
  readonly counters: Map<string, number>;
  /** By worker. */
  readonly gauges: Map<number, SeriesLine['gauges']>;
}

/** Seconds that a worker may be silent for before the others' are handed on without it. */
const patience = 3;

/**
 * Adds up what workers write of one second, several times each, and hands it on once all of them have come to a later
 * one. Lines that come after that are handed on as further ones, which add up in turn.
 */
export function seconds(
  sink: Pick<EngineSink, 'histogram' | 'trend' | 'failure' | 'host' | 'series'>,
): { readonly add: (line: LineOfSecond) => void; readonly close: () => void } {
  const open = new Map<number, Second>();
  const newest = new Map<number, number>();
  const gauges = new Map<number, SeriesLine['gauges']>();

  const handOn = (t: number, second: Second): void => {
    open.delete(t);
    for (const { key, histogram } of second.requests.values())
      sink.histogram(toLine(histogram, { t, ...key }));
    for (const { key, histogram } of second.trends.values())
      sink.trend(toLine(histogram, { t, ...key }));
    for (const line of second.failures.values()) sink.failure(line);
    for (const line of second.hosts.values()) sink.host(line);
    for (const [worker, told] of second.gauges)
      gauges.set(worker, { ...gauges.get(worker), ...told });
    const sums: Record<string, number> = {};
    for (const told of gauges.values())
      for (const [name, value] of Object.entries(told)) sums[name] = (sums[name] ?? 0) + value;
    sink.series({ t, counters: Object.fromEntries(second.counters), gauges: sums });
  };
  const handOnBefore = (t: number): void => {
    const over = [...open].filter(([at]) => at < t);
    for (const [at, second] of over.toSorted(([a], [b]) => a - b)) handOn(at, second);
  };
  return {
    add: (line) => {
      let second = open.get(line.t);
      if (second === undefined) open.set(line.t, (second = emptySecond()));
      addTo(second, line);
      if (line.kind !== 'series') return;
      newest.set(line.w, Math.max(newest.get(line.w) ?? line.t, line.t));
      const times = [...newest.values()];
      handOnBefore(Math.max(Math.min(...times), Math.max(...times) - patience));
    },
    close: () => handOnBefore(Infinity),
  };
}

function emptySecond(): Second {
  return {
    requests: new Map(),
    trends: new Map(),
    failures: new Map(),
    hosts: new Map(),
    counters: new Map(),
    gauges: new Map(),
  };
}

function addTo(second: Second, line: LineOfSecond): void {
  if (line.kind === 'requests') {
    const { name, outcome, outside, tenant } = line;
    const where = outside === undefined ? {} : { outside };
    const whose = tenant === undefined ? {} : { tenant };
    const id = JSON.stringify([name, outcome, outside, tenant]);
    addLine(histogramOf(second.requests, id, { name, outcome, ...where, ...whose }), line);
  } else if (line.kind === 'trend') {
    const { name, of } = line;
    const key = of === undefined ? { name } : { name, of };
    addLine(histogramOf(second.trends, `${name}\n${of ?? ''}`, key), line);
  } else if (line.kind === 'failure') {
    const { kind: _kind, ...failure } = line;
    const { name, outside = '', tenant, status, code = '', reason } = failure;
    const id = JSON.stringify([name, outside, tenant, status, code, reason]);
    const known = second.failures.get(id);
    second.failures.set(id, known === undefined ? failure : { ...known, n: known.n + failure.n });
  } else if (line.kind === 'host') {
    const { kind: _kind, ...host } = line;
    const id = JSON.stringify([host.host, host.address, host.outside ?? '']);
    const known = second.hosts.get(id);
    second.hosts.set(id, known === undefined ? host : { ...known, n: known.n + host.n });
  } else {
    for (const [name, value] of Object.entries(line.counters))
      second.counters.set(name, (second.counters.get(name) ?? 0) + value);
    second.gauges.set(line.w, { ...second.gauges.get(line.w), ...line.gauges });
  }
}

function histogramOf<K>(
  rows: Map<string, { key: K; histogram: Histogram }>,
  id: string,
  key: K,
): Histogram {
  const known = rows.get(id);
  if (known !== undefined) return known.histogram;
  const histogram = emptyHistogram();
  rows.set(id, { key, histogram });
  return histogram;
}
