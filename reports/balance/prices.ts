import { z } from 'zod';

/** What a Fargate task costs by what it reserves, in US dollars. */
export const fargatePrices = z.object({
  /** When somebody looked, `2026-11-26`. */
  asOf: z.string(),
  regions: z.record(z.string(), z.object({ vcpuHour: z.number(), gbHour: z.number() })),
});
export type FargatePrices = z.infer<typeof fargatePrices>;

/** On Linux and x86. Public sources disagree on Europe by up to 2 %; give your own where it matters. */
export const defaultPrices: FargatePrices = {
  asOf: '2026-11-26',
  regions: {
    'us-east-1': { vcpuHour: 0.04048, gbHour: 0.004445 },
    'eu-west-1': { vcpuHour: 0.04456, gbHour: 0.004865 },
    'eu-central-1': { vcpuHour: 0.04656, gbHour: 0.00511 },
    'eu-south-1': { vcpuHour: 0.045, gbHour: 0.00494 },
  },
};

const hoursInMonth = 730;

/** What a region asks; undefined where that is not known. */
export function pricesIn(
  { regions }: FargatePrices,
  region: string,
): { readonly vcpuHour: number; readonly gbHour: number } | undefined {
  return new Map(Object.entries(regions)).get(region);
}

/** Dollars a month for tasks of a size; undefined where the region has no price. */
export function monthlyCost(
  prices: FargatePrices,
  region: string,
  tasks: number,
  size: { readonly vcpu: number; readonly memoryMiB: number },
): number | undefined {
  const price = pricesIn(prices, region);
  if (price === undefined) return undefined;
  const hour = size.vcpu * price.vcpuHour + (size.memoryMiB / 1024) * price.gbHour;
  return tasks * hour * hoursInMonth;
}
