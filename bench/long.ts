import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeLongRun } from '../reports/testing/long-run.ts';
import type { Bench } from './bench.ts';
import { type Measured, measure, megabytes, positive, ratio, row } from './measure.ts';

/**
 * Judging a run of a day and drawing its report, against DuckDB reading no more than its access log and histograms, each
 * in a process of its own, by turns. Flags: `--hours 24`, `--repeats 3`.
 */
export const long: Bench = async (args, print) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      hours: { type: 'string', default: '24' },
      repeats: { type: 'string', default: '3' },
    },
  });
  const hours = positive('--hours', values.hours);
  const repeats = positive('--repeats', values.repeats);
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-bench-'));
  try {
    await writeLongRun(folder, hours);
    const bytes = await sizeOf(folder);
    print(`a run of ${hours} h, ${megabytes(bytes)}`);
    const [ours, theirs]: [Measured[], Measured[]] = [[], []];
    for (let turn = 0; turn < repeats; turn += 1) {
      ours.push(await measure('long-ours.ts', folder));
      theirs.push(await measure('long-duckdb.ts', folder));
    }
    print(row('bilancia', ours));
    print(row('DuckDB', theirs));
    const perSecond = ours.map(({ seconds }) => bytes / seconds);
    const report = (await stat(join(folder, 'report.html'))).size / 1000;
    const said = [...ours, ...theirs].map(({ requests, sent }) =>
      JSON.stringify({ requests, sent }),
    );
    const agree = new Set(said).size === 1;
    print(
      `  ${ratio(ours, theirs)}, ${megabytes(Math.max(...perSecond))}/s, report ${report.toFixed(0)} KB; ` +
        (agree ? 'all counts equal' : `DIFFERENT:\n${said.join('\n')}`),
    );
    if (!agree) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true });
  }
};

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name))));
  return sizes.reduce((total, { size }) => total + size, 0);
}
