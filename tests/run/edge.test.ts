// @module-tag needs/edge
// @module-tag needs/cluster
// @module-tag needs/k6
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEdgeLogLine } from '../../core/formats/cloudfront-log.ts';
import { runFiles } from '../../core/run-folder/files/index.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { readRecords } from '../../core/run-folder/read-records.ts';
import { collected } from '../../core/collected.ts';
import type { Part } from '../../system-under-test/cluster/state.ts';
import { until } from '../../system-under-test/cluster/until.ts';
import { bilancia } from '../cli/run-command-line.ts';
import type { TestCluster } from './test-cluster.ts';
import { resultOf, upSmall } from './test-cluster.ts';

let cluster: TestCluster;
let port: string;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bil-rules-'));
  const rules = join(folder, 'firewall.yml');
  await writeFile(rules, 'rules: [{ name: per-address, limit: 5000 }]\n');
  cluster = await upSmall('edge', '--edge', '--firewall', rules);
  await rm(folder, { recursive: true });
  ({ port } = new URL((await cluster.state()).baseUrl));
});
afterAll(() => cluster.down());

async function visit(path: string): Promise<{ cache: string; body: string; status: number }> {
  const headers = { host: 'riviera.localhost' };
  const asked = request({ host: '127.0.0.1', port, path, headers, agent: false }).end();
  const [response]: IncomingMessage[] = await once(asked, 'response');
  if (response === undefined) throw new Error('no response');
  const cache = String(response.headers['x-cache']).replace(' from cloudfront', '');
  return { cache, status: response.statusCode ?? 0, body: await text(response) };
}

async function edgeParts(): Promise<Part[]> {
  return (await cluster.state()).parts.filter(({ kind }) => kind === 'edge' || kind === 'edge-log');
}

describe('a cluster with an edge', () => {
  it('sends visitors through it, and tells where the load balancer is', async () => {
    const { endpoints, parts, files } = await cluster.state();
    const addressOf = (kind: string) => parts.find((part) => part.kind === kind)?.address;
    expect(addressOf('edge')).toBe(`127.0.0.1:${port}`);
    expect(addressOf('load-balancer')).toBe(endpoints.origin);
    expect(endpoints.origin).not.toBe(`127.0.0.1:${port}`);
    expect(files.edgeLog).toMatch(/edge\.log$/);
    expect((await edgeParts()).map(({ name, health }) => [name, health])).toEqual([
      ['edge', 'healthy'],
      ['edge-log', 'healthy'],
    ]);
  });

  it("takes a second visit's page and assets from the cache, and asks the origin for none", async () => {
    const page = await visit('/book');
    const assets = [...new Set(page.body.match(/\/assets\/[\w.-]+/g))];
    expect(assets.length).toBeGreaterThan(5);
    const first = await Promise.all(assets.map(visit));
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set([200]));
    const { accessLog } = (await cluster.state()).files;
    const lines = async (what: RegExp): Promise<string[]> =>
      (await readFile(accessLog, 'utf8')).split('\n').filter((line) => what.test(line));
    // A line is written when its answer is there already.
    const logged = async (what: RegExp, count: number): Promise<boolean> =>
      until(async () => (await lines(what)).length >= count, { withinMs: 30_000 });
    const kept = /GET \S*\/(assets|book)/;
    const fetched = [page, ...first].filter(({ cache }) => cache !== 'Hit').length;
    expect(await logged(kept, fetched)).toBe(true);
    const before = await lines(kept);
    const second = await Promise.all(['/book?property=RIV1', ...assets].map(visit));
    expect(new Set(second.map(({ cache }) => cache))).toEqual(new Set(['Hit']));
    // What is kept nowhere comes last to the log.
    await visit('/inventory/v1/properties?last');
    expect(await logged(/GET \S*\?last/, 1)).toBe(true);
    expect(await lines(kept)).toEqual(before);
  });
});

describe('a run through it', () => {
  let folder: string;
  let requests: number;
  beforeAll(async () => {
    folder = join(cluster.folder, 'run');
    const args = ['smoke', '--visitors', '20', '--ramp', '2s', '--duration', '12s'];
    const ended = await bilancia([
      'run',
      ...args,
      '--name',
      cluster.name,
      '--json',
      '--out',
      folder,
    ]);
    // Too short to be judged by all objectives, and perhaps on a busy machine.
    ({ requests } = resultOf(ended).verdict.load);
    expect(requests).toBeGreaterThan(100);
  });

  it('has every answer in the log of the edge, each visitor with an address of its own', async () => {
    const lines = (await readFile(runFile(folder, 'edgeLog'), 'utf8')).trimEnd().split('\n');
    expect(lines.map(parseEdgeLogLine)).not.toContain(undefined);
    const ofVisitors = lines.filter((line) => line.includes('\tGrafana k6'));
    expect(ofVisitors).toHaveLength(requests);
    const addresses = ofVisitors.map((line) => line.split('\t')[19]);
    expect(new Set(addresses.filter((address) => address !== '-')).size).toBe(20);
  });

  it('has health checks, and what the edge took of the machine', async () => {
    const checks = await collected(readRecords(folder, runFiles.healthChecks));
    expect(new Set(checks.map(({ isHealthy }) => isHealthy))).toEqual(new Set([true]));
    const usage = await collected(readRecords(folder, runFiles.edgeUsage));
    expect(usage.length).toBeGreaterThan(2);
    const [first, last] = [usage[0], usage.at(-1)];
    expect((last?.cpuSeconds ?? 0) - (first?.cpuSeconds ?? 0)).toBeGreaterThan(0);
    expect((last?.logCpuSeconds ?? 0) - (first?.logCpuSeconds ?? 0)).toBeGreaterThan(0);
  });

  it('is told in the report', async () => {
    const page = await readFile(runFile(folder, 'report'), 'utf8');
    const section = /<h2>Edge<\/h2>[^]*?<\/section>/.exec(page)?.[0].replaceAll(/\s+/g, ' ') ?? '';
    for (const row of ['Hit rate', '4xx', '5xx', 'Blocked by the firewall', 'Cost of an answer'])
      expect(section).toContain(`<dt>${row}</dt>`);
    expect(section).toMatch(/healthy all the time; 0 of \d+ looks failed/);
  });
});

it('comes back when it is killed, and its log with it', async () => {
  for (const { pid } of await edgeParts()) if (pid !== null) process.kill(pid, 'SIGKILL');
  const isBack = async (): Promise<boolean> => {
    const parts = await edgeParts();
    return parts.every(({ health, restarts }) => health === 'healthy' && restarts > 0);
  };
  expect(await until(isBack, { withinMs: 30_000, everyMs: 100 })).toBe(true);
  expect((await visit('/book')).status).toBe(200);
});
