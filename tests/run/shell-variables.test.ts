// @module-tag needs/k6
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeriesLine } from '../../core/run-folder/files/series.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { k6 } from '../../scenarios/engines/k6/k6.ts';
import { silentSink } from '../../scenarios/testing/silent-sink.ts';
import { bilancia } from '../cli/run-command-line.ts';
import type { Ended } from '../cli/run-command-line.ts';
import { type Site, siteAt } from './site-at.ts';

const begin = `import http from 'k6/http';
const site = __ENV.BILANCIA_BASE_URL;
`;

describe('the variables of the shell', () => {
  let folder: string;
  let target: Site;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-variables-'));
    target = await siteAt('127.0.0.1');
    await writeFile(join(folder, 'target.yml'), `name: theirs\nbaseUrl: http://${target.host}\n`);
  });
  afterAll(async () => {
    await target.close();
    await rm(folder, { recursive: true });
  });

  const play = async (
    text: string,
    environment: Readonly<Record<string, string>>,
    ...flags: readonly string[]
  ): Promise<Ended & { out: string }> => {
    const out = await mkdtemp(join(folder, 'run-'));
    await writeFile(join(folder, 'own.js'), begin + text);
    const args = ['run', './own.js', '--target', 'target.yml', '--out', out, ...flags];
    return { ...(await bilancia(args, environment, folder)), out };
  };
  const prints = `export const options = { vus: 1, iterations: 1 };
    export default () => {
      http.get(site + '/' + (__ENV.MY_TOKEN ? 'with' : 'without'), { headers: { token: __ENV.MY_TOKEN || '' } });
      console.log(['HOME', 'MY_PLACE', 'BILANCIA_SEED'].map((name) => name + '=' + __ENV[name]).join(' '));
    };`;

  it("reach a script of the user's own as under k6; our settings and --env go before", async () => {
    const environment = {
      MY_TOKEN: 'hush-3141',
      MY_PLACE: 'shell',
      BILANCIA_SEED: '99',
    };
    const { out } = await play(prints, environment, '--env', 'MY_PLACE=flag');
    expect(await readFile(runFile(out, 'console'), 'utf8')).toBe(
      `HOME=${process.env['HOME']} MY_PLACE=flag BILANCIA_SEED=1\n`,
    );
    expect(await readFile(runFile(out, 'series'), 'utf8')).toContain('"requests":1');
  });

  it('stand in no file of the run folder', async () => {
    const { out } = await play(prints, { MY_TOKEN: 'hush-3141' });
    for (const name of await readdir(out)) {
      const bytes = await readFile(join(out, name));
      expect(`${name}: ${bytes.includes('hush-3141')}`).toBe(`${name}: false`);
    }
  });

  it('do not reach it when it says so by the variable that k6 has for that', async () => {
    const { out } = await play(prints, { MY_PLACE: 'shell', K6_INCLUDE_SYSTEM_ENV_VARS: 'false' });
    expect(await readFile(runFile(out, 'console'), 'utf8')).toBe(
      'HOME=undefined MY_PLACE=undefined BILANCIA_SEED=1\n',
    );
  });

  it('that k6 goes by count for it, but for those that say where its output goes', async () => {
    const other = join(folder, 'other.json');
    const { out, stderr } = await play(
      `export const options = { vus: 1, iterations: 1 };
       export default () => { http.get(site + '/a'); };`,
      { K6_ITERATIONS: '7', K6_VUS: '2', K6_OUT: `json=${other}`, K6_SUMMARY_EXPORT: other },
    );
    expect(stderr).toContain(
      'K6_OUT, K6_SUMMARY_EXPORT are set, and not used: where the points, the log and the summary of k6 go is for Bilancia to say.\n',
    );
    await expect(readFile(other)).rejects.toThrow('ENOENT');
    expect(await readFile(runFile(out, 'engineSummary'), 'utf8')).toMatch(/"fails": 7,/);
  });

  it('of k6 do not change the load of a profile, which is told', async () => {
    const out = await mkdtemp(join(folder, 'profile-'));
    const script = join(folder, 'profile.js');
    await writeFile(
      script,
      `export const options = { vus: 1, iterations: 2 };\nexport default () => {};`,
    );
    const env = { ...process.env, K6_ITERATIONS: '7', K6_NO_SETUP: 'true' };
    const told: string[] = [];
    const series: SeriesLine[] = [];
    const plan = await k6.plan({
      script,
      isOurs: true,
      virtualUsers: undefined,
      generators: 1,
      workingDirectory: folder,
      env,
      sharesMachine: false,
    });
    const played = await plan.start({
      folder: out,
      settings: {},
      admit: () => undefined,
      confined: true,
      tell: (text) => told.push(text),
    });
    await played.record({ ...silentSink, series: (line) => series.push(line) });
    expect((await played.end).kind).toBe('completed');
    expect(series.reduce((sum, { counters }) => sum + (counters['iterations'] ?? 0), 0)).toBe(2);
    expect(told).toEqual([
      'K6_ITERATIONS, K6_NO_SETUP are set, and not used: a profile\'s load is its own, see the flags of "bilancia run --help".',
    ]);
  });
});
