// @module-tag needs/k6
import { createServer, type Server } from 'node:http';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeriesLine } from '../../core/run-folder/files/series.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { objectionsBy } from '../../reports/testing/judge-run.ts';
import { type Verdict, verdictSchema } from '../../reports/verdict/schema.ts';
import { collectingSink } from '../../scenarios/engines/k6/csv/testing/read-text.ts';
import { k6 } from '../../scenarios/engines/k6/k6.ts';
import { bilancia } from '../cli/run-command-line.ts';
import type { Ended } from '../cli/run-command-line.ts';

/** An address of this machine that is none of its loopback ones; where it has none, one that nobody answers at. */
const outside =
  Object.values(networkInterfaces())
    .flat()
    .find((one) => one !== undefined && !one.internal && one.family === 'IPv4')?.address ??
  '192.0.2.1';

interface Site {
  readonly host: string;
  /** Connections that were made to it. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

/** A site that answers everything, and sends `/to?URL` on to that URL. */
async function siteAt(address: string): Promise<Site> {
  const server = createServer((request, response) => {
    const [path, to = '/'] = (request.url ?? '').split('?');
    if (path === '/to') response.writeHead(302, { location: decodeURIComponent(to) });
    response.end('{}');
  });
  let connections = 0;
  server.on('connection', () => (connections += 1));
  const port = await portOf(server, address);
  return {
    host: `${address}:${port}`,
    connections: () => connections,
    close: async () => {
      server.closeAllConnections();
      if (server.listening) await promisify(server.close.bind(server))();
    },
  };
}

/** 9, where nobody listens, when the address is not this machine's. */
async function portOf(server: Server, address: string): Promise<number> {
  if (address === '192.0.2.1') return 9;
  await new Promise<void>((resolve) => void server.listen(0, address, resolve));
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('it listens on no port');
  return at.port;
}

const begin = `import http from 'k6/http';
import { sleep } from 'k6';
const site = __ENV.BILANCIA_BASE_URL;
const named = { tags: { name: 'page' } };
`;

describe('load that does not go where the target is', () => {
  let folder: string;
  let target: Site;
  let neighbor: Site;
  let stranger: Site;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-elsewhere-'));
    [target, neighbor, stranger] = await Promise.all([
      siteAt('127.0.0.1'),
      siteAt('127.0.0.2'),
      siteAt(outside),
    ]);
    const file = `name: theirs\nbaseUrl: http://${target.host}\n`;
    await writeFile(join(folder, 'target.yml'), file);
    await writeFile(join(folder, 'both.yml'), `${file}alsoHosts: ['${neighbor.host}']\n`);
  });
  afterAll(async () => {
    await Promise.all([target, neighbor, stranger].map((site) => site.close()));
    await rm(folder, { recursive: true });
  });

  let runs = 0;
  const run = async (
    text: string,
    flags: readonly string[] = [],
    targetFile = 'target.yml',
  ): Promise<Ended & { out: string; verdict: Verdict; seconds: number }> => {
    const out = join(folder, `run-${(runs += 1)}`);
    await writeFile(`${out}.js`, begin + text);
    const began = Date.now();
    const args = ['run', `./run-${runs}.js`, '--target', targetFile, '--out', out, ...flags];
    const ended = await bilancia(args, {}, folder);
    const seconds = (Date.now() - began) / 1000;
    const verdict = await readFile(runFile(out, 'verdict'), 'utf8').catch(() => {
      throw new Error(`there is no verdict: ${ended.stdout}${ended.stderr}`);
    });
    return { ...ended, out, seconds, verdict: verdictSchema.parse(JSON.parse(verdict)) };
  };

  it('is named with its share when it stays on this machine, and makes a pass impossible', async () => {
    const { verdict, status } = await run(`export const options = { vus: 2, iterations: 40 };
      export default () => { for (let i = 0; i < 3; i += 1) http.get(site + '/a'); http.get('http://${neighbor.host}/a'); };`);
    expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([
      `inconclusive: 40 requests of 160 (25 %) went to a host that is not the target's: ${neighbor.host} (40), 25 % of what was judged: name what belongs to the target under alsoHosts in its file, and take the rest out of the script.`,
    ]);
    expect(status).not.toBe(0);
  });

  it("is the target's own where its file names the host", async () => {
    const { verdict, out } = await run(
      `export const options = { vus: 2, iterations: 40 };
       export default () => { http.get(site + '/a'); http.get('http://${neighbor.host}/a'); };`,
      [],
      'both.yml',
    );
    expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([]);
    const manifest = await readManifest(out);
    expect(manifest.target.hosts).toEqual([target.host, neighbor.host]);
    expect(manifest.confined).toBe(true);
  });

