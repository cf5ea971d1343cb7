import { z } from 'zod';
import { records, whereObservable } from './declaration.ts';

const because = 'the target has an edge';

/** Lines of CloudFront's standard log, see core/formats/cloudfront-log.ts. */
export const edgeLog = {
  name: 'edge.log',
  about: 'Lines of the log of the edge, in the format of CloudFront.',
  writtenBy: 'the observer edge-log',
  readBy: 'reports, monitors',
  expected: whereObservable('edge', because, { mayBeEmpty: true }),
} as const;

const healthCheck = z.object({
  /** Milliseconds since 1970, when the check was over. */
  at: z.number(),
  /** Which of the checkers, counted from 0. */
  checker: z.int().nonnegative(),
  isHealthy: z.boolean(),
  /** Milliseconds until there was a connection, and from then to the first byte; absent where it did not come so far. */
  connectMs: z.number().optional(),
  firstByteMs: z.number().optional(),
  /** Status of the answer, or why there was none. */
  seen: z.string(),
});

/** One look of one health checker at the system through its edge, as Route 53's look. */
export type HealthCheck = z.infer<typeof healthCheck>;

export const healthChecks = records({
  name: 'health-checks.ndjson',
  about: 'Health checks through the edge, as Route 53 makes them, a line per look of each checker.',
  writtenBy: 'the observer health-checks',
  readBy: 'reports, monitors',
  expected: whereObservable('edge', because, { coverage: { everySeconds: 15 } }),
  schema: healthCheck,
});

const edgeUsage = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  /** CPU seconds since they were started: of the cache, and of what writes its log. */
  cpuSeconds: z.number(),
  logCpuSeconds: z.number(),
  memoryBytes: z.number(),
});

/** What the processes of the edge have used. */
export type EdgeUsage = z.infer<typeof edgeUsage>;

export const edgeUsageFile = records({
  name: 'edge-usage.ndjson',
  about: 'CPU and memory of the processes of the edge, where they are of this machine.',
  writtenBy: 'the observer edge-usage',
  readBy: 'reports',
  schema: edgeUsage,
});
