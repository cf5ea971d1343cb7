import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { linesOf } from '../../../core/lines.ts';
import { counters } from '../../../core/run-folder/files/series.ts';
import { trendNames } from '../../../core/run-folder/files/trends.ts';
import { runFile } from '../../../core/run-folder/path.ts';
import { asWriteError } from '../../../core/run-folder/write-error.ts';
import type { EngineReading, EngineRequest, EngineSink } from '../../engine.ts';
import type { WantedMetrics } from './csv/metrics.ts';
import { type CsvReaderOptions, createCsvReader } from './csv/reader.ts';
import { readLogLine } from './log.ts';
import type { Errors, LogSummary } from './summary/log-summary.ts';

/** Seconds that points may come late before their second is written; later ones give a further line. */
const delaySeconds = 3;
const flushMs = 1_000;

/** Metrics of the visitors' own, see scenarios/k6/play.ts. No script of a user's is taken for one of ours. */
const ofOurs: WantedMetrics = {
  counters: [
    { name: 'bilancia_visitors_started', as: counters.visitorsStarted },
    { name: 'bilancia_visitors_finished', as: counters.visitorsFinished },
    { name: 'bilancia_page_views', as: counters.pageViews },
    { name: 'bilancia_bookings', as: counters.bookings, splitBy: 'outcome' },
  ],
  trends: [{ name: 'bilancia_think_lag', as: trendNames.thinkLag }],
};

/** What is kept of what k6 measures. */
export function wantedOf({ isOurs }: Pick<EngineRequest, 'isOurs'>): WantedMetrics {
  const { counters: own = [], trends: ownTrends = [] } = isOurs ? ofOurs : {};
  return {
    counters: own,
    trends: [
      ...ownTrends,
      { name: 'iteration_duration', as: trendNames.iterations, splitBy: 'scenario' },
      ...(isOurs ? [] : [{ name: 'group_duration', as: trendNames.groups, splitBy: 'group' }]),
    ],
  };
}

/** Keeps k6's points as they came (compressed) at `path`, and tells the sink what they say per second. */
export async function recordPoints(
  csv: Readable,
  path: string,
  wanted: WantedMetrics,
  sink: EngineSink,
  onPlace: NonNullable<CsvReaderOptions['onPlace']>,
): Promise<EngineReading> {
  const gzip = createGzip({ level: 1 });
  const file = gzip.pipe(createWriteStream(path));
  const written = finished(file);
  const reader = createCsvReader({ ...wanted, delaySeconds, sink, onPlace });
  const pump = async (): Promise<EngineReading> => {
    let flushed = Date.now();
    const chunks: AsyncIterable<Uint8Array> = csv.iterator({ destroyOnReturn: false });
    for await (const chunk of chunks) {
      reader.push(chunk);
      if (!gzip.write(chunk)) await Promise.race([once(gzip, 'drain'), written]);
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
    return await Promise.race([drainedAfter(pump(), csv), failureOf(written, path)]);
  } finally {
    file.destroy();
  }
}

/** Whatever became of what was read, k6 must not wait for ever to get rid of the rest. */
async function drainedAfter<T>(work: Promise<T>, csv: Readable): Promise<T> {
  try {
    return await work;
  } finally {
    csv.resume();
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

/** Keeps what a script of the user's writes to standard output, if anything. */
export async function recordOutput(output: Readable, folder: string): Promise<void> {
  const path = runFile(folder, 'scriptOutput');
  const text = await buffer(output);
  if (text.length === 0) return;
  await writeFile(path, text).catch((error: unknown) => {
    throw asWriteError(error, path);
  });
}

/** Sorts k6's log into client facts, where there can be any, prints of the script, and what k6 says of itself. */
export async function recordLog(
  log: Readable,
  { isOurs }: Pick<EngineRequest, 'isOurs'>,
  sink: Pick<EngineSink, 'fact' | 'print' | 'log'>,
  /** Told each line but facts. */
  onSaid: (text: string) => void,
): Promise<LogSummary> {
  let [lastError, ownReason]: (string | undefined)[] = [];
  let [exceptions, outsideExceptions, consoleErrors, engineErrors] = [none, none, none, none];
  for await (const line of linesOf(log)) {
    const entry = readLogLine(line, isOurs);
    if (entry.kind === 'fact') await sink.fact(entry.json);
    else if (entry.kind === 'script') await sink.print(entry.text);
    else await sink.log(`${entry.level}: ${entry.text}`);
    if (entry.kind !== 'fact') onSaid(entry.text);
    if (entry.kind === 'fact' || entry.level !== 'error') continue;
    const message = inOneLine(entry.text);
    if (entry.kind === 'script') consoleErrors = another(consoleErrors, message);
    else lastError = message;
    if (entry.kind === 'engine') {
      ownReason ??= ownReasonIn(message);
      if (!ending.test(message)) engineErrors = another(engineErrors, message);
    }
    if (entry.kind === 'exception') exceptions = another(exceptions, message);
    if (entry.kind === 'exception outside') outsideExceptions = another(outsideExceptions, message);
  }
  return { lastError, ownReason, exceptions, outsideExceptions, consoleErrors, engineErrors };
}

/** k6 adds where the script called it. */
function ownReasonIn(message: string): string | undefined {
  return /^test (?:aborted|marked as failed): (.+?)(?: at \S+ \(file:.*\))?$/.exec(message)?.[1];
}

/** How k6 tells that thresholds or the script ended or failed the test, or that it was interrupted. */
const ending =
  /^(?:thresholds on metrics |test (?:run )?(?:was )?(?:aborted|marked as failed|interrupted))/;

const none: Errors = { count: 0, first: '' };

function another({ count, first }: Errors, message: string): Errors {
  return { count: count + 1, first: count === 0 ? message : first };
}

/** An exception comes with its stack, over several lines. */
function inOneLine(message: string): string {
  return message.trim().replaceAll(/\s*\n\s*/g, ' ');
}
