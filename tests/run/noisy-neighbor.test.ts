// @module-tag needs/cluster
// @module-tag needs/k6
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bilancia } from '../cli/run-command-line.ts';
import { type TestCluster, resultOf, runUntilValid, upSmall } from './test-cluster.ts';

/** `BILANCIA_NEIGHBORS=1` plays the runs that it takes, six minutes in all. */
const isThorough = process.env['BILANCIA_NEIGHBORS'] !== undefined;
const runsOfEachKind = 3;
const load = ['--visitors', '100', '--ramp', '2s', '--duration', '20s'];
const hurried = ['--env', 'BILANCIA_THINK_SCALE=0.2'];
/** More than the processors make of it that all tenants share. */
const apart = ['--minimum-effect', '25', '--effect', '50', '--percentiles', '50'];

describe.runIf(isThorough).each([
  {
    what: 'a system whose tenants stand in one line',
    name: 'line',
    flags: ['--flaw', 'shared-line'],
    said: /^Comparison: fail: requests of dolomiti: [\w-]+: p50 [\d,]+ % slower \(/,
  },
  {
    what: 'a sound system',
    name: 'neighbors',
    flags: [],
    said: /^Comparison: (pass|inconclusive): requests of dolomiti: /,
  },
])('beside a tenant with five times its visitors, $what', ({ name, flags, said }) => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await upSmall(name, ...flags);
  });
  afterAll(() => cluster.down());

  it('is told by the comparison of another for what it is', { timeout: 600_000 }, async () => {
    const kinds = { usual: [], louder: ['--louder', 'riviera=5'] } as const;
    const folders = { usual: [] as string[], louder: [] as string[] };
    for (let seed = 1; seed <= runsOfEachKind; seed += 1)
      for (const kind of ['usual', 'louder'] as const) {
        const more = ['--seed', String(seed), ...kinds[kind]];
        const ended = await runUntilValid(cluster, ['steady', ...load, ...hurried, ...more]);
        folders[kind].push(resultOf(ended).folder);
      }
    const sides = [folders.usual.join(','), folders.louder.join(',')];
    const page = join(cluster.folder, 'neighbors.html');
    const asked = ['--tenant', 'dolomiti', '--html', page, ...apart];
    const { stdout } = await bilancia(['compare', ...sides, ...asked]);
    expect(stdout).toMatch(said);
    expect(stdout).toMatch(/riviera asked [\d.]+ times a second against [\d.]+, [45]\.\d* times/);
  });
});
