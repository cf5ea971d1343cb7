import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { knownError, reasonOf } from '../../../core/errors.ts';
import { groupBy } from '../../../core/group-by.ts';
import { fetchedFiles } from '../../../core/run-folder/fetched-files.ts';
import { readManifest } from '../../../core/run-folder/read-manifest.ts';
import { runFile } from '../../../core/run-folder/path.ts';
import type { Service } from '../load/series.ts';
import type { MeteredService } from '../load/metered.ts';
import { type CollectedService, bump, eventCollector } from './events/event-collector.ts';
import { mergedService } from './merged-service.ts';
import { serviceOf } from './matrix.ts';
import { meteredServices } from './metered-services.ts';
import { type Bundle, readInto, stemOf } from './read-file.ts';
import { type TargetCounts, minuteMs, targetCounts } from './target-counts.ts';

/** Everything that sources tell of services. */
export interface Sources {
  readonly services: readonly Service[];
  /** Of which there are metrics of all tasks together, and no events. */
  readonly metered: readonly MeteredService[];
  /** What could not be used, by reason. */
  readonly unusable: ReadonlyMap<string, number>;
  /** Requests that load balancers counted. */
  readonly requests: number;
}

/**
 * Reads files and folders. Files whose names begin alike up to the first dot, in the same folder, belong together; counts
 * and tasks that belong to no events belong to all.
 * @throws unreadable-file for a path that cannot be read
 */
export async function readSources(paths: readonly string[]): Promise<Sources> {
  const bundles = new Map<string, Bundle>();
  // A file that is named twice, or lies in a folder that is named as well, counts once.
  const seen = new Set<string>();
  for (const path of paths) {
    try {
      const { files, run } = await filesOf(path);
      for (const file of files) {
        const real = await realpath(file);
        if (!seen.has(real)) await readInto(bundleOf(bundles, file, run), file);
        seen.add(real);
      }
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
  for (const bundle of all)
    for (const [reason, times] of [...bundle.unusable, ...bundle.events.refused])
      bump(unusable, reason, times);
  const services = [...partsOfServices(all).values()].map((parts) => {
    const together = [...parts.map(({ bundle }) => bundle), ...shared];
    const counts = together.map(countsOf);
    const targets = new Map(counts.flatMap((one) => [...one.targets]));
    const stepMs = Math.max(...counts.map((one) => (one.targets.size > 0 ? one.stepMs() : 0)));
    const service = serviceOf(
      mergedService(parts.map(({ collected }) => collected)),
      together.flatMap((one) => one.tasks),
      targets.size > 0 ? { targets, stepMs } : undefined,
    );
    // What is in the matrix now need not be there twice while the other services are put into theirs.
    for (const { collected } of parts) collected.tasks.clear();
    return service;
  });
  const metered = meteredServices(all, services, shared.map(countsOf), unusable);
  const targets = all.flatMap(({ counts, counted }) => [
    ...counts.targets.values(),
    ...counted.targets.values(),
  ]);
  const requests = targets
    .flatMap((steps) => steps.requests)
    .reduce((sum, counted) => sum + counted, 0);
  return { services, metered, unusable, requests };
}

/** What one bundle has of a service. */
interface Part {
  readonly bundle: Bundle;
  readonly collected: CollectedService;
}

/** Files of an export have a part of each service; two runs are two services, though they have the same name. */
function partsOfServices(all: readonly Bundle[]): Map<string, Part[]> {
  const parts = all.flatMap((bundle) =>
    [...bundle.events.services.values()].map((collected) => ({ bundle, collected })),
  );
  return groupBy(parts, ({ bundle: { run }, collected: { cluster, name } }) =>
    [run ?? '', cluster, name].join('\n'),
  );
}

/** Log lines where there are any: counts beside them were made of them, and would count everything twice. */
function countsOf({ counts, counted }: Bundle): TargetCounts {
  return counts.targets.size > 0 ? counts : counted;
}

/** The files to read: of a run folder, or one that was fetched, those that tell of tasks; of any other folder all. */
async function filesOf(path: string): Promise<{ files: string[]; run?: string }> {
  if ((await stat(path)).isFile()) return { files: [path] };
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const isRun = files.includes(runFile(path, 'manifest'));
  if (isRun) await readManifest(path);
  const isFetched = files.includes(join(path, fetchedFiles.state));
  const ofRun = (['containerEvents', 'accessLog', 'topology', 'serviceMetrics'] as const).map(
    (file) => runFile(path, file),
  );
  const wanted = [...ofRun, join(path, fetchedFiles.tasks)];
  return {
    files: isRun || isFetched ? files.filter((file) => wanted.includes(file)) : files,
    ...(isRun ? { run: path } : {}),
  };
}

function bundleOf(bundles: Map<string, Bundle>, file: string, run: string | undefined): Bundle {
  const key = join(dirname(file), stemOf(file));
  let bundle = bundles.get(key);
  if (bundle === undefined) {
    bundle = {
      events: eventCollector(),
      counts: targetCounts(),
      counted: targetCounts(minuteMs),
      tasks: [],
      metrics: [],
      unusable: new Map(),
      run,
    };
    bundles.set(key, bundle);
  }
  return bundle;
}
