import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { knownError, reasonOf } from '../../../core/errors.ts';
import { runFile } from '../../../core/run-folder/path.ts';
import type { Service } from '../load/series.ts';
import { bump, eventCollector } from './event-collector.ts';
import { serviceOf } from './matrix.ts';
import { type Bundle, readInto } from './read-file.ts';
import { type TargetCounts, minuteMs, targetCounts } from './target-counts.ts';

/** Everything that sources tell of services. */
export interface Sources {
  readonly services: readonly Service[];
  /** What could not be used, by reason. */
  readonly unusable: ReadonlyMap<string, number>;
}

/**
 * Reads files and folders. Files whose names begin alike up to the first dot, in the same folder, belong together; counts
 * and tasks that belong to no events belong to all.
 * @throws unreadable-file for a path that cannot be read
 */
export async function readSources(paths: readonly string[]): Promise<Sources> {
  const bundles = new Map<string, Bundle>();
  for (const path of paths) {
    try {
      for (const file of await filesOf(path)) await readInto(bundleOf(bundles, file), file);
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
    const counts = together.map(countsOf);
    const targets = new Map(counts.flatMap((one) => [...one.targets]));
    const countStepMs = Math.max(...counts.map((one) => (one.targets.size > 0 ? one.stepMs() : 0)));
    for (const collected of bundle.events.services.values())
      services.push(
        serviceOf(
          collected,
          tasks,
          targets.size > 0 ? { targets, stepMs: countStepMs } : undefined,
        ),
      );
  }
  return { services, unusable };
}

/** Log lines where there are any: counts beside them were made of them, and would count everything twice. */
function countsOf({ counts, counted }: Bundle): TargetCounts {
  return counts.targets.size > 0 ? counts : counted;
}

/** The files to read: of a run folder those that tell of tasks, of any other folder all. */
async function filesOf(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const isRun = files.includes(runFile(path, 'manifest'));
  const wanted = (['containerEvents', 'accessLog', 'topology'] as const).map((file) =>
    runFile(path, file),
  );
  return isRun ? files.filter((file) => wanted.includes(file)) : files;
}

function bundleOf(bundles: Map<string, Bundle>, file: string): Bundle {
  const [stem = ''] = basename(file).split('.');
  const key = join(dirname(file), stem);
  let bundle = bundles.get(key);
  if (bundle === undefined) {
    bundle = {
      events: eventCollector(),
      counts: targetCounts(),
      counted: targetCounts(minuteMs),
      tasks: [],
      unusable: new Map(),
    };
    bundles.set(key, bundle);
  }
  return bundle;
}
