import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { linesOf } from '../../../core/lines.ts';
import { counters } from '../../../core/run-folder/files/series.ts';
import { asWriteError } from '../../../core/run-folder/write-error.ts';
import type { EngineReading, EngineSink } from '../../engine.ts';
import { createCsvReader } from './csv/reader.ts';
import { readLogLine } from './log.ts';

/** Seconds that points may come late before their second is written; later ones give a further line. */
const delaySeconds = 3;
const flushMs = 1_000;

/** Keeps k6's points as they came (compressed) at `path`, and tells the sink what they say per second. */
export async function recordPoints(
  csv: Readable,
  path: string,
  sink: EngineSink,
): Promise<EngineReading> {
  const gzip = createGzip({ level: 1 });
  const file = gzip.pipe(createWriteStream(path));
  const written = finished(file);
  const reader = createCsvReader({
    counters: [
      { name: counters.visitorsStarted },
      { name: counters.visitorsFinished },
      { name: counters.pageViews },
      { name: counters.bookings, splitBy: 'outcome' },
    ],
    trends: ['think_lag'],
    delaySeconds,
    sink,
  });
  const pump = async (): Promise<EngineReading> => {
    let flushed = Date.now();
    for await (const chunk of csv as AsyncIterable<Uint8Array>) {
      reader.push(chunk);
      if (!gzip.write(chunk)) await once(gzip, 'drain');
      if (Date.now() - flushed < flushMs) continue;
      await sink.flush();
      flushed = Date.now();
    }
    const reading = reader.end();
    gzip.end();
    await written;
    return reading;
  };
  try {
    return await Promise.race([pump(), failureOf(written, path)]);
  } finally {
    file.destroy();
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

/** Sorts k6's log into client facts, prints of the script, and what k6 says of itself; returns its last own error. */
export async function recordLog(
  log: Readable,
  sink: Pick<EngineSink, 'fact' | 'print' | 'log'>,
): Promise<string | undefined> {
  let lastError: string | undefined;
  for await (const line of linesOf(log)) {
    const entry = readLogLine(line);
    if (entry.kind === 'fact') await sink.fact(entry.json);
    else if (entry.kind === 'script') await sink.print(entry.text);
    else await sink.log(`${entry.level}: ${entry.text}`);
    if (entry.kind === 'engine' && entry.level === 'error') lastError = entry.text;
  }
  return lastError;
}
