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

/** The scripts, by the requests of those alone who play them. */
const scripts = [
  'smoke',
  'metasearch-storm',
  'channel-manager',
  'saturday-arrivals',
  'soak',
] as const;
type Script = (typeof scripts)[number];
const pathOf = (name: Script): string => join(root, 'scenarios', 'k6', `${name}.ts`);
const load = {
  BILANCIA_VISITORS: '10',
  BILANCIA_RAMP_SECONDS: '1',
  BILANCIA_HOLD_SECONDS: '5',
  BILANCIA_THINK_SCALE: '0.5',
};

/** Requests that are answered at least. */
const fewest: Readonly<Record<Script, number>> = {
  smoke: 30,
  'metasearch-storm': 10,
  'channel-manager': 10,
  'saturday-arrivals': 8,
  soak: 8,
};

interface Played {
  readonly facts: number;
  /** Requests by their outcome, e.g. `ok`. */
  readonly requests: Readonly<Record<string, number>>;
}

describe('the scripts of k6', () => {
  let cluster: TestCluster;
  let settings: Readonly<Record<string, string>>;
  beforeAll(async () => {
    cluster = await upSmall('engines');
    const { baseUrl, files } = await cluster.state();
    const staff = join(files.folder, 'tenants.json');
    settings = { ...load, BILANCIA_BASE_URL: baseUrl, BILANCIA_STAFF_FILE: staff };
  });
  afterAll(async () => {
    // The process that bundles would be taken for something that the cluster left.
    await stop();
    await cluster.down();
  });

  /** Runs a script as a user of k6 does, without anything of ours around it; throws unless k6 ends with 0. */
  async function play(k6: string, path: string, name: string): Promise<Played> {
    const csv = join(cluster.folder, `${name}.csv`);
    const env = Object.entries(settings).flatMap(([key, value]) => ['-e', `${key}=${value}`]);
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

  /** Plays all of them at once. */
  async function playAll(
    k6: string,
    way: string,
    prepare: (name: Script) => Promise<string> = (name) => Promise.resolve(pathOf(name)),
  ): Promise<void> {
    const played = await Promise.all(
      scripts.map(
        async (name) => [name, await play(k6, await prepare(name), `${way}-${name}`)] as const,
      ),
    );
    for (const [
      name,
      {
        facts,
        requests: { ok = 0, refused: _any, ...other },
      },
    ] of played) {
      expect({ name, other, isEnough: ok >= fewest[name], tells: facts > 0 }).toEqual({
        name,
        other: {},
        isEnough: true,
        tells: true,
      });
    }
  }

  it('run under k6 as they are, without a failed request, and tell their facts', async () => {
    const k6 = await requireK6(process.env);
    expect(k6.version).toMatch(/^v2\./);
    await playAll(k6.path, 'native');
  });

  it('run as one bundled file just the same', async () => {
    const k6 = await requireK6(process.env);
    await playAll(k6.path, 'bundled', async (name) => {
      const bundle = join(cluster.folder, `${name}.js`);
      await bundleScript(pathOf(name), bundle);
      expect(await readFile(bundle, 'utf8')).not.toContain('from"./');
      return bundle;
    });
  });

  it(
    'run under k6 1.8.1 with xk6-ts just the same',
    { tags: ['needs/k6-with-xk6-ts'] },
    async () => {
      const k6 = await requireK6(process.env, 'v1-xk6-ts');
      expect(k6.version).toBe('v1.8.1');
      await playAll(k6.path, 'xk6-ts');
    },
  );
});
