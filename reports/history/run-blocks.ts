import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import type { TrendLine } from '../../core/statistics/histogram-line.ts';
import { clear, emptyHistogram, toLine } from '../../core/statistics/histogram.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { answered, durations, loadNames, ofTenant } from '../evidence/request-table.ts';
import type { RunIdentity } from '../gate/comparability.ts';
import type { RunBlocks } from '../gate/run-blocks.ts';

/**
 * A run as comparisons see it: answered requests of the judged phases, slot by slot. What lies between judged phases is
 * cut out, and they are joined.
 * @param tenant whose requests alone are meant; the visitors of others who were given more than their share do not count
 */
export function runBlocksOf(
  { manifest, requests: all, judged }: Evidence,
  tenant?: string,
): RunBlocks {
  const requests = tenant === undefined ? all : ofTenant(all, tenant);
  const { slotSeconds } = requests;
  const scratch = emptyHistogram();
  const byName = new Map<string, readonly TrendLine[]>();
  for (const name of loadNames(requests)) {
    const lines: TrendLine[] = [];
    let t = 0;
    for (const { from, to } of judged)
      for (let second = from; second < to; second += slotSeconds, t += 1) {
        clear(scratch);
        const slot = { from: second, to: Math.min(to, second + slotSeconds) };
        durations(requests, [name], answered, [slot], scratch);
        if (scratch.n > 0) lines.push(toLine(scratch, { t, name }));
      }
    if (lines.length > 0) byName.set(name, lines);
  }
  const slots = judged.reduce((sum, { from, to }) => sum + Math.ceil((to - from) / slotSeconds), 0);
  return {
    id: manifest.id,
    startedAt: Date.parse(manifest.startedAt),
    identity: {
      ...identityOf(manifest),
      ...(tenant === undefined || manifest.louder === undefined || manifest.louder.tenant === tenant
        ? {}
        : { visitors: manifest.louder.insteadOf }),
    },
    from: 0,
    to: slots,
    slotSeconds,
    requests: byName,
  };
}

const gibibyte = 2 ** 30;

/** What decides whether two runs can be compared. */
export function identityOf({ scenario, engine, machine, target, ...run }: Manifest): RunIdentity {
  return {
    scenario,
    engine: `${engine.name} ${engine.version}`,
    machine: machineInWords(machine),
    target: target.name,
    visitors: run.visitorsAsked,
    seed: run.seed,
  };
}

/** The machine by what makes it faster than another: `2 cores, 8 GiB, linux x64, Intel(R) Xeon(R) Processor`. */
export function machineInWords(machine: Manifest['machine']): string {
  const memory = `${Math.round(machine.memoryBytes / gibibyte)} GiB`;
  const processor = machine.processor === undefined ? [] : [machine.processor];
  return [`${machine.cores} cores`, memory, machine.platform, ...processor].join(', ');
}
