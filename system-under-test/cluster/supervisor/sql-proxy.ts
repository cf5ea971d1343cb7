import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { type Addresses, hosts } from '../addresses.ts';
import { auditSchema } from '../database/accounts.ts';
import type { DatabaseNode } from '../database/node.ts';
import type { Launcher } from '../processes/launcher.ts';
import { proxyConfiguration } from '../sql-proxy/configuration.ts';
import { findProxy } from '../sql-proxy/location.ts';
import type { Secrets } from '../state.ts';
import type { Service } from './service.ts';

interface SqlProxyPlan {
  readonly launcher: Launcher;
  readonly addresses: Addresses;
  readonly nodes: readonly [DatabaseNode, ...DatabaseNode[]];
  readonly secrets: Secrets;
  readonly hint: boolean;
}

/** A proxy that splits reads from writes, before the nodes as they are at the start: it follows no failover. */
export async function sqlProxyService(plan: SqlProxyPlan): Promise<Service> {
  const { launcher, addresses, secrets, hint } = plan;
  const { java, jars } = findProxy(process.env);
  const [writer, ...readers] = plan.nodes;
  const folder = launcher.paths.sqlProxy;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { audit: account } = secrets;
  const files = proxyConfiguration({ writer, readers, schema: auditSchema, account, hint });
  for (const [name, text] of files) await writeFile(join(folder, name), text, { mode: 0o600 });
  const host = `${addresses.network}.${hosts.sqlProxy}`;
  const port = addresses.ports.sqlProxy;
  const limits = ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
  const main = join(import.meta.dirname, '..', 'sql-proxy', 'LoopbackProxy.java');
  const args = [...limits, '-cp', `${jars}/*`, main, host, String(port), folder];
  return {
    name: 'sql-proxy',
    kind: 'sql-proxy',
    address: `${host}:${port}`,
    start: () => launcher.start('sql-proxy', { path: java }, args),
    check: async () => {
      const connection = await createConnection({ host, port, ...account, database: auditSchema });
      // Its loss shows in the query below.
      connection.on('error', () => undefined);
      try {
        await connection.query({ sql: 'SELECT 1', timeout: 5_000 });
        return hint ? 'splits reads from writes' : 'splits reads from writes, hint off';
      } finally {
        connection.destroy();
      }
    },
    restart: true,
  };
}
