import { z } from 'zod';
import type { TenantCounts } from './reconcile.ts';

const amount = z.number().nonnegative();

/** What tenants pay for: packages by name, and the package of each tenant. */
export const packagesFile = z.strictObject({
  packages: z.record(
    z.string(),
    z.strictObject({
      monthlyUsd: amount,
      /** Requests a month that are in it. */
      quota: amount,
      /** For each thousand beyond, begun ones included. */
      overageUsdPerThousand: amount,
      /** Requests in one second; more are told, and are not billed apart. */
      burstPerSecond: amount.optional(),
    }),
  ),
  tenants: z.record(z.string(), z.string()),
});
export type Packages = z.infer<typeof packagesFile>;

/** What a tenant would be billed for a month. */
export interface TenantBill {
  readonly tenant: string;
  readonly package: string;
  readonly requests: number;
  readonly overage: number;
  readonly usd: number;
  /** Seconds with more requests than the burst allows, and the most in one. */
  readonly burstSeconds: number;
  readonly mostPerSecond: number;
}

/**
 * Bills by what the system counted.
 * @param times how often a month has what the run had
 * @returns the bills, and who has none, with the reason
 */
export function billsOf(
  tenants: readonly TenantCounts[],
  { packages, tenants: chosen }: Packages,
  times: number,
): { readonly bills: readonly TenantBill[]; readonly without: readonly string[] } {
  const byName = new Map(Object.entries(packages));
  const choices = new Map(Object.entries(chosen));
  const bills: TenantBill[] = [];
  const without: string[] = [];
  for (const { tenant, system, bySecond } of tenants) {
    const name = choices.get(tenant);
    const own = name === undefined ? undefined : byName.get(name);
    if (name === undefined || own === undefined || system === undefined) {
      const why =
        system === undefined
          ? 'the system did not count it'
          : name === undefined
            ? 'it has no package'
            : `there is no package "${name}"`;
      without.push(`${tenant} has no bill: ${why}.`);
      continue;
    }
    const requests = Math.round(system * times);
    const overage = Math.max(0, requests - own.quota);
    const { burstPerSecond = Infinity } = own;
    bills.push({
      tenant,
      package: name,
      requests,
      overage,
      usd: own.monthlyUsd + Math.ceil(overage / 1000) * own.overageUsdPerThousand,
      burstSeconds: [...bySecond.values()].filter((count) => count > burstPerSecond).length,
      mostPerSecond: Math.max(0, ...bySecond.values()),
    });
  }
  return { bills, without };
}
