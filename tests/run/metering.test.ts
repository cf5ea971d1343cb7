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

  const play = (
    out: string,
    seed: number,
    more: readonly string[] = [],
  ): ReturnType<typeof startRun> => {
    const load = ['--visitors', '20', '--ramp', '1s', '--duration', '7s', '--seed', String(seed)];
    return startRun(['smoke', '--name', cluster.name, ...load, ...more], out);
  };

  it('counts each request of each tenant the same at generator, load balancer and system', async () => {
    for (let n = 1; n <= times; n += 1) {
      const out = join(cluster.folder, `plain-${n}`);
      await play(out, n).ended;
      const { stdout, status } = await bilancia(['metering', out]);
      expect(stdout).toMatch(
        /^Metering: pass\n {2}- dolomiti: [\d,]+ requests, the same at all three\.\n {2}- riviera: [\d,]+ requests, the same at all three\.\n$/,
      );
      expect(status).toBe(0);
    }
  });

  it('tells what a louder tenant did to the other, which lone runs do not settle', async () => {
    const outs = ['usual', 'louder'].map((name) => join(cluster.folder, name));
    for (const [n, out] of outs.entries())
      await play(out, 200, n === 0 ? [] : ['--louder', 'riviera=4']).ended;
    const { stdout, status } = await bilancia(['compare', ...outs, '--tenant', 'dolomiti']);
    // Short runs on a machine that others use may be invalid, and say so.
    expect(stdout).toMatch(/^Comparison: (inconclusive: requests of dolomiti: |invalid: )/);
    expect(status).toBe(3);
    const [usual, louder] = await Promise.all(outs.map(requestsByTenant));
    expect((louder?.get('riviera') ?? 0) / (usual?.get('riviera') ?? 0)).toBeGreaterThan(2);
    const quiet = (louder?.get('dolomiti') ?? 0) / (usual?.get('dolomiti') ?? 0);
    expect(quiet).toBeGreaterThan(0.5);
    expect(quiet).toBeLessThan(2);
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

/** As the generator counted them. */
async function requestsByTenant(out: string): Promise<Map<string, number>> {
  const { stdout } = await bilancia(['metering', out, '--json']);
  const { tenants }: { tenants: { tenant: string; generator: number }[] } = JSON.parse(stdout);
  return new Map(tenants.map(({ tenant, generator }) => [tenant, generator]));
}
