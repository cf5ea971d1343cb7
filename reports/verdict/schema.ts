import { z } from 'zod';
import { outcomes } from '../../core/outcome.ts';
import { severities } from './finding.ts';

const count = z.int().nonnegative();
/** Per second; null where it is not known. */
const rate = z.object({ planned: z.number().nullable(), observed: z.number().nullable() });

/** `verdict.json`. Times in milliseconds unless their name says otherwise, rates per second, fractions 0 to 1. */
export const verdictSchema = z.object({
  schemaVersion: z.literal(1),
  run: z.string(),
  outcome: z.enum(outcomes),
  /** Whole sentences with the figures, the most important first. */
  reasons: z.array(z.string()),
  /** The same and more, with the rule that found it. */
  findings: z.array(
    z.object({ rule: z.string(), severity: z.enum(severities), summary: z.string() }),
  ),
  objectives: z.array(
    z.object({
      name: z.string(),
      expected: z.string(),
      observed: z.string(),
      /** null: too few requests to say. */
      met: z.boolean().nullable(),
      objective: z.string(),
      requests: z.array(z.string()),
      indicator: z.enum(['p50', 'p95', 'p99', 'errorRate']),
      limit: z.number(),
      value: z.number().nullable(),
      samples: count,
      windows: z.object({
        judged: count,
        met: count,
        /** Fraction of a window's requests that may fail, or be slower than the limit. */
        allowed: z.number(),
        /** The window that spent most of the error budget: its start in seconds into the hold, and how often that was. */
        worst: z
          .object({
            from: z.number(),
            value: z.number(),
            bad: z.number(),
            burnRate: z.number().nullable(),
          })
          .nullable(),
      }),
    }),
  ),
  invariants: z.array(
    z.object({
      name: z.string(),
      /** What was looked at: rows of the database, or facts of the clients. 0: nothing to check. */
      checked: count,
      violations: count,
      examples: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
    }),
  ),
  load: z.object({
    visitorsAsked: count,
    /** Mean over the hold, weighted by time; null when the script does not tell. */
    visitorsHeld: z.number().nullable(),
    /** Of the whole run, ramps included. */
    requests: count,
    failed: count,
    refused: count,
    droppedIterations: count,
    /** Over the hold. */
    requestsPerSecond: z.number(),
    holdSeconds: z.number(),
    bookings: z.object({ acknowledged: count, refused: count, indeterminate: count }),
    sessionsPerSecond: rate,
    pageViewsPerSecond: rate,
    bookingsPerSecond: rate,
  }),
  /** Answered requests of the hold by request name. */
  latency: z.record(z.string(), z.object({ p50: z.number(), p95: z.number(), p99: z.number() })),
});

export type Verdict = z.infer<typeof verdictSchema>;
export type InvariantResult = Verdict['invariants'][number];
export type LoadFigures = Verdict['load'];
