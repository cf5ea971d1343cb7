import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { healthyRun } from '../reports/testing/synthetic-run.ts';
import { writeRun } from '../reports/testing/write-run.ts';

/** What the gate may take. */
export const mostSeconds = 5;

/** Seconds that the whole command takes over two runs of ten minutes by 2,000 visitors, with 15 request names. */
export async function gateSeconds(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-gate-'));
  try {
    const [base, newer] = [join(folder, 'base'), join(folder, 'new')];
    await writeLong(base, 1);
    await writeLong(newer, 2);
    const main = join(import.meta.dirname, '..', 'bin', 'bilancia.mjs');
    const began = performance.now();
    const args = [main, 'gate', newer, '--baseline', base, '--json'];
    const { stdout, stderr } = spawnSync(process.execPath, args, { maxBuffer: 1e9 });
    const seconds = (performance.now() - began) / 1000;
    if (!String(stdout).includes('"comparison"')) throw new Error(String(stderr));
    return seconds;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeLong(folder: string, seed: number): Promise<void> {
  await mkdir(folder);
  const run = healthyRun({ visitors: 2000, holdSeconds: 600, seed });
  run.manifest.id = `run-${seed}`;
  run.histograms = run.histograms.flatMap((line) =>
    line.name === 'section' || line.name === 'offers' || line.name === 'units'
      ? [line, { ...line, name: `${line.name} 2` }, { ...line, name: `${line.name} 3` }]
      : [line],
  );
  await writeRun(folder, run);
}
