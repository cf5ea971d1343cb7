import { constants, copyFile, readFile, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { extname, join } from 'node:path';
import { hasCode, knownError } from '../../core/errors.ts';
import { linesOf } from '../../core/lines.ts';
import { type RunFile, runFiles } from '../../core/run-folder/files/index.ts';
import { outputsOf } from '../../core/run-folder/manifest/engine.ts';
import { openNdjson } from '../../core/run-folder/ndjson.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';
import { asWriteError } from '../../core/run-folder/write-error.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import {
  type AddUp,
  addFailures,
  addHistograms,
  addHosts,
  addSeries,
  addTrends,
} from './add-up.ts';
import type { Part } from './belong-together.ts';
import { bySecond } from './by-second.ts';

/** A part, and the seconds that are added to its times. */
export interface ShiftedPart extends Part {
  readonly shift: number;
}

/** Records with the second or the milliseconds that they are of. */
interface RecordFile<T> {
  readonly name: string;
  readonly parse: (value: unknown) => T;
}

/** Writes the files of the merged run, but its manifest. `witness`: the part that saw the system last. */
export async function mergeFiles(
  parts: readonly ShiftedPart[],
  witness: ShiftedPart,
  out: string,
): Promise<void> {
  await addUp(parts, runFiles.histograms, addHistograms, out);
  await addUp(parts, runFiles.trends, addTrends, out);
  await addUp(parts, runFiles.series, addSeries(await lastSeconds(parts)), out);
  await addUp(parts, runFiles.failures, addFailures, out);
  await addUp(parts, runFiles.hosts, addHosts, out);
  await concatenate(parts, runFiles.bookings, out);
  await concatenate(parts, runFiles.generatorHealth, out);
  await concatenate(parts, runFiles.connections, out);
  await concatenate(parts, runFiles.webVitals, out);
  await concatenate(parts, runFiles.invariants, out, (check, part) => {
    // All ask the same database: the last answer counts, but nothing that was found wrong is forgotten.
    return part === witness || check.violations > 0;
  });
  for (const file of ['engineLog', 'console', 'scriptOutput'] as const)
    await concatenateLines(parts, file, out);
  // Each part may have seen what the system itself wrote, or asked the same database.
  for (const file of [
    'accessLog',
    'edgeLog',
    'containerEvents',
    'serviceLog',
    'databaseBookings',
  ] as const)
    await concatenateLines(parts, file, out, new Set());
  for (const file of [
    'readers',
    'writer',
    'tables',
    'serviceMetrics',
    'healthChecks',
    'edgeUsage',
    'topology',
    'script',
    'objectives',
  ] as const)
    await copyIfThere(runFile(witness.folder, file), runFile(out, file));
}

/**
 * Copies what the engines wrote, as they wrote it.
 * @returns the files, in the order of the parts
 */
export async function copyOutputs(parts: readonly Part[], out: string): Promise<string[]> {
  const all = parts.flatMap(({ folder, manifest }) =>
    outputsOf(manifest.engine).map((output) => ({ folder, output })),
  );
  const names = all.map(({ output }, index) => {
    const dot = output.indexOf('.');
    return `engine-${index + 1}${dot === -1 ? extname(output) : output.slice(dot)}`;
  });
  for (const [index, { folder, output }] of all.entries())
    await copyIfThere(join(folder, output), join(out, names[index] ?? output));
  return names;
}

/**
 * Checks that no file of a part is shorter than it was when its run ended.
 * @throws unreadable-file
 */
export async function checkWhole({ folder, manifest }: Part): Promise<void> {
  for (const [name, bytes] of Object.entries(manifest.files ?? {})) {
    const path = join(folder, name);
    const size = await stat(path).then(
      (found) => found.size,
      (error: unknown) => {
        if (hasCode(error, 'ENOENT')) return 0;
        throw error;
      },
    );
    if (size >= bytes) continue;
    const reason = `it has ${size} of the ${bytes} bytes that it had when its run ended`;
    throw knownError('unreadable-file', { what: 'Run file', path, reason, expected: 'all of it' });
  }
}

async function addUp<T extends { readonly t: number }>(
  parts: readonly ShiftedPart[],
  file: RecordFile<T>,
  add: AddUp<T>,
  out: string,
): Promise<void> {
  const writer = await openNdjson(join(out, file.name));
  try {
    for await (const second of bySecond(parts.map((part) => shifted(part, file))))
      for (const line of add(second)) writer.write(Object(line));
  } finally {
    await writer.close();
  }
}

async function* shifted<T extends { readonly t: number }>(
  { folder, shift }: ShiftedPart,
  file: RecordFile<T>,
): AsyncGenerator<T> {
  for await (const record of readRecords(folder, file))
    yield shift === 0 ? record : { ...record, t: record.t + shift };
}

async function lastSeconds(parts: readonly ShiftedPart[]): Promise<number[]> {
  const last = parts.map(async (part) => {
    let second = -Infinity;
    for await (const { t } of shifted(part, runFiles.series)) second = Math.max(second, t);
    return second;
  });
  return Promise.all(last);
}

async function concatenate<T extends { readonly at: number }>(
  parts: readonly ShiftedPart[],
  file: RecordFile<T>,
  out: string,
  isKept: (record: T, part: ShiftedPart) => boolean = () => true,
): Promise<void> {
  const there = await Promise.all(parts.map(({ folder }) => isThere(join(folder, file.name))));
  if (!there.includes(true)) return;
  const writer = await openNdjson(join(out, file.name));
  try {
    for (const part of parts)
      for await (const record of readRecords(part.folder, file))
        if (isKept(record, part)) writer.write({ ...record, at: record.at + 1000 * part.shift });
  } finally {
    await writer.close();
  }
}

/** @param seen lines that stand there already and are left out, where one thing may have been seen by several */
async function concatenateLines(
  parts: readonly Part[],
  file: RunFile,
  out: string,
  seen?: Set<string>,
): Promise<void> {
  const lines: string[] = [];
  let found = false;
  for (const { folder } of parts) {
    const path = runFile(folder, file);
    if (!(await isThere(path))) continue;
    found = true;
    for await (const line of linesOf(createReadStream(path))) {
      if (seen?.has(line) === true) continue;
      seen?.add(line);
      lines.push(`${line}\n`);
    }
  }
  if (found) await writeWhole(runFile(out, file), lines.join(''));
}

/** The text of a file that each part may have; undefined where there is none. */
export async function textIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw asWriteError(error, to);
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, 'ENOENT')) return false;
      throw error;
    },
  );
}
