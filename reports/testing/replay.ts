import { appendFile, copyFile, mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { holdLock } from '../../core/run-folder/lock.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { writeManifest } from '../../core/run-folder/write-manifest.ts';

/** A recorded run that is written once more, as it was written. */
export interface Replay {
  /** Second since 1970 of its first and after its last record. */
  readonly from: number;
  readonly to: number;
  /** Writes everything that was seen before this second, as a run in progress. */
  readonly upTo: (second: number) => Promise<void>;
  /** Writes the rest, and ends the run as it was ended. */
  readonly end: () => Promise<void>;
  /** Leaves it as it is, as the death of its process does. */
  readonly abandon: () => Promise<void>;
}

/** What is written once the load is over. */
const afterwards: readonly string[] = [
  runFiles.manifest.name,
  runFiles.databaseBookings.name,
  runFiles.verdict.name,
  runFiles.report.name,
];

/** Begins to write the run of one folder into another, which must not hold one. */
export async function openReplay(recorded: string, folder: string): Promise<Replay> {
  const manifest = await readManifest(recorded);
  await mkdir(folder, { recursive: true });
  const release = await holdLock(folder);
  const names = await readdir(recorded);
  const growing = names.filter(
    (name) => /\.(ndjson|log)$/.test(name) && !afterwards.includes(name),
  );
  const files = await Promise.all(
    growing.map(async (name) => ({ name, lines: await timedLines(join(recorded, name)) })),
  );
  const times = files.flatMap(({ lines }) => [lines[0]?.at ?? [], lines.at(-1)?.at ?? []].flat());
  const places = new Map<string, number>();
  const upTo = async (second: number): Promise<void> => {
    for (const { name, lines } of files) {
      const begin = places.get(name) ?? 0;
      let end = begin;
      while ((lines[end]?.at ?? Infinity) < second) end += 1;
      places.set(name, end);
      const text = lines.slice(begin, end).map(({ line }) => `${line}\n`);
      await appendFile(join(folder, name), text.join(''));
    }
    await writeManifest(folder, asOf(manifest, second));
  };
  return {
    from: Math.floor(Math.min(...times)),
    to: Math.floor(Math.max(...times)) + 1,
    upTo,
    end: async () => {
      await upTo(Infinity);
      for (const name of names.filter((one) => !growing.includes(one)))
        await copyFile(join(recorded, name), join(folder, name));
      await release();
    },
    abandon: release,
  };
}

async function timedLines(path: string): Promise<{ readonly at: number; readonly line: string }[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  let latest = -Infinity;
  return lines.map((line) => {
    const at = path.endsWith('.ndjson') ? recordTime(line) : textTime(line);
    // A line stands where it was written, whatever time it tells of.
    latest = Math.max(latest, at ?? -Infinity);
    return { at: latest, line };
  });
}

function recordTime(line: string): number | undefined {
  const [, name, digits] = /"(t|at|[Tt]imestamp)":(\d+(?:\.\d+)?)/.exec(line) ?? [];
  if (name === undefined) return undefined;
  return name === 't' ? Number(digits) + 1 : Number(digits) / 1000;
}

function textTime(line: string): number | undefined {
  const [time] = /\d{4}-\d\d-\d\dT[\d:.]+Z/.exec(line) ?? [];
  return time === undefined ? undefined : Date.parse(time) / 1000;
}

/** What run.json says at this second: when load began and phases were it tells once the load is over. */
function asOf(manifest: Manifest, second: number): Manifest {
  const { endedAt: _, databaseAsked: __, files: ___, ...soFar } = manifest;
  const { loadStartedAt: ____, loadEndedAt = '', phases, ...atFirst } = soFar;
  if (Date.parse(loadEndedAt) / 1000 <= second) return soFar;
  return {
    ...atFirst,
    phases: phases.map(({ startedAt: _started, endedAt: _ended, ...planned }) => planned),
  };
}
