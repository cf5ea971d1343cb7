import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { compileFilterPattern, countMatches } from '../monitors/index.ts';
import { writeMonologFile } from './monolog-file.ts';

const pattern = '[(w1="*CRITICAL*") && (w1!="*Errore da Ignorare*")]';

/** moto's matcher as moto calls it, once a line; moto leaves out lines of a dialect it does not know by saying yes. */
const motoScript = `
import sys, time
from moto.logs.utils import EventMessageFilter
lines = open(sys.argv[1], encoding="utf-8").read().splitlines()[:100000]
start = time.perf_counter()
for line in lines:
    EventMessageFilter(sys.argv[2]).matches(line)
print((time.perf_counter() - start) / len(lines))
`;

/**
 * The team's filter pattern over files of Monolog lines, on one core: our search of a buffer, our matcher line by line,
 * `grep -c CRITICAL`, and moto's matcher when a Python with moto is there (`--python`). Flags: `--lines 500000`,
 * `--repeats 7`. Times are the least of the repeats, which come by turns.
 */
export const filterPattern: Bench = async (args, print) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      lines: { type: 'string', default: '500000' },
      repeats: { type: 'string', default: '7' },
      python: { type: 'string', default: 'python3' },
    },
  });
  const lines = Number(values.lines);
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-bench-'));
  try {
    for (const criticalEvery of [100, 20, 1]) {
      const path = join(folder, `${criticalEvery}.log`);
      await writeMonologFile(path, lines, criticalEvery);
      print(`${lines} lines, ${criticalEvery === 1 ? 'all' : `one in ${criticalEvery}`} CRITICAL`);
      await compare(path, lines, Number(values.repeats), values.python, print);
      await rm(path);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
};

async function compare(
  path: string,
  lines: number,
  repeats: number,
  python: string,
  print: (line: string) => void,
): Promise<void> {
  const filter = compileFilterPattern(pattern);
  const bytes = await readFile(path);
  const texts = bytes.toString('utf8').split('\n').slice(0, -1);
  const best = { buffer: Infinity, strings: Infinity, grep: Infinity };
  const counts = { buffer: 0, strings: 0 };
  for (let turn = 0; turn < repeats; turn += 1) {
    const grep = seconds(() => spawnSync('grep', ['-c', 'CRITICAL', path]));
    const buffer = seconds(() => (counts.buffer = countMatches(filter, bytes)));
    const strings = seconds(
      () => (counts.strings = texts.filter((line) => filter.matches(line)).length),
    );
    best.grep = Math.min(best.grep, grep);
    best.buffer = Math.min(best.buffer, buffer);
    best.strings = Math.min(best.strings, strings);
  }
  print(
    row(
      'buffer',
      lines / best.buffer,
      `${(best.buffer / best.grep).toFixed(2)} times as long as grep`,
    ),
  );
  print(row('line by line', lines / best.strings, ''));
  print(row('grep -c', lines / best.grep, 'with its start and its reading'));
  const moto = motoSecondsPerLine(python, path);
  print(
    moto === undefined
      ? `  moto          not measured: ${python} has no moto`
      : row('moto', 1 / moto, `ours is ${((lines / best.buffer) * moto).toFixed(0)} times as fast`),
  );
  if (counts.buffer === counts.strings) return;
  print(`  DIFFERENT: ${counts.buffer} matches in the buffer, ${counts.strings} line by line`);
  process.exitCode = 1;
}

function seconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function motoSecondsPerLine(python: string, path: string): number | undefined {
  const result = spawnSync(python, ['-c', motoScript, path, pattern], { encoding: 'utf8' });
  return result.status === 0 ? Number(result.stdout) : undefined;
}

function row(who: string, linesPerSecond: number, remark: string): string {
  return `  ${who.padEnd(13)} ${(linesPerSecond / 1e6).toFixed(2)} million lines/s ${remark}`.trimEnd();
}