  it('is known by its address when its requests have names, and only remarked in setup()', async () => {
    const { verdict } = await run(`export const options = { vus: 2, iterations: 40 };
      export function setup() { http.get('http://${neighbor.host}/login', named); }
      export default () => { http.get(site + '/a', named); };`);
    expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([
      "remark: 1 request of 41 (2.4 %) went to a host that is not the target's: 127.0.0.2 (1); none of them was judged.",
    ]);
  });

  it.each([
    ['a request', `http.get('http://STRANGER/a?key=secret', named)`],
    ['a redirect', `http.get(site + '/to?' + encodeURIComponent('http://STRANGER/'), named)`],
    ['a WebSocket', `ws.connect('ws://STRANGER/', () => {})`],
  ])(
    'ends the run at once where %s would leave this machine, which none does',
    async (_, sends) => {
      const before = stranger.connections();
      const ended = await run(`import ws from 'k6/ws';
      export const options = { vus: 2, duration: '60s' };
      export default () => { ${sends.replace('STRANGER', stranger.host)}; sleep(0.1); };`);
      expect(ended.stderr).toContain(
        `The script turned to ${stranger.host}, which is not on this machine, and the run was ended before anything was sent there. Take it out of the script, or confirm with --i-may-test-this-system if you may test that as well.\n`,
      );
      expect(ended.status).toBe(2);
      expect(ended.verdict.outcome).not.toBe('pass');
      expect(ended.verdict.reasons.join('\n')).toContain(
        `The run ended early (the script turned to ${stranger.host}, which is not on this machine)`,
      );
      expect(ended.seconds).toBeLessThan(45);
      expect(stranger.connections()).toBe(before);
    },
  );

  it('ends the run in setup(), too, even when the script throws for it or says nothing', async () => {
    const before = stranger.connections();
    for (const sends of ['SEND', 'try { SEND } catch (_) { sleep(30) }']) {
      const text = sends.replace('SEND', `http.get('http://${stranger.host}/')`);
      const { status, stderr } = await run(`export const options = { duration: '60s', throw: true };
        export function setup() { ${text} }
        export default () => { http.get(site + '/a'); };`);
      expect(stderr).toContain(`The script turned to ${stranger.host}, which is not on`);
      expect(status).toBe(2);
    }
    expect(stranger.connections()).toBe(before);
  });

  it('may go there when that is confirmed, and is named', async () => {
    const { verdict, stderr } = await run(
      `export const options = { vus: 1, iterations: 10 };
       export default () => { http.get(site + '/a'); http.get('http://${stranger.host}/', { timeout: '200ms' }); };`,
      ['--i-may-test-this-system'],
    );
    expect(stderr).not.toContain('turned to');
    expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([
      `inconclusive: 10 requests of 20 (50 %) went to a host that is not the target's: ${stranger.host} (10), 50 % of what was judged: name what belongs to the target under alsoHosts in its file, and take the rest out of the script.`,
    ]);
  });

  it("is kept away by the script's own blacklist as under k6, without ending the run", async () => {
    const { status, stderr, verdict } =
      await run(`export const options = { vus: 1, iterations: 10, blacklistIPs: ['${outside}/32', '127.0.0.2/32'] };
       export default () => { http.get(site + '/a'); http.get('http://${stranger.host}/', named); http.get('http://${neighbor.host}/', named); };`);
    expect(stderr).not.toContain('turned to');
    expect(status).not.toBe(2);
    expect(verdict.failures.kinds.map(({ reason, count }) => `${reason}: ${count}`)).toEqual([
      'address that k6 is told to keep from: 20',
    ]);
  });

  it('follows names that the script itself maps to this machine', async () => {
    const port = target.host.split(':')[1];
    const { status, stderr } = await run(
      `export const options = { vus: 1, iterations: 10, hosts: { 'shop.example': '127.0.0.1' } };
       export default () => { http.get('http://shop.example:${port}/a'); };`,
    );
    expect(stderr).not.toContain('turned to');
    expect(status).not.toBe(2);
  });
});

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
      generators: 1,
      workingDirectory: folder,
      env,
      sharesMachine: false,
    });
    const played = await plan.start({
      folder: out,
      settings: {},
      confined: true,
      tell: (text) => told.push(text),
    });
    await played.record({
      ...collectingSink().sink,
      series: (line) => series.push(line),
      address: () => undefined,
      stray: () => undefined,
      fact: async () => undefined,
      print: async () => undefined,
      log: async () => undefined,
      flush: async () => undefined,
    });
    expect((await played.end).kind).toBe('completed');
    expect(series.reduce((sum, { counters }) => sum + (counters['iterations'] ?? 0), 0)).toBe(2);
    expect(told).toEqual([
      'K6_ITERATIONS, K6_NO_SETUP are set, and not used: a profile\'s load is its own, see the flags of "bilancia run --help".',
    ]);
  });
});
