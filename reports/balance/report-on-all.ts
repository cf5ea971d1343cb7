import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Analysis, analyze } from './analyze.ts';
import type { Service } from './load/series.ts';
import type { ServiceReport } from './report-shape.ts';
import { type ReportOptions, reportOn } from './service-report.ts';

/** What is found out about a service, and what is said of it. */
export interface Reported {
  readonly analysis: Analysis;
  readonly report: ServiceReport;
}

/** What a thread is started with. */
export interface Share {
  readonly services: readonly Service[];
  readonly options: ReportOptions;
}

/** With fewer cells than that in all matrices another thread starts in vain. */
const worthCells = 300_000;

const entry = new URL(`report-worker${extname(import.meta.filename)}`, import.meta.url);

export function reportOnOne(service: Service, options: ReportOptions): Reported {
  const analysis = analyze(service);
  return { analysis, report: reportOn(analysis, options) };
}

/** What is found out about all of them, in their order; of many large ones in two threads. */
export async function reportOnAll(
  services: readonly Service[],
  options: ReportOptions,
): Promise<Reported[]> {
  const cells = services.reduce((sum, service) => sum + cellsOf(service), 0);
  if (services.length < 2 || cells < worthCells || availableParallelism() < 2)
    return services.map((service) => reportOnOne(service, options));
  const [theirs, ours] = halvesOf(services);
  const share: Share = { services: theirs, options };
  const worker = new Worker(entry, { workerData: share });
  try {
    const answer = new Promise<readonly Reported[]>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    });
    const known = new Map(ours.map((service) => [service, reportOnOne(service, options)]));
    const reported = await answer;
    for (const [nth, service] of theirs.entries()) {
      const own = reported[nth];
      if (own !== undefined) known.set(service, own);
    }
    return services.flatMap((service) => known.get(service) ?? []);
  } finally {
    await worker.terminate();
  }
}

function cellsOf({ matrix }: Service): number {
  return matrix.cpu.length;
}

/** Two shares that take much the same time: the largest first, each to whoever has less. */
function halvesOf(services: readonly Service[]): readonly [Service[], Service[]] {
  const halves: readonly [Service[], Service[]] = [[], []];
  let ahead = 0;
  for (const service of services.toSorted((a, b) => cellsOf(b) - cellsOf(a))) {
    halves[ahead <= 0 ? 1 : 0].push(service);
    ahead += ahead <= 0 ? cellsOf(service) : -cellsOf(service);
  }
  return halves;
}
