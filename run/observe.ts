import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { runFile } from '../core/run-folder/layout.ts';
import type { RunFile } from '../core/run-folder/layout.ts';
import { openNdjson } from '../core/run-folder/ndjson.ts';
import { every } from '../core/every.ts';
import { asWriteError } from '../core/run-folder/write-error.ts';
import { BilanciaError } from '../core/errors.ts';
import { checkInvariants } from '../probes/check-invariants.ts';
import { generatorHealth } from '../probes/generator-health.ts';
import { sampleReaders } from '../probes/readers.ts';
import type { Target } from '../targets/target.ts';

const flushMs = 1_000;
const invariantsMs = 30_000;

/** What watching needs: where to, until when, and who is told of what does not stop the run. */
export interface Observation {
  readonly folder: string;
  readonly target: Target;
  readonly generatorPid: number;
  readonly until: AbortSignal;
  readonly tell: (text: string) => void;
}

/** Everything that is watched while the load runs. Each ends when the signal aborts, and fails when its disk is full. */
export function observe(observation: Observation): Promise<unknown>[] {
  const { folder, target, generatorPid, until, tell } = observation;
  const watched = [
    records(folder, 'generatorHealth', generatorHealth(generatorPid, until)),
    lines(folder, 'containerEvents', target.containerEvents?.(until)),
    lines(folder, 'accessLog', target.accessLog?.(until)),
    ...(target.serviceLog === undefined
      ? []
      : [records(folder, 'serviceLog', target.serviceLog(until))]),
  ];
  if (target.database === undefined) return watched;
  return [
    ...watched,
    records(folder, 'readers', sampleReaders(target.database, until, tell)),
    records(folder, 'invariants', invariantsDuring(target.database, until, tell)),
  ];
}

/** A database that does not answer for a moment is the report's matter, not the end of the run. */
async function* invariantsDuring(
  database: NonNullable<Target['database']>,
  until: AbortSignal,
  tell: (text: string) => void,
): ReturnType<typeof checkInvariants> {
  for await (const _ of every(invariantsMs, until)) {
    try {
      yield* checkInvariants(database, 'during', Date.now);
    } catch (error) {
      if (!(error instanceof BilanciaError)) throw error;
      tell(error.message);
    }
  }
}

/** Appends records to one of the run's files, so that a reader sees them within a second. */
export async function records(
  folder: string,
  file: RunFile,
  source: AsyncIterable<object>,
): Promise<void> {
  const writer = await openNdjson(runFile(folder, file));
  let flushed = Date.now();
  try {
    for await (const record of source) {
      writer.write(record);
      if (Date.now() - flushed >= flushMs) {
        await writer.flush();
        flushed = Date.now();
      }
    }
  } finally {
    await writer.close();
  }
}

/** Appends lines of a foreign format, as they are. */
async function lines(
  folder: string,
  file: RunFile,
  source: AsyncIterable<string> | undefined,
): Promise<void> {
  if (source === undefined) return;
  const path = runFile(folder, file);
  const out = createWriteStream(path, { flags: 'a' });
  const failed = once(out, 'error').then(([error]: unknown[]) => {
    throw asWriteError(error, path);
  });
  const copied = async (): Promise<void> => {
    for await (const line of source) if (!out.write(`${line}\n`)) await once(out, 'drain');
    out.end();
    await finished(out);
  };
  await Promise.race([copied(), failed]);
}
