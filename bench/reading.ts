import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { knownError } from '../core/errors.ts';
import type { Bench } from './bench.ts';
import { writeK6LikeFile } from './k6-like-file.ts';
import { type Measured, measure, megabytes, positive, ratio, row } from './measure.ts';
import { differences } from './reading-groups.ts';

/**
 * Our reader of k6's CSV against DuckDB's `read_csv`: the same file, grouping, counts and quantiles, each in a process
 * of its own, by turns. Flags: `--points 1e6`, `--repeats 5`, `--gzip` for that form only, `--plain` likewise, and
 * `--file` for a file of k6's own with milliseconds as times.
 */
export const reading: Bench = async (args, print) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      points: { type: 'string', default: '1e6' },
      repeats: { type: 'string', default: '5' },
      gzip: { type: 'boolean', default: false },
      plain: { type: 'boolean', default: false },
      file: { type: 'string' },
    },
  });
  const points = positive('--points', values.points);
  const repeats = positive('--repeats', values.repeats);
  if (values.file !== undefined && !existsSync(values.file)) {
    const expected = 'the path of a CSV file of k6';
    throw knownError('bad-value', { what: '--file', given: values.file, expected });
  }
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-bench-'));
  try {
    const both = values.gzip === values.plain;
    const made = [
      ...(both || values.plain ? ['k6.csv'] : []),
      ...(both || values.gzip ? ['k6.csv.gz'] : []),
    ];
    for (const name of values.file === undefined ? made : []) {
      const path = join(folder, name);
      const written = await writeK6LikeFile(path, points);
      print(
        `${name}: ${written.toLocaleString('en')} points, ${megabytes((await stat(path)).size)}`,
      );
      await compare(path, folder, repeats, print);
      await rm(path);
    }
    if (values.file !== undefined) await compare(values.file, folder, repeats, print);
  } finally {
    await rm(folder, { recursive: true });
  }
};

async function compare(
  path: string,
  folder: string,
  repeats: number,
  print: (line: string) => void,
): Promise<void> {
  const [ourGroups, theirGroups] = [join(folder, 'ours.txt'), join(folder, 'theirs.txt')];
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  for (let turn = 0; turn < repeats; turn += 1) {
    ours.push(await measure('reading-ours.ts', path, ...(turn === 0 ? [ourGroups] : [])));
    theirs.push(await measure('reading-duckdb.ts', path, ...(turn === 0 ? [theirGroups] : [])));
  }
  const different = differences(
    await readFile(ourGroups, 'utf8'),
    await readFile(theirGroups, 'utf8'),
  );
  print(row('bilancia', ours));
  print(row('DuckDB', theirs));
  print(
    `  ${ratio(ours, theirs)}, ${availableParallelism()} cores; ` +
      (different.length === 0
        ? `all ${String(ours[0]?.['groups'])} groups equal in count and within 1 % in p50, p95, p99`
        : `DIFFERENT:\n${different.join('\n')}`),
  );
  if (different.length > 0) process.exitCode = 1;
}
