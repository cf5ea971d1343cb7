import type { Database, Databases } from '../database/databases.ts';
import type { Tables } from '../schema/tables.ts';
import type { TenantEntry, TenantsFile } from '../tenants-file.ts';
import { Problem } from '../problem.ts';

export interface Tenant {
  readonly id: string;
  readonly database: Database<Tables>;
  readonly staff: TenantEntry['staff'];
}

export interface TenantDirectory {
  readonly all: readonly Tenant[];
  /** @throws Problem unknown-tenant */
  readonly find: (header: string | undefined, host: string | undefined) => Tenant;
}

/**
 * Tells tenants apart by the site that was addressed. Only for tools, which address no site but a machine, the header
 * `X-Tenant` names one: on a tenant's site it is not looked at.
 */
export function tenantDirectory(file: TenantsFile, databases: Databases): TenantDirectory {
  const byId = new Map<string, Tenant>();
  const byHost = new Map<string, Tenant>();
  for (const entry of file.tenants) {
    const database = databases.tenants.get(entry.id);
    if (database === undefined) throw new Error(`tenant ${entry.id} has no database`);
    const tenant = { id: entry.id, database, staff: entry.staff };
    byId.set(entry.id, tenant);
    for (const host of entry.hosts) byHost.set(host.toLowerCase(), tenant);
  }
  return {
    all: [...byId.values()],
    find(header, host) {
      const tenant = byHost.get(siteOf(host)) ?? byId.get(header ?? '');
      if (tenant !== undefined) return tenant;
      const given = header === undefined ? `The host "${siteOf(host)}"` : `X-Tenant "${header}"`;
      throw new Problem('unknown-tenant', `${given} belongs to no tenant.`);
    },
  };
}

/** The host without its port. */
function siteOf(host = ''): string {
  const colon = host.indexOf(':');
  return (colon === -1 ? host : host.slice(0, colon)).toLowerCase();
}
