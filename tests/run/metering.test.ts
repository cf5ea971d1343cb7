// @module-tag needs/cluster
// @module-tag needs/k6
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bilancia } from '../cli/run-command-line.ts';
import { startRun } from './start-run.ts';
import { type TestCluster, upSmall } from './test-cluster.ts';

/** `BILANCIA_METERING=5` meters as many runs of each kind. */
const times = Number(process.env['BILANCIA_METERING'] ?? 1);

describe('metering', () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await upSmall('metering');
  });
  afterAll(() => cluster.down());

  const play = (out: string, seed: number): ReturnType<typeof startRun> => {
    const load = ['--visitors', '20', '--ramp', '1s', '--duration', '7s', '--seed', String(seed)];
    return startRun(['smoke', '--name', cluster.name, ...load], out);
  };

  it('counts each request of each tenant the same at generator, load balancer and system', async () => {
    for (let n = 1; n <= times; n += 1) {
      const out = join(cluster.folder, `plain-${n}`);
      await play(out, n).ended;
      const { stdout, status } = await bilancia(['metering', out]);
      expect(stdout).toMatch(
        /^Metering: pass\n {2}- dolomiti: \d+ requests, the same at all three\.\n {2}- riviera: \d+ requests, the same at all three\.\n$/,
      );
      expect(status).toBe(0);
    }
  });

  it('explains what a task that was killed took with it', async () => {
    for (let n = 1; n <= times; n += 1) {
      const out = join(cluster.folder, `killed-${n}`);
      const playing = play(out, 100 + n);
      await playing.underLoad();
      // Whether the kill meets a request is left to chance, and must be explained either way.
      const task = (await cluster.state()).parts.find(({ kind }) => kind === 'task');
      if (typeof task?.pid !== 'number') throw new Error('there is no task to kill');
      process.kill(task.pid, 'SIGKILL');
      await playing.ended;
      const { stdout, status } = await bilancia(['metering', out]);
      expect(stdout).toMatch(
        /^Metering: pass\n( {2}- .*(the same at all three|; explained: .*)\.\n){2}$/,
      );
      expect(status).toBe(0);
    }
  });
});
