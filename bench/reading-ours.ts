import { appendFileSync, rmSync } from 'node:fs';
import { quantileOfLine } from '../core/statistics/histogram.ts';
import { readCsvFile } from '../scenarios/engines/k6/csv/source.ts';
import { type Group, formatGroups } from './reading-groups.ts';
import { report } from './measure.ts';

/** Groups written at once. */
const batch = 1000;

/** Reads a k6 CSV with our reader: `reading-ours.ts FILE [GROUPS-FILE]`. Groups are handed on as they come, as in a run. */
async function main([path = '', groupsFile]: readonly string[]): Promise<void> {
  let groups: Group[] = [];
  let count = 0;
  const handOn = (): void => {
    if (groupsFile !== undefined) appendFileSync(groupsFile, formatGroups(groups));
    groups = [];
  };
  if (groupsFile !== undefined) rmSync(groupsFile, { force: true });
  const began = performance.now();
  await readCsvFile(path, {
    counters: [{ name: 'bookings', splitBy: 'outcome' }],
    sink: {
      histogram: (line) => {
        const [p50 = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map(
          (q) => quantileOfLine(line, q) ?? 0,
        );
        const { t, name, tenant = '', outcome, n } = line;
        groups.push({ t, name, tenant, outcome, n, p50, p95, p99 });
        count += 1;
        if (groups.length === batch) handOn();
      },
      trend: () => undefined,
      series: () => undefined,
      failure: () => undefined,
      host: () => undefined,
    },
  });
  handOn();
  const seconds = (performance.now() - began) / 1000;
  report({ seconds, groups: count });
}

await main(process.argv.slice(2));
