import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSources } from './read-sources.ts';

const documents = join(import.meta.dirname, 'testing');
const start = Date.UTC(2026, 8, 1);

const lines = (all: readonly unknown[]): string =>
  all.map((one) => `${JSON.stringify(one)}\n`).join('');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bilancia-stats-'));
});
afterAll(async () => rm(folder, { recursive: true }));

async function write(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe("the task metadata endpoint's statistics", () => {
  const document = (name: string): unknown =>
    JSON.parse(readFileSync(join(documents, name), 'utf8'));
  const task = (id: string, ip: string): object => ({
    Cluster: 'default',
    TaskARN: `arn:aws:ecs:us-west-2:111122223333:task/default/${id}`,
    Family: 'pms',
    ServiceName: 'web',
    Revision: '26',
    AvailabilityZone: 'us-west-2d',
    Limits: { CPU: 0.5, Memory: 1024 },
    Containers: [
      { StartedAt: '2020-10-02T00:43:06.076707576Z', Networks: [{ IPv4Addresses: [ip] }] },
    ],
  });
  const container = (second: number, spent: number): object => ({
    read: new Date(start + second * 1000).toISOString(),
    preread: new Date(start + (second - 1) * 1000).toISOString(),
    cpu_stats: { cpu_usage: { total_usage: 1e9 * second + spent } },
    precpu_stats: { cpu_usage: { total_usage: 1e9 * second } },
    memory_stats: { usage: 300 * 1024 * 1024, stats: { cache: 44 * 1024 * 1024 } },
    networks: { eth1: { rx_packets: 7 } },
    network_rate_stats: { rx_bytes_per_sec: 42 },
  });

  it('are load at a second each, of all containers of a task, joined with targets by address', async () => {
    const statsOf = (spent: number): object[] =>
      [1, 2, 3, 5].map((second) => ({
        app: container(second, spent),
        side: container(second, 1e7),
        late: null,
      }));
    const paths = [
      await write('tmde-a.ndjson', lines([task('a1', '10.0.0.1'), ...statsOf(9e7)])),
      await write('tmde-b.ndjson', lines([task('b1', '10.0.0.2'), ...statsOf(19e7), { odd: 1 }])),
      await write(
        'tmde.log',
        `http ${new Date(start + 2000).toISOString()} app/x/1 10.9.9.9:1 10.0.0.2:80 0.000 0.1 0.000 200 200 1 1 "GET http://h:80/ HTTP/1.1" "-" - - arn:aws:x "-"\n`,
      ),
    ];
    const { services, unusable } = await readSources(paths);
    expect(Object.fromEntries(unusable)).toEqual({ 'lines that are no statistics of a task': 1 });
    const found = services.map(({ name, cluster, matrix }) => [
      cluster,
      name,
      matrix.stepMs,
      matrix.units.map(({ id, zone, vcpu }) => [id, zone, vcpu]),
      [...matrix.cpu].map((cpu) => cpu.toFixed(3)),
      matrix.memory[0],
      [...(matrix.balancer?.requests ?? [])],
    ]);
    const none = [Number.NaN, Number.NaN];
    expect(found).toEqual([
      [
        'default',
        'web',
        1000,
        [
          ['a1', 'us-west-2d', 0.5],
          ['b1', 'us-west-2d', 0.5],
        ],
        ['0.100', '0.200', '0.100', '0.200', '0.100', '0.200', '0.100', '0.200'],
        0.5,
        [...none, 0, 1, ...none, ...none],
      ],
    ]);
  });

  it('are read as AWS documents them', async () => {
    const path = await write(
      'documented.ndjson',
      lines([document('tmde4-task.json'), document('tmde4-task-stats.json')]),
    );
    const { services, unusable } = await readSources([path]);
    expect([...unusable]).toEqual([]);
    expect(services.map(({ name, matrix }) => [name, matrix.units.map(({ id }) => id)])).toEqual([
      ['MyService', ['158d1c8083dd49d6b527399fd6414f5c']],
    ]);
  });
});
