import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseStat, readOfProcessNow } from '../core/process-files.ts';
import { readManifest } from '../core/run-folder/read-manifest.ts';
import { healthyRun } from '../reports/testing/synthetic-run.ts';
import { writeRun } from '../reports/testing/write-run.ts';
import type { Bench } from './bench.ts';
import { frames } from './live-frames.ts';
import { positive } from './measure.ts';

const command = fileURLToPath(new URL('../bin/bilancia.mjs', import.meta.url));
const replayer = fileURLToPath(new URL('../reports/testing/replay-main.ts', import.meta.url));

/**
 * What `bilancia watch` costs beside a run of 10,000, by its CPU time: a recorded run is written once more at its pace,
 * and so many pages look on. Then how long frames take in Chromium when a run of three hours gets a point a second.
 * Flags: `--run FOLDER` for a run of your own, which is played three times; `--pages 5`, 0 for frames alone; `--frames 30`
 * seconds of them.
 */
export const live: Bench = async (args, print) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      run: { type: 'string' },
      pages: { type: 'string', default: '5' },
      frames: { type: 'string', default: '30' },
    },
  });
  const most = values.pages === '0' ? 0 : positive('--pages', values.pages);
  if (values.run !== undefined) await readManifest(values.run);
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-bench-'));
  try {
    const recorded = values.run ?? join(folder, 'recorded');
    if (values.run === undefined) {
      await mkdir(recorded);
      await writeRun(recorded, healthyRun({ visitors: 10_000, rampSeconds: 30, holdSeconds: 90 }));
    }
    let isTooMuch = false;
    for (const pages of most === 0 ? [] : new Set([0, 1, most])) {
      const { share, seconds, bytes } = await watched(recorded, join(folder, `${pages}`), pages);
      isTooMuch ||= share > 0.05;
      print(
        `  ${pages} pages: ${(share * 100).toFixed(2)} % of a core over ${seconds.toFixed(0)} s, ${(bytes / 1000 / Math.max(1, pages)).toFixed(0)} KB a page`,
      );
    }
    print(await frames(positive('--frames', values.frames)));
    if (isTooMuch) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** Watches a run that is written once more: CPU time of the server from its first answer to the end of the run. */
async function watched(
  recorded: string,
  folder: string,
  pages: number,
): Promise<{ readonly share: number; readonly seconds: number; readonly bytes: number }> {
  const server = spawn(process.execPath, [command, 'watch', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [said] = await once(server.stdout, 'data');
    const url = /http:\S+/.exec(String(said))?.[0] ?? '';
    const writing = spawn(process.execPath, [replayer, recorded, folder], { stdio: 'inherit' });
    const ended = once(writing, 'exit');
    let bytes = 0;
    for (let page = 0; page < pages; page += 1) {
      get(`${url}events`, (response) => {
        response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        response.on('error', () => response.destroy());
      });
    }
    // What starting takes is not what watching costs.
    await pause(2000);
    const [from, cpuFrom] = [Date.now(), cpuSecondsOf(server.pid ?? 0)];
    await ended;
    const seconds = (Date.now() - from) / 1000;
    return { share: (cpuSecondsOf(server.pid ?? 0) - cpuFrom) / seconds, seconds, bytes };
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
}

function cpuSecondsOf(pid: number): number {
  const stat = readOfProcessNow(pid, 'stat');
  if (stat === undefined) throw new Error('The server is gone.');
  return parseStat(stat).cpuSeconds;
}
