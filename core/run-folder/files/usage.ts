import { z } from 'zod';
import { records } from './declaration.ts';

const usageSample = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  tenant: z.string(),
  /** Of the tenant's site, by which a load balancer tells it apart. */
  host: z.string(),
  /** Method and route, as the system names it; empty where nothing was counted yet. */
  route: z.string(),
  /** Requests that the system has counted since it was set up. */
  requests: z.number(),
});

/** What the system has counted of one tenant and route at a moment. */
export type UsageSample = z.infer<typeof usageSample>;

export const usage = records({
  name: 'usage.ndjson',
  about:
    "What the system's own metering has counted, per tenant and route: before the load and after it.",
  writtenBy: 'the observer usage, and run when the load is over',
  readBy: 'reports',
  schema: usageSample,
});
