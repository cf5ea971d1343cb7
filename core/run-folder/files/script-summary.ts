import { z } from 'zod';
import { parserOf } from './declaration.ts';

const count = z.int().nonnegative();

/** What the script or the engine said of errors: how often, and the first of them. */
const errors = z.object({ count, first: z.string() });

const threshold = z.object({
  /** As the script has it, with tags: `http_req_duration{name:search}`. */
  metric: z.string(),
  /** As the script has it: `p(95)<300`. */
  condition: z.string(),
  crossed: z.boolean(),
  /** In the unit of the condition; null where it is not known. */
  value: z.number().nullable(),
  /** Whether anything was measured for it: an engine takes a threshold on nothing as met. */
  measured: z.boolean(),
  /** Of a merged run: parts differ, and what it is of the whole cannot be told. */
  notMerged: z.boolean().optional(),
});

const scriptSummary = z.object({
  /** null: the engine did not tell, because it was killed for example. */
  thresholds: z.array(threshold).nullable(),
  checks: z.array(z.object({ name: z.string(), group: z.string(), passes: count, fails: count })),
  /** Every metric at the end, the engine's own included: its figures by their names. */
  metrics: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['counter', 'gauge', 'rate', 'trend']),
      values: z.array(z.tuple([z.string(), z.number()])),
    }),
  ),
  /** Iterations that ended by an exception, and exceptions of setup and teardown. */
  exceptions: errors,
  outsideExceptions: errors,
  /** What the script printed as an error. */
  consoleErrors: errors,
  /** What the engine logged of itself as an error, such as a file of the script's summary that cannot be written. */
  engineErrors: errors.default({ count: 0, first: '' }),
});

/** What a script of the user's own came to by its own measure. */
export type ScriptSummary = z.infer<typeof scriptSummary>;
export type ScriptThreshold = z.infer<typeof threshold>;

export const scriptSummaryFile = {
  name: 'script-summary.json',
  about: "The script's own thresholds, checks and metrics at the end, and its exceptions.",
  writtenBy: 'run, of what the engine tells at its end',
  readBy: 'reports',
  parse: parserOf(scriptSummary),
} as const;
