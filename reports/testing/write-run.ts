import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunFile } from '../../core/run-folder/files/index.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { fileSizes } from '../../core/run-folder/file-sizes.ts';
import { writeManifest } from '../../core/run-folder/write-manifest.ts';
import type { SyntheticRun } from './synthetic-run.ts';

/**
 * Writes a run as its folder would be; files without records are left out, as a run leaves them out. Where there is one
 * already, its records are appended: a long run is written piece by piece.
 */
export async function writeRun(folder: string, run: SyntheticRun): Promise<void> {
  const write = async (file: RunFile, lines: readonly string[]): Promise<void> => {
    if (lines.length > 0) await appendFile(runFile(folder, file), `${lines.join('\n')}\n`);
  };
  const output = run.manifest.engine.output;
  await writeFile(join(folder, output), 'the bytes of the engine');
  for (const file of ['engineLog', 'console', 'failures', 'trends', 'histograms', 'hosts'] as const)
    await appendFile(runFile(folder, file), '');
  if (run.manifest.model !== 'foreign') await writeFile(runFile(folder, 'script'), 'the script');
  await write('failures', records(run.failures));
  await write('hosts', records(run.hosts));
  if (run.connections !== undefined) {
    await appendFile(runFile(folder, 'connections'), '');
    await write('connections', records(run.connections));
  }
  await write('histograms', records(run.histograms));
  await write('trends', records(run.trends));
  if (run.script !== undefined) await write('scriptSummary', records([run.script]));
  await write('series', records(run.series));
  await write('bookings', records(run.facts));
  await write('invariants', records(run.invariants));
  await write('generatorHealth', records(run.health));
  await write('readers', records(run.readers));
  await write('writer', records(run.writer));
  await write('tables', records(run.tables));
  await write('topology', records(run.topology));
  await write('containerEvents', records(run.containerEvents));
  await write('accessLog', run.accessLog);
  await write('serviceLog', records(run.serviceLog));
  if (run.manifest.engine.browsers !== undefined) {
    await appendFile(runFile(folder, 'webVitals'), '');
    await write('webVitals', records(run.webVitals));
  }
  if (run.objectives !== undefined) await writeFile(runFile(folder, 'objectives'), run.objectives);
  if (run.databaseBookings !== undefined) {
    const text = records(run.databaseBookings).map((line) => `${line}\n`);
    await appendFile(runFile(folder, 'databaseBookings'), text.join(''));
  }
  const ended = run.manifest.endedAt !== undefined;
  const files = ended ? { files: await fileSizes(folder, run.manifest) } : {};
  await writeManifest(folder, { ...run.manifest, ...files });
}

function records(list: readonly object[]): string[] {
  return list.map((record) => JSON.stringify(record));
}

/** A run folder of its own, removed at the end of the scope that holds it with `await using`. */
export async function temporaryRun(
  run: SyntheticRun,
): Promise<{ readonly folder: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-report-'));
  await writeRun(folder, run);
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
