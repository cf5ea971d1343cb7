import { closeSync, openSync, writeSync } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { threadId } from 'node:worker_threads';
import type { FailureLine } from '../../core/run-folder/files/failures.ts';
import type { HostLine } from '../../core/run-folder/files/hosts.ts';
import { byStatus, counters, endedWith } from '../../core/run-folder/files/series.ts';
import { trendNames } from '../../core/run-folder/files/trends.ts';
import {
  type Histogram,
  add,
  clear,
  emptyHistogram,
  toLine,
} from '../../core/statistics/histogram.ts';
import type { HistogramLine, PartialTrendLine } from '../../core/statistics/histogram-line.ts';
import type { OutputLine } from './output.ts';
import type { Sink } from './sink.ts';

/** A sink that is a file. */
export interface Recorder extends Sink {
  readonly place: (place: Omit<HostLine, 't' | 'n'>) => void;
  readonly close: () => void;
}

/** What is counted is in the file after this time at the latest: that much is lost when the process is killed. */
const writeEveryMs = 200;
/** Timers of the watch for a busy event loop fire this far apart, and no lag below it is seen. */
const resolutionMs = 20;

type RequestKey = Pick<HistogramLine, 'name' | 'outcome' | 'outside' | 'tenant'>;
type TrendKey = Pick<PartialTrendLine, 'name' | 'of'>;

/**
 * Counts each second by itself and appends it to a file in lines that add up. Every write is of whole lines and made at
 * once, so that several workers can share the file, and none waits for anybody when it is ended.
 * @param onFailure told once that the file cannot be written; nothing is kept from then on
 */
export function openRecorder(path: string, onFailure: (error: unknown) => void): Recorder {
  const file = openSync(path, 'a');
  const requests = new Map<string, { key: RequestKey; histogram: Histogram }>();
  const trends = new Map<string, { key: TrendKey; histogram: Histogram }>();
  const failures = new Map<string, { key: Omit<FailureLine, 't' | 'n'>; n: number }>();
  const places = new Map<string, { key: Omit<HostLine, 't' | 'n'>; n: number }>();
  const counted = new Map<string, number>();
  const gauged = new Map<string, number>();
  let second = now();
  let isOver = false;
  let busy = performance.eventLoopUtilization();
  const lag = monitorEventLoopDelay({ resolution: resolutionMs });
  lag.enable();

  const write = (text: string): void => {
    if (isOver) return;
    try {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    } catch (error) {
      isOver = true;
      onFailure(error);
    }
  };
  const flush = (): void => {
    const t = second;
    const lines: OutputLine[] = [];
    for (const { key, histogram } of requests.values()) {
      if (histogram.n === 0) continue;
      lines.push({ kind: 'requests', ...toLine(histogram, { t, ...key }) });
      clear(histogram);
    }
    for (const { key, histogram } of trends.values()) {
      if (histogram.n === 0) continue;
      lines.push({ kind: 'trend', ...toLine(histogram, { t, ...key }) });
      clear(histogram);
    }
    for (const { key, n } of failures.values()) lines.push({ kind: 'failure', t, ...key, n });
    for (const { key, n } of places.values()) lines.push({ kind: 'host', t, ...key, n });
    lines.push({
      kind: 'series',
      w: threadId,
      t,
      counters: Object.fromEntries(counted),
      gauges: Object.fromEntries(gauged),
    });
    failures.clear();
    places.clear();
    counted.clear();
    // One by one: where it goes into a pipe that others write to, what is longer than a page may come in pieces.
    for (const line of lines) write(`${JSON.stringify(line)}\n`);
  };
  const keep = (name: string, micros: number, of: string | undefined): void => {
    const id = `${name}\n${of ?? ''}`;
    let trend = trends.get(id);
    if (trend === undefined) {
      trend = { key: of === undefined ? { name } : { name, of }, histogram: emptyHistogram() };
      trends.set(id, trend);
    }
    add(trend.histogram, micros);
  };
  /** What is counted from here on belongs to the present second. */
  const turn = (): void => {
    const t = now();
    if (t === second) return;
    const { active } = performance.eventLoopUtilization(busy);
    busy = performance.eventLoopUtilization();
    keep(trendNames.eventLoopBusy, Math.round(Math.min(1000, active) * 1000), undefined);
    flush();
    second = t;
  };
  const timer = setInterval(() => {
    turn();
    if (lag.count > 0)
      keep(
        trendNames.eventLoopLag,
        Math.max(0, Math.round(lag.max / 1000) - resolutionMs * 1000),
        undefined,
      );
    lag.reset();
    flush();
  }, writeEveryMs);
  timer.unref();

  const count = (counter: string, by = 1): void => {
    turn();
    counted.set(counter, (counted.get(counter) ?? 0) + by);
  };
  const place = (key: Omit<HostLine, 't' | 'n'>): void => {
    turn();
    const id = `${key.host ?? ''} ${key.address ?? ''} ${key.outside ?? ''}`;
    const known = places.get(id);
    if (known === undefined) places.set(id, { key, n: 1 });
    else known.n += 1;
  };
  return {
    request: ({ name, outcome, outside, tenant, micros, status, host, address, failure }) => {
      turn();
      const kind = `${outcome} ${outside ?? ''}:${name}`;
      const id = `${kind}\n${tenant ?? ''}`;
      const where = outside === undefined ? {} : { outside };
      const whose = tenant === undefined ? {} : { tenant };
      let row = requests.get(id);
      if (row === undefined) {
        row = { key: { name, outcome, ...where, ...whose }, histogram: emptyHistogram() };
        requests.set(id, row);
      }
      add(row.histogram, micros);
      count(counters.requests);
      if (outcome === 'shed') count(endedWith(byStatus.shed, status));
      place({ host, address, ...where });
      if (failure === undefined) return;
      const why = `${failure.code ?? ''} ${status} ${id}`;
      const known = failures.get(why);
      if (known === undefined)
        failures.set(why, { key: { name, ...where, ...whose, status, ...failure }, n: 1 });
      else known.n += 1;
    },
    place,
    trend: (name, micros, of) => {
      turn();
      keep(name, micros, of);
    },
    count,
    gauge: (name, value) => {
      turn();
      gauged.set(name, value);
    },
    tell: (line) => write(`${JSON.stringify(line)}\n`),
    close: () => {
      if (isOver) return;
      turn();
      flush();
      clearInterval(timer);
      lag.disable();
      isOver = true;
      closeSync(file);
    },
  };
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}
