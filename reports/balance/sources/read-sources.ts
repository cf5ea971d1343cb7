import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { knownError, reasonOf } from '../../../core/errors.ts';
import { fetchedFiles } from '../../../core/run-folder/fetched-files.ts';
import { runFile } from '../../../core/run-folder/path.ts';
import type { Service } from '../load/series.ts';
import { bump, eventCollector } from './event-collector.ts';
import { serviceOf } from './matrix.ts';
import { type Bundle, readInto } from './read-file.ts';
import { targetCounts } from './target-counts.ts';

/** Everything that sources tell of services. */
export interface Sources {
  readonly services: readonly Service[];
  /** What could not be used, by reason. */
  readonly unusable: ReadonlyMap<string, number>;
}

const minuteMs = 60_000;

/**
 * Reads files and folders. Files whose names begin alike up to the first dot, in the same folder, belong together; counts
 * and tasks that belong to no events belong to all.
 * @throws unreadable-file for a path that cannot be read
 */
export async function readSources(paths: readonly string[]): Promise<Sources> {
  const bundles = new Map<string, Bundle>();
  for (const path of paths) {
    try {
      const { files, isRun } = await filesOf(path);
      for (const file of files) await readInto(bundleOf(bundles, file, isRun), file);
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error)) throw error;
      const expected =
        'Container Insights events, an ALB access log, a list of tasks, or a folder of these';
      throw knownError(
        'unreadable-file',
        { what: 'Source', path, reason: reasonOf(error), expected },
        error,
      );
    }
  }
  const all = [...bundles.values()];
  const shared = all.filter(({ events }) => events.services.size === 0);
  const unusable = new Map<string, number>();
  const services: Service[] = [];
  for (const bundle of all) {
    for (const [reason, times] of bundle.unusable) bump(unusable, reason, times);
    for (const [reason, times] of bundle.events.refused) bump(unusable, reason, times);
    const together = [bundle, ...shared.filter((other) => other !== bundle)];
    const tasks = together.flatMap((one) => one.tasks);
    const targets = new Map(together.flatMap((one) => [...targetsOf(one)]));
    for (const collected of bundle.events.services.values())
      services.push(serviceOf(collected, tasks, targets.size > 0 ? targets : undefined));
  }
  return { services, unusable };
}

/** Log lines where there are any: counts beside them were made of them, and would count everything twice. */
function targetsOf({ counts, counted }: Bundle): Bundle['counts']['targets'] {
  return counts.targets.size > 0 ? counts.targets : counted.targets;
}

/** The files to read: of a run folder, or one that was fetched, those that tell of tasks; of any other folder all. */
async function filesOf(path: string): Promise<{ files: string[]; isRun: boolean }> {
  if ((await stat(path)).isFile()) return { files: [path], isRun: false };
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const isRun = files.includes(runFile(path, 'manifest'));
  const isFetched = files.includes(join(path, fetchedFiles.state));
  const ofRun = (['containerEvents', 'accessLog', 'topology'] as const).map((file) =>
    runFile(path, file),
  );
  const wanted = [...ofRun, join(path, fetchedFiles.tasks)];
  return {
    files: isRun || isFetched ? files.filter((file) => wanted.includes(file)) : files,
    isRun,
  };
}

function bundleOf(bundles: Map<string, Bundle>, file: string, isRun: boolean): Bundle {
  const [stem = ''] = basename(file).split('.');
  const key = join(dirname(file), stem);
  let bundle = bundles.get(key);
  if (bundle === undefined) {
    // Events of a run may come more often than once a minute.
    const stepMs = isRun ? 1000 : minuteMs;
    bundle = {
      events: eventCollector(),
      counts: targetCounts(stepMs),
      counted: targetCounts(stepMs),
      tasks: [],
      unusable: new Map(),
    };
    bundles.set(key, bundle);
  }
  return bundle;
}
