import { writeFile } from 'node:fs/promises';
import { type RunFile, runFiles } from '../../core/run-folder/files/index.ts';
import { fileSizes } from '../../core/run-folder/file-sizes.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { writeManifest } from '../../core/run-folder/write-manifest.ts';
import { withBrowser } from './browsers.ts';
import { failRequests, timeout } from './faults.ts';
import { heldDrill } from './synthetic-drill.ts';
import { emptySummary } from './script-run.ts';
import { healthyRun, loadStartedAt, type SyntheticRun } from './synthetic-run.ts';
import { temporaryRun } from './write-run.ts';

/** Files that are no evidence: what was seen can be judged without them, or not at all. */
const others: ReadonlySet<RunFile> = new Set<RunFile>([
  'manifest',
  'verdict',
  'report',
  'lock',
  // Of metering and of balance, which judge by themselves.
  'usage',
  'serviceMetrics',
  // Told, and nothing is judged by it.
  'tables',
  // Of an edge, which most runs have none of; its part is tested with one.
  'edgeLog',
  'healthChecks',
  'edgeUsage',
  // Of another engine.
  'artilleryScript',
]);

/** Every declared file of the folder of a run of k6's that is evidence. */
export const evidenceFiles = Object.keys(runFiles)
  .filter((file): file is RunFile => file in runFiles)
  .filter((file) => !others.has(file));

/** A run that passes, of a target that can be seen in every way, with objectives of its own and a few failures. */
export function completeRun(): SyntheticRun {
  const run = healthyRun({ holdSeconds: 40 });
  run.manifest.target.capabilities.observe = [
    'container-events',
    'access-log',
    'service-log',
    'readers',
    'writer',
    'bookings',
    'topology',
  ];
  run.manifest.drill = { name: 'failover', how: 'kill', audited: true };
  run.manifest.ownObjectives = true;
  run.objectives =
    "objectives:\n  - { name: all, requests: ['*'], together: true, p95: 300, errorRate: 0.01 }\n";
  run.serviceLog = Array.from({ length: 50 }, (_, second) => ({
    timestamp: loadStartedAt + second * 1000,
    logStreamName: 'pms/a',
    message: 'answered',
  }));
  run.connections = ['127.23.5.1:8080', '127.23.5.1:80'].map((remote, index) => ({
    at: loadStartedAt + 20_000 * index,
    remote,
  }));
  withBrowser()(run);
  failRequests('offers', timeout, 1, [20, 24])(run);
  return run;
}

/** That run as a folder in which every evidence file has something in it. */
export async function completeRunFolder(): Promise<{ readonly folder: string } & AsyncDisposable> {
  const run = await temporaryRun(completeRun());
  const write = (file: RunFile, text: string): Promise<void> =>
    writeFile(runFile(run.folder, file), text);
  await write('engineLog', 'info: began\ninfo: ended\n');
  await write('console', 'printed\nby the script\n');
  await write('engineSummary', '{ "metrics":\n {} }\n');
  await write('scriptOutput', 'what the script printed\nat its end\n');
  await write('scriptSummary', `${JSON.stringify(emptySummary)}\n`);
  const { journal, events } = heldDrill(loadStartedAt);
  await write('journal', `${JSON.stringify(journal)}\n`);
  await write('writeAudit', events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const manifest = await readManifest(run.folder);
  await writeManifest(run.folder, { ...manifest, files: await fileSizes(run.folder, manifest) });
  return run;
}
