import { createReadStream, existsSync } from 'node:fs';
import type { ContainerEvent } from '../../core/formats/container-insights.ts';
import { collected } from '../../core/collected.ts';
import { hasCode, knownError, reasonOf } from '../../core/errors.ts';
import { linesOf } from '../../core/lines.ts';
import { type RunFile, runFiles } from '../../core/run-folder/files/index.ts';
import { runFile } from '../../core/run-folder/path.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { HealthCheck } from '../../core/run-folder/files/edge.ts';
import type { ReadOptions } from '../../core/run-folder/ndjson.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';
import type { ReaderSample } from '../../core/run-folder/files/readers.ts';
import type { ServiceLogLine } from '../../core/run-folder/files/service-log.ts';

/** What has to be known of a run; a drill without load has no manifest, and tells it otherwise. */
export type AboutRun = Pick<Manifest, 'id' | 'scenario' | 'startedAt' | 'endedAt'> & {
  readonly target: Pick<Manifest['target'], 'name' | 'instances'>;
};

/** What a run folder tells, but for the logs of its load balancer and edge, which may be too large for memory. */
export interface RunEvidence {
  readonly folder: string;
  readonly manifest: AboutRun;
  readonly containerEvents: readonly ContainerEvent[];
  readonly readers: readonly ReaderSample[];
  /** Empty where the run had no edge. */
  readonly healthChecks: readonly HealthCheck[];
  /** Undefined where the run has no such file, as those of older runs. */
  readonly serviceLog?: readonly ServiceLogLine[];
  /** Files that end in the middle of a line, as they do after a crash. */
  readonly cutShort: readonly string[];
}

/**
 * Reads a run folder, also one of a run that crashed.
 * @throws unreadable-file
 */
export async function readRun(folder: string, about?: AboutRun): Promise<RunEvidence> {
  const manifest = about ?? (await readManifest(folder));
  const cutShort: string[] = [];
  const noting = (file: string): ReadOptions => ({ onTruncated: () => cutShort.push(file) });
  const all = <T>(file: { name: string; parse: (value: unknown) => T }): Promise<T[]> =>
    collected(readRecords(folder, file, noting(file.name)));
  const containerEvents = await all(runFiles.containerEvents);
  const readers = await all(runFiles.readers);
  const healthChecks = await all(runFiles.healthChecks);
  const serviceLog = existsSync(runFile(folder, 'serviceLog'))
    ? { serviceLog: await all(runFiles.serviceLog) }
    : {};
  return { folder, manifest, containerEvents, readers, healthChecks, ...serviceLog, cutShort };
}

/** The lines of a text file of a run; none when the run has no such file. */
export async function* linesOfRun(folder: string, file: RunFile): AsyncGenerator<string> {
  const path = runFile(folder, file);
  try {
    yield* linesOf(createReadStream(path, { highWaterMark: 1 << 20 }));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    const expected = 'a file that can be read';
    const details = { what: 'Run file', path, reason: reasonOf(error), expected };
    throw knownError('unreadable-file', details, error);
  }
}
