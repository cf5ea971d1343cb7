// @module-tag needs/cluster
// @module-tag needs/k6
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stop } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireK6 } from '../../scenarios/engines/k6/location.ts';
import { factPrefix } from '../../core/client-history.ts';
import type { HistogramLine } from '../../core/statistics/histogram-line.ts';
import { bundleScript } from '../../scenarios/engines/k6/bundle.ts';
import { readCsvFile } from '../../scenarios/engines/k6/csv/source.ts';
import { root } from '../cli/run-command-line.ts';
import { upSmall } from './test-cluster.ts';
import type { TestCluster } from './test-cluster.ts';

const script = join(root, 'scenarios', 'k6', 'smoke.ts');
const load = { BILANCIA_VISITORS: '10', BILANCIA_RAMP_SECONDS: '1', BILANCIA_HOLD_SECONDS: '5' };

interface Played {
  readonly facts: number;
  /** Requests by their outcome, e.g. `ok`. */
  readonly requests: Readonly<Record<string, number>>;
}

describe('the smoke script', () => {
  let cluster: TestCluster;
  let baseUrl: string;
  beforeAll(async () => {
    cluster = await upSmall('engines');
    ({ baseUrl } = await cluster.state());
  });
  afterAll(async () => {
    // The process that bundles would be taken for something that the cluster left.
    await stop();
    await cluster.down();
  });

  /** Runs a script as a user of k6 does, without anything of ours around it; throws unless k6 ends with 0. */
  async function play(k6: string, path: string, name: string): Promise<Played> {
    const csv = join(cluster.folder, `${name}.csv`);
    const settings = Object.entries({ BILANCIA_BASE_URL: baseUrl, ...load });
    const env = settings.flatMap(([key, value]) => ['-e', `${key}=${value}`]);
    const args = ['run', '--quiet', '--out', `csv=${csv}`, ...env, path];
    const { stderr } = await promisify(execFile)(k6, args, { cwd: cluster.folder });
    const requests: Record<string, number> = {};
    const count = ({ outcome, n }: HistogramLine): void => {
      requests[outcome] = (requests[outcome] ?? 0) + n;
    };
    await readCsvFile(csv, {
      counters: [],
      trends: [],
      sink: {
        histogram: count,
        trend: () => undefined,
        series: () => undefined,
        failure: () => undefined,
        host: () => undefined,
      },
    });
    return { facts: stderr.split(factPrefix).length - 1, requests };
  }

  function expectPlayed({ facts, requests: { ok = 0, refused: _any, ...other } }: Played): void {
    expect(other).toEqual({});
    expect(ok).toBeGreaterThan(30);
    expect(facts).toBeGreaterThan(10);
  }

  it('runs under k6 as it is, without a failed request, and tells its facts', async () => {
    const k6 = await requireK6(process.env);
    expect(k6.version).toMatch(/^v2\./);
    expectPlayed(await play(k6.path, script, 'native'));
  });

  it('runs as one bundled file just the same', async () => {
    const k6 = await requireK6(process.env);
    const bundle = join(cluster.folder, 'bundle.js');
    await bundleScript(script, bundle);
    expect(await readFile(bundle, 'utf8')).not.toContain('from"./');
    expectPlayed(await play(k6.path, bundle, 'bundled'));
  });

  it(
    'runs under k6 1.8.1 with xk6-ts just the same',
    { tags: ['needs/k6-with-xk6-ts'] },
    async () => {
      const k6 = await requireK6(process.env, 'v1-xk6-ts');
      expect(k6.version).toBe('v1.8.1');
      expectPlayed(await play(k6.path, script, 'xk6-ts'));
    },
  );
});
