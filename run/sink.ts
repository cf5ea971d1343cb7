import { open } from 'node:fs/promises';
import type { FailureLine } from '../core/run-folder/files/failures.ts';
import type { SeriesLine } from '../core/run-folder/files/series.ts';
import type { HistogramLine } from '../core/statistics/histogram-line.ts';
import { openNdjson } from '../core/run-folder/ndjson.ts';
import { runFile } from '../core/run-folder/path.ts';
import { asWriteError } from '../core/run-folder/write-error.ts';
import type { EngineSink } from '../scenarios/engine.ts';
import type { Whereabouts } from './whereabouts.ts';

/** Sees figures on their way. */
export interface Viewer {
  readonly seeHistogram: (line: HistogramLine) => void;
  readonly seeSeries: (line: SeriesLine) => void;
  readonly seeFailure: (line: FailureLine) => void;
}

export interface RunSink extends EngineSink {
  readonly close: () => Promise<void>;
}

/**
 * The files of a run folder that an engine's words go into; `live` sees the figures on their way, and `whereabouts` where
 * requests go. Only runs with real browsers have a file of theirs.
 * @throws disk-full from any call, when it is
 */
export async function openSink(
  folder: string,
  live: Viewer,
  { address, stray }: Whereabouts,
  hasBrowsers = false,
): Promise<RunSink> {
  const histograms = await openNdjson(runFile(folder, 'histograms'));
  const trends = await openNdjson(runFile(folder, 'trends'));
  const series = await openNdjson(runFile(folder, 'series'));
  const failures = await openNdjson(runFile(folder, 'failures'));
  const hosts = await openNdjson(runFile(folder, 'hosts'));
  const webVitals = hasBrowsers ? await openNdjson(runFile(folder, 'webVitals')) : undefined;
  const figures = [histograms, trends, series, failures, hosts].concat(webVitals ?? []);
  const facts = await openText(runFile(folder, 'bookings'));
  const prints = await openText(runFile(folder, 'console'));
  const log = await openText(runFile(folder, 'engineLog'));
  return {
    histogram: (line) => {
      histograms.write(line);
      live.seeHistogram(line);
    },
    trend: trends.write,
    series: (line) => {
      series.write(line);
      live.seeSeries(line);
    },
    failure: (line) => {
      failures.write(line);
      live.seeFailure(line);
    },
    host: hosts.write,
    webVital: (line) => webVitals?.write(line),
    address,
    stray,
    fact: facts.write,
    print: prints.write,
    log: log.write,
    flush: () => every(figures.map((file) => file.flush())),
    close: () => every([...figures, facts, prints, log].map((file) => file.close())),
  };
}

/** Waits for all, so that no file stays open when another fails. */
async function every(acts: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(acts)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/** Appends lines to a file, at once: there are few, and after a crash each of them counts. */
async function openText(
  path: string,
): Promise<{ write: (line: string) => Promise<void>; close: () => Promise<void> }> {
  const handle = await open(path, 'a').catch((error: unknown) => {
    throw asWriteError(error, path);
  });
  return {
    write: async (line) => {
      try {
        await handle.appendFile(`${line}\n`);
      } catch (error) {
        throw asWriteError(error, path);
      }
    },
    close: () => handle.close(),
  };
}
