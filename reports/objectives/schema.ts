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

const requestLimits = ['p50', 'p95', 'p99', 'errorRate'] as const;

const objectiveFields = z.strictObject({
  /** Name under which the report shows it. */
  name: z.string().min(1),
  /** Request names it holds for; `*` stands for any text. Each matching name is judged by itself. */
  requests: z.array(pattern).min(1).optional(),
  /** Names of the script's own checks that it holds for, instead of requests. */
  checks: z.array(pattern).min(1).optional(),
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
  /** At least this fraction of each check must pass. */
  passRate: z.number().gt(0).max(1).optional(),
});

/** What limits nothing would be met by anything. */
const objectiveSchema = objectiveFields.superRefine((objective, context) => {
  const refuse = (message: string): void => context.addIssue({ code: 'custom', message });
  const { requests, checks, passRate } = objective;
  const limits = requestLimits.some((limit) => objective[limit] !== undefined);
  if ((requests === undefined) === (checks === undefined))
    refuse('must have either requests or checks');
  else if (requests !== undefined && passRate !== undefined) refuse('passRate is for checks');
  else if (requests !== undefined && !limits)
    refuse(`limits nothing: give one of ${requestLimits.join(', ')}`);
  else if (checks !== undefined && limits) refuse(`${requestLimits.join(', ')} are for requests`);
  else if (checks !== undefined && passRate === undefined) refuse('limits nothing: give passRate');
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
