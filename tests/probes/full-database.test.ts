// @module-tag needs/mariadb
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bilancia } from '../cli/run-command-line.ts';
import { type TestNameServer, startTestNameServer } from './name-server.ts';
import { type TestReaders, account, startTestReaders } from './readers.ts';

/** The least that MariaDB takes; one more is kept for root, who fills it. */
const most = 10;

let readers: TestReaders;
let names: TestNameServer;
let folder: string;
const held: Connection[] = [];
beforeAll(async () => {
  readers = await startTestReaders();
  const { hosts, port, servers } = readers;
  names = await startTestNameServer(() => hosts[0]);
  folder = await mkdtemp(join(tmpdir(), 'bil-full-'));
  const node = (name: string, host: string): object => ({ name, host, port });
  const database = {
    writer: node('db-1', hosts[0]),
    readers: [node('db-2', hosts[0]), node('db-3', hosts[1])],
    user: account.user,
    passwordFrom: 'PROBE_PASSWORD',
    audit: { user: account.user, passwordFrom: 'PROBE_PASSWORD', schema: 'audit' },
    schemas: {},
  };
  const file = { name: 'full', baseUrl: 'http://127.0.0.1:1/', database };
  await writeFile(join(folder, 'full.yml'), JSON.stringify(file));
  for (const server of servers) {
    const root = await createConnection({ host: '127.0.0.1', port: server.port, user: 'root' });
    held.push(root);
    await root.query(`GRANT PROCESS ON *.* TO '${account.user}'@'%'`);
    await root.query(`SET GLOBAL max_connections = ${most}`);
    for (let nth = 1; nth < most; nth += 1)
      held.push(await createConnection({ host: '127.0.0.1', port: server.port, ...account }));
  }
}, 60_000);
afterAll(async () => {
  for (const connection of held) connection.destroy();
  names.close();
  await readers.stop();
  await rm(folder, { recursive: true, force: true });
});

const named = (): string[] => [
  '--endpoint',
  `readers.test:${readers.port}`,
  '--name-server',
  names.address,
  '--resolver',
  names.address,
];

const probes: readonly (readonly [name: string, flags: () => string[], status: number])[] = [
  ['reader-balance', () => [...named(), '--for', '2s'], 2],
  ['reader-join', () => [...named(), '--for', '2s'], 2],
  ['what-if', () => [...named(), '--for', '2s'], 2],
  ['connections', () => ['--for', '2s'], 1],
  ['preflight', () => [], 3],
  ['read-write-split', () => ['--endpoint', `127.0.0.1:${readers.port}`, '--for', '2s'], 2],
];

describe('a probe of a database that takes no more connections', () => {
  it.each(probes)('%s says so, without a stack', async (name, flags, status) => {
    const out = join(folder, name);
    const args = ['probe', name, './full.yml', ...flags(), '--out', out];
    const ended = await bilancia(args, { PROBE_PASSWORD: account.password }, folder);
    const said = `${ended.stdout}${ended.stderr}`;
    expect([ended.status, said]).toEqual([status, expect.stringMatching(/Too many connections/)]);
    expect(said).not.toMatch(/^ {4}at /m);
  });
});
