import { randomBytes } from 'node:crypto';
import type { ConnectionOptions } from 'mysql2/promise';
import { prepareDatabases } from '../../pms/seed/prepare.ts';
import { parseTenantsFile, type TenantsFile } from '../../pms/tenants-file.ts';
import type { ClusterOptions } from '../options.ts';
import type { ClusterState } from '../state.ts';
import { newPassword } from './accounts.ts';

/** Who lives in the cluster. A tenant's weight is its number of campsites. */
const residents = [
  { id: 'riviera', weight: 2 },
  { id: 'dolomiti', weight: 1 },
] as const;

/** What a small cluster has: enough to book in, little to seed. */
const smallSeed = { units: 20, nights: 60 } as const;

/** The tenants' file of a new template, with fresh secrets. */
export function newTenants(): TenantsFile {
  return parseTenantsFile({
    signingKey: randomBytes(32).toString('base64url'),
    tenants: residents.map(({ id }) => ({
      ...databaseAccount(id),
      id,
      hosts: [`${id}.localhost`],
      staff: {
        users: [{ username: 'reception', password: newPassword(), role: 'reception' }],
        clients: [{ id: 'back-office', secret: newPassword(), role: 'manager' }],
      },
    })),
    platform: databaseAccount('platform'),
  });
}

function databaseAccount(id: string) {
  return { schema: `pms_${id}`, user: `pms_${id}`, password: newPassword() };
}

export async function fillDatabases(
  admin: ConnectionOptions,
  { bookingMode, size }: ClusterOptions,
  tenants: TenantsFile,
  today: string,
): Promise<void> {
  const scale = size === 'small' ? smallSeed : {};
  await prepareDatabases(admin, { bookingMode, tenants, today, ...scale });
}

/** What may be known of the tenants. */
export function publicTenants({ tenants }: TenantsFile): ClusterState['tenants'] {
  return tenants.map(({ id, hosts, schema }) => ({
    id,
    schema,
    host: hosts[0] ?? id,
    weight: residents.find((resident) => resident.id === id)?.weight ?? 1,
  }));
}
