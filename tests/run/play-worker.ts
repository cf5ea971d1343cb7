// @module-tag needs/artillery
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { requireArtillery } from '../../scenarios/engines/artillery/location.ts';
import { packages } from '../../scenarios/engines/artillery/process.ts';

const launchSchema = z.object({
  environment: z.array(z.object({ name: z.string(), value: z.string() })),
});

/** Plays one worker's share as Artillery does on Fargate: the whole script, what is printed into a pipe that is kept. */
export async function playWorker(out: string, worker: string): Promise<void> {
  const { path } = requireArtillery(process.env, out);
  const launch = launchSchema.parse(JSON.parse(await readFile(join(out, 'launch.json'), 'utf8')));
  const env = Object.fromEntries(launch.environment.map(({ name, value }) => [name, value]));
  const log = join(out, 'results', `worker-log-${worker}.txt`);
  const command = '"$0" "$@" | cat >"$KEPT"';
  const args = ['-c', command, process.execPath, path, 'run', join(out, 'script.yml')];
  const child = spawn('sh', args, {
    cwd: out,
    env: {
      PATH: process.env['PATH'],
      NODE_PATH: packages,
      ARTILLERY_DISABLE_TELEMETRY: 'true',
      KEPT: log,
      WORKER_ID: worker,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [status]: unknown[] = await once(child, 'close');
  if (status !== 0) throw new Error(`The worker ended with ${String(status)}: see ${log}`);
}
