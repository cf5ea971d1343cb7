import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { writeEventsFile } from './events-file.ts';
import { type Measured, measure, megabytes, positive, ratio, row } from './measure.ts';

/**
 * The whole analysis of performance events against DuckDB's `read_json` with the same grouping, each in a process of its
 * own, by turns. Flags: `--gigabytes 1`, `--repeats 3`.
 */
export const balanceEvents: Bench = async (args, print) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      gigabytes: { type: 'string', default: '1' },
      repeats: { type: 'string', default: '3' },
    },
  });
  const size = positive('--gigabytes', values.gigabytes) * 1e9;
  const repeats = positive('--repeats', values.repeats);
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-bench-'));
  try {
    const path = join(folder, 'events.ndjson');
    const events = await writeEventsFile(path, size);
    print(`${events.toLocaleString('en')} events, ${megabytes(size)}`);
    const [ourPeaks, theirPeaks] = [join(folder, 'ours.txt'), join(folder, 'theirs.txt')];
    const ours: Measured[] = [];
    const theirs: Measured[] = [];
    for (let turn = 0; turn < repeats; turn += 1) {
      ours.push(await measure('balance-events-ours.ts', path, ourPeaks));
      theirs.push(await measure('balance-events-duckdb.ts', path, theirPeaks));
    }
    print(row('bilancia', ours));
    print(row('DuckDB', theirs));
    const same = agree(await readFile(ourPeaks, 'utf8'), await readFile(theirPeaks, 'utf8'));
    print(
      `  ${ratio(ours, theirs)}, ${availableParallelism()} cores; ${same ? 'the same minutes and peaks' : 'DIFFERENT'}`,
    );
    if (!same) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** Whether services, numbers of minutes and peaks are the same, but for rounding. */
function agree(ours: string, theirs: string): boolean {
  const [a, b] = [ours, theirs].map((text) =>
    text
      .trim()
      .split('\n')
      .map((line) => line.split('\t')),
  );
  if (a === undefined || b === undefined || a.length !== b.length) return false;
  return a.every(([service, steps, peak], index) => {
    const [otherService, otherSteps, otherPeak] = b[index] ?? [];
    return (
      service === otherService &&
      steps === otherSteps &&
      Math.abs(Number(peak) / Number(otherPeak) - 1) < 1e-9
    );
  });
}
