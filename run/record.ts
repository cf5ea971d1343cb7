import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { linesOf } from '../core/lines.ts';
import { runFile } from '../core/run-folder/layout.ts';
import { openNdjson } from '../core/run-folder/ndjson.ts';
import { asWriteError } from '../core/run-folder/write-error.ts';
import { createCsvReader } from '../scenarios/engines/k6/csv/reader.ts';
import type { CsvSummary } from '../scenarios/engines/k6/csv/reader.ts';
import { readLogLine } from '../scenarios/engines/k6/log.ts';
import type { LiveState } from './live.ts';

/** Seconds that points may come late before their second is written; later ones give a further line. */
const delaySeconds = 3;
const flushMs = 1_000;

/** Keeps the engine's points as they came (compressed), and what they say per second. */
export async function recordPoints(
  folder: string,
  csv: Readable,
  live: LiveState,
): Promise<CsvSummary> {
  const path = runFile(folder, 'engineCsv');
  const histograms = await openNdjson(runFile(folder, 'histograms'));
  const series = await openNdjson(runFile(folder, 'series'));
  const gzip = createGzip({ level: 1 });
  const file = gzip.pipe(createWriteStream(path));
  const written = finished(file);
  const reader = createCsvReader({
    counters: [
      { name: 'visitors_started' },
      { name: 'visitors_finished' },
      { name: 'page_views' },
      { name: 'bookings', splitBy: 'outcome' },
    ],
    trends: ['think_lag'],
    delaySeconds,
    sink: {
      histogram: (line) => {
        histograms.write(line);
        live.seeHistogram(line);
      },
      series: (line) => {
        series.write(line);
        live.seeSeries(line);
      },
    },
  });
  const pump = async (): Promise<CsvSummary> => {
    let flushed = Date.now();
    for await (const chunk of csv as AsyncIterable<Uint8Array>) {
      reader.push(chunk);
      if (!gzip.write(chunk)) await once(gzip, 'drain');
      if (Date.now() - flushed < flushMs) continue;
      await Promise.all([histograms.flush(), series.flush()]);
      flushed = Date.now();
    }
    const summary = reader.end();
    gzip.end();
    await written;
    return summary;
  };
  try {
    return await Promise.race([pump(), failureOf(written, path)]);
  } finally {
    file.destroy();
    await Promise.all([histograms.close(), series.close()]);
  }
}

/** Only ever fails: a full disk must end the run although nobody waits for the file yet. */
async function failureOf(written: Promise<void>, path: string): Promise<never> {
  try {
    await written;
  } catch (error) {
    throw asWriteError(error, path);
  }
  return new Promise<never>(() => undefined);
}

/** What the engine said in its log, as far as it matters for the run. */
export interface LogSummary {
  /** The last error of the engine's own, in its words. */
  readonly lastError: string | undefined;
}

/** Sorts the engine's log into client facts, prints of the script, and what the engine says of itself. */
export async function recordLog(folder: string, log: Readable): Promise<LogSummary> {
  const [facts, prints, engine] = await Promise.all([
    openText(runFile(folder, 'bookings')),
    openText(runFile(folder, 'console')),
    openText(runFile(folder, 'engineLog')),
  ]);
  let lastError: string | undefined;
  try {
    for await (const line of linesOf(log)) {
      const entry = readLogLine(line);
      if (entry.kind === 'fact') await facts.write(entry.json);
      else if (entry.kind === 'script') await prints.write(entry.text);
      else await engine.write(`${entry.level}: ${entry.text}`);
      if (entry.kind === 'engine' && entry.level === 'error') lastError = entry.text;
    }
  } finally {
    await Promise.all([facts.close(), prints.close(), engine.close()]);
  }
  return { lastError };
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
