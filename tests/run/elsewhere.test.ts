// @module-tag needs/k6
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { objectionsBy } from '../../reports/testing/judge-run.ts';
import { type Verdict, verdictSchema } from '../../reports/verdict/schema.ts';
import { bilancia } from '../cli/run-command-line.ts';
import type { Ended } from '../cli/run-command-line.ts';
import { nobodys, type Site, siteAt } from './site-at.ts';

/** An address of this machine that is none of its loopback ones; where it has none, one that nobody answers at. */
const outside =
  Object.values(networkInterfaces())
    .flat()
    .find((one) => one !== undefined && !one.internal && one.family === 'IPv4')?.address ?? nobodys;

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
