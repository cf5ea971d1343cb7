import { z } from 'zod';

const milliseconds = z.number().positive();
const pattern = z.string().min(1);

/** How a judged phase is cut into overlapping pieces, so that a bad half minute cannot hide in a good average; all count. */
const windowsSchema = z
  .strictObject({
    /** Length of a window, seconds. */
    seconds: z.int().positive().default(30),
    /** Seconds from the start of a window to that of the next; the length must be a multiple of it. */
    slideSeconds: z.int().positive().default(5),
    /**
     * How many times its error budget an objective may spend in a window: p95 may be exceeded by 5 % of the answers
     * over the whole phase, by 30 % in a window at a burn rate of 6. See burn-rate.ts.
     */
    burnRate: z.number().min(1).default(6),
  })
  .refine((windows) => windows.seconds % windows.slideSeconds === 0, {
    path: ['seconds'],
    message: 'must be a multiple of slideSeconds',
  });

const objectiveSchema = z.strictObject({
  /** Name under which the report shows it. */
  name: z.string().min(1),
  /** Request names it holds for; `*` stands for any text. Each matching name is judged by itself. */
  requests: z.array(pattern).min(1),
  /** Request names it does not hold for. */
  except: z.array(pattern).default([]),
  /** Judges all matching requests as one instead of name by name. */
  together: z.boolean().default(false),
  /** The percentile of the answered requests' duration must be below, milliseconds. */
  p50: milliseconds.optional(),
  p95: milliseconds.optional(),
  p99: milliseconds.optional(),
  /** The fraction of failed requests must be below; 0 allows none. Refusals (409) are answers, not errors. */
  errorRate: z.number().min(0).max(1).optional(),
});

/** The file of service level objectives. Ramps are never judged. */
export const objectivesSchema = z.strictObject({
  windows: windowsSchema.prefault({}),
  /**
   * Fewest requests to judge a percentile by; fewer are not judged. Without it 20, or as many as leave one request
   * beyond the percentile: 20 for p95, 100 for p99.
   */
  minimumSamples: z.int().positive().optional(),
  objectives: z.array(objectiveSchema).min(1),
});

export type Objectives = z.infer<typeof objectivesSchema>;
export type Objective = z.infer<typeof objectiveSchema>;
export type Windows = Objectives['windows'];
