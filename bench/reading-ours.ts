import { writeFile } from 'node:fs/promises';
import { quantileOfLine } from '../core/statistics/histogram.ts';
import { readCsvFile } from '../scenarios/engine/csv-source.ts';
import { type Group, formatGroups, report } from './reading-groups.ts';

/** Reads a k6 CSV with our reader: `reading-ours.ts FILE [GROUPS-FILE]`. */
async function main([path = '', groupsFile]: readonly string[]): Promise<void> {
  const groups: Group[] = [];
  const began = performance.now();
  await readCsvFile(path, {
    counters: [{ name: 'bookings', splitBy: 'outcome' }],
    sink: {
      histogram: (line) => {
        const [p50 = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map(
          (q) => quantileOfLine(line, q) ?? 0,
        );
        groups.push({
          t: line.t,
          name: line.name,
          outcome: line.outcome,
          n: line.n,
          p50,
          p95,
          p99,
        });
      },
      series: () => undefined,
    },
  });
  const seconds = (performance.now() - began) / 1000;
  if (groupsFile !== undefined) await writeFile(groupsFile, formatGroups(groups));
  report({ seconds, groups: groups.length });
}

await main(process.argv.slice(2));
