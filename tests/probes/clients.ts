// @module-tag needs/mariadb
import { connect } from 'node:net';
import { type Connection, type Pool, createConnection, createPool } from 'mysql2/promise';
import { pause } from '../../core/pause.ts';
import { account } from './readers.ts';

/** Where the next connection goes. */
export type Resolve = () => string | Promise<string>;

/** Opens a connection, uses it for a while and closes it, again and again, many at a time. */
export async function renew(resolve: Resolve, port: number, until: AbortSignal): Promise<void> {
  const all: Promise<void>[] = [];
  while (!until.aborted) {
    all.push(useOne(await resolve(), port, until));
    await pause(60, until);
  }
  await Promise.all(all);
}

async function useOne(host: string, port: number, until: AbortSignal): Promise<void> {
  const connection = await createConnection({ host, port, ...account });
  for (let use = 0; use < 10 && !until.aborted; use += 1) {
    await connection.query('SELECT 1');
    await pause(100, until);
  }
  connection.destroy();
}

/** Opens so many connections to each host, and keeps them, all in use. */
export async function keep(
  counts: Readonly<Record<string, number>>,
  port: number,
  until: AbortSignal,
): Promise<void> {
  const hosts = Object.entries(counts).flatMap(([host, count]) => Array<string>(count).fill(host));
  const all: Connection[] = await Promise.all(
    hosts.map((host) => createConnection({ host, port, ...account })),
  );
  while (!until.aborted) {
    await Promise.all(all.map((connection) => connection.query('SELECT 1')));
    await pause(200, until);
  }
  for (const connection of all) connection.destroy();
}

/** A pool as the driver has it, filled from both hosts in turn, and then used by one at a time. */
export async function usePool(
  hosts: readonly string[],
  port: number,
  until: AbortSignal,
): Promise<void> {
  let nth = 0;
  const pool: Pool = createPool({
    ...account,
    connectionLimit: 20,
    stream: () => connect(port, hosts[nth++ % hosts.length]),
  });
  const all = await Promise.all(Array.from({ length: 20 }, () => pool.getConnection()));
  for (const connection of all) connection.release();
  while (!until.aborted) {
    await pool.query('SELECT 1');
    await pause(10, until);
  }
  await pool.end();
}
