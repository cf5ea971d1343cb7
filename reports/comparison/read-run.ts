import { collected } from '../../core/collected.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';
import type { HistogramLine } from '../../core/statistics/histogram-line.ts';
import { type Period, judgedPeriods, loadStart, phasePeriods } from '../evidence/period.ts';
import type { RunIdentity } from '../gate/comparability.ts';
import { type RunBlocks, requestsOf } from '../gate/run-blocks.ts';

/**
 * A run folder as comparisons see it: answered requests of the judged phases, second by second. What lies between judged
 * phases is cut out, and they are joined.
 *
 * Lines that cannot be read are left out; that they are there is the verdict's to tell.
 * @throws unreadable-file when the manifest cannot be used
 */
export async function readRunBlocks(folder: string): Promise<RunBlocks> {
  const manifest = await readManifest(folder);
  const lines = await collected(
    readRecords(folder, runFiles.histograms, { onTruncated: ignored, onUnreadable: ignored }),
  );
  const seconds = lines.filter(({ n }) => n > 0).map(({ t }) => t);
  const first = seconds.reduce((least, t) => Math.min(least, t), Infinity);
  const last = seconds.reduce((most, t) => Math.max(most, t), -Infinity);
  const hasRequests = Number.isFinite(last);
  const start = loadStart(manifest, hasRequests ? first : undefined);
  const phases = phasePeriods(manifest, start, hasRequests ? last : undefined);
  const { joined, to } = join(lines, judgedPeriods(phases));
  const period = { from: 0, to };
  return {
    id: manifest.id,
    startedAt: Date.parse(manifest.startedAt),
    identity: identityOf(manifest),
    ...period,
    requests: requestsOf(joined, period),
  };
}

/** The verdict tells of lines that cannot be read. */
function ignored(): void {}

/** The lines of some periods, counted from the first one's start as if nothing were between them. */
function join(
  lines: readonly HistogramLine[],
  periods: readonly Period[],
): { joined: HistogramLine[]; to: number } {
  let to = 0;
  const joined = periods.flatMap((period) => {
    const shift = to - period.from;
    to += period.to - period.from;
    return lines
      .filter(({ t }) => t >= period.from && t < period.to)
      .map((line) => ({ ...line, t: line.t + shift }));
  });
  return { joined, to };
}

const gibibyte = 2 ** 30;

/** What decides whether two runs can be compared. */
export function identityOf({ scenario, engine, machine, target, ...run }: Manifest): RunIdentity {
  const memory = Math.round(machine.memoryBytes / gibibyte);
  return {
    scenario,
    engine: `${engine.name} ${engine.version}`,
    machine: `${machine.cores} cores, ${memory} GiB, ${machine.platform}`,
    target: target.name,
    visitors: run.visitorsAsked,
    seed: run.seed,
  };
}
