// @module-tag needs/k6
// @module-tag needs/openssl
import { type Server, createServer } from 'node:http';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFile } from '../../core/run-folder/path.ts';
import { objectionsBy } from '../../reports/testing/judge-run.ts';
import { type Verdict, verdictSchema } from '../../reports/verdict/schema.ts';
import { bilancia } from '../cli/run-command-line.ts';
import { listening } from './small-site.ts';

/** Answers everything, and sends `/to?URL` on to that URL. */
function site(): Server {
  return createServer((request, response) => {
    const [path, to = '/'] = (request.url ?? '').split('?');
    if (path === '/to') response.writeHead(302, { location: decodeURIComponent(to) });
    response.end('{}');
  });
}

describe("load on another port of the target's address", () => {
  const servers = [site(), site()];
  let folder: string;
  let other: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bilancia-other-port-'));
    const [port, otherPort] = await Promise.all(servers.map(listening));
    other = `127.0.0.1:${otherPort}`;
    const target = `name: theirs\nbaseUrl: http://127.0.0.1:${port}\n`;
    await writeFile(join(folder, 'target.yml'), target);
  });
  afterAll(async () => {
    for (const server of servers) server.closeAllConnections();
    await Promise.all(servers.map((server) => promisify(server.close.bind(server))()));
    await rm(folder, { recursive: true });
  });

  let runs = 0;
  const run = async (options: string, sends: string): Promise<Verdict> => {
    const name = `run-${(runs += 1)}`;
    const script = `import http from 'k6/http';
      import { sleep } from 'k6';
      const site = __ENV.BILANCIA_BASE_URL;
      const named = { tags: { name: 'page' } };
      export const options = { ${options} };
      export default () => { ${sends}; sleep(0.01); };`;
    await writeFile(join(folder, `${name}.js`), script);
    await bilancia(['run', `./${name}.js`, '--target', 'target.yml', '--out', name], {}, folder);
    const verdict = await readFile(runFile(join(folder, name), 'verdict'), 'utf8');
    return verdictSchema.parse(JSON.parse(verdict));
  };

  it.each([
    ['names', (to: string) => `http.get('http://${to}/a', named)`],
    ['redirects', (to: string) => `http.get(site + '/to?http%3A%2F%2F${to}%2F', named)`],
  ])('is seen by the connections where %s hide it', async (_, sends) => {
    const verdict = await run("vus: 2, duration: '2s'", sends(other));
    expect(verdict.outcome).not.toBe('pass');
    expect(objectionsBy(verdict, 'load-elsewhere').join()).toContain(
      `was connected to ${other}, too, which is not the target's.`,
    );
  });

  it('is not seen where names hide nothing', async () => {
    const verdict = await run("vus: 2, duration: '2s'", "http.get(site + '/a', named)");
    expect(objectionsBy(verdict, 'load-elsewhere')).toEqual([]);
  });

  it("is told where the script's own names lead there", async () => {
    const verdict = await run(
      `iterations: 40, hosts: { 'shop.example': '${other}' }`,
      "http.get('http://shop.example/a')",
    );
    expect(objectionsBy(verdict, 'load-elsewhere').join()).toContain(`${other} (40)`);
  });
});
