// @module-tag needs/k6
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { freePort } from '../../core/free-port.ts';
import { letGoTogether } from '../../scenarios/engines/k6/api.ts';
import { requireK6 } from '../../scenarios/engines/k6/location.ts';

const testRun = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    args: z.array(z.string()),
    runner: z.object({
      env: z.array(z.object({ name: z.string(), value: z.string().optional() })),
    }),
  }),
});

/** Plays a TestRun as k6-operator 1.6.0 does: a pod for each segment, started paused, let go together. Returns how each ended. */
export async function playTestRun(resource: unknown, out: string): Promise<readonly unknown[]> {
  const {
    metadata: { name },
    spec,
  } = testRun.parse(resource);
  const { path } = await requireK6(process.env);
  const results = join(out, 'results');
  const borders = ['0', '1/4', '2/4', '3/4', '1'];
  const apis = await Promise.all(borders.slice(1).map(async () => `127.0.0.1:${await freePort()}`));
  const pods = apis.map((api, index) => {
    const pod = `${name}-${index + 1}-abc${index}`;
    // What Kubernetes makes of references to the environment, and of the volume.
    const args = spec.args.map((one) =>
      one.replace('$(POD_NAME)', pod).replace('/results', results),
    );
    const env = Object.fromEntries(spec.runner.env.map((one) => [one.name, one.value ?? pod]));
    const child = spawn(
      path,
      [
        'run',
        '--quiet',
        `--execution-segment=${borders[index]}:${borders[index + 1]}`,
        `--execution-segment-sequence=${borders.join(',')}`,
        ...args,
        join(out, 'script.js'),
        `--address=${api}`,
        '--paused',
        '--tag',
        `instance_id=${index + 1}`,
        '--tag',
        `testrun_name=${name}`,
      ],
      { env, cwd: out, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    return once(child, 'close');
  });
  await letGoTogether(apis, AbortSignal.timeout(60_000));
  return Promise.all(pods);
}
