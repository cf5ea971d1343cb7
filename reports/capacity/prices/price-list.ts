import { z } from 'zod';
import { defaultPrices, fargatePrices } from '../../balance/prices.ts';

const usd = z.number().nonnegative();

/** What things cost in US dollars. Every figure can be given anew: lists differ by region, contract and day. */
export const priceList = fargatePrices.extend({
  /** An hour of a load balancer, and of each capacity unit (LCU) on it. */
  loadBalancer: z.object({ hour: usd, lcuHour: usd }),
  aurora: z.object({
    /** An hour of each class, by name: of those that are not here, what `core/aurora-classes.ts` says. */
    classHour: z.record(z.string(), usd),
    storageGibMonth: usd,
    millionIo: usd,
    /** Of I/O-Optimized: times as much for instances, and storage. */
    ioOptimized: z.object({ instanceTimes: usd, storageGibMonth: usd }),
  }),
  cloudWatch: z.object({
    /** Price of a custom metric and month, up to so many of them; the last has no end. */
    metricMonth: z.array(z.object({ upTo: z.number().positive().optional(), usd })).min(1),
    ingestedGb: usd,
  }),
});
export type PriceList = z.infer<typeof priceList>;

/** us-east-1, but for Fargate, whose regions are told apart. Public price pages, as of the date. */
export const defaultPriceList: PriceList = {
  ...defaultPrices,
  loadBalancer: { hour: 0.0225, lcuHour: 0.008 },
  aurora: {
    classHour: {},
    storageGibMonth: 0.1,
    millionIo: 0.2,
    ioOptimized: { instanceTimes: 1.3, storageGibMonth: 0.225 },
  },
  cloudWatch: {
    metricMonth: [
      { upTo: 10_000, usd: 0.3 },
      { upTo: 250_000, usd: 0.1 },
      { upTo: 1_000_000, usd: 0.05 },
      { usd: 0.02 },
    ],
    ingestedGb: 0.5,
  },
};
