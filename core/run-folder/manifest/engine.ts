import { z } from 'zod';

/**
 * How an engine's play ended, whatever the engine: `completed`; `thresholds-crossed`: the script's own
 * thresholds failed it; `failed-by-script`: the script ended or failed its test otherwise; `interrupted`: asked to end; `killed`: ended by a signal; `broken`: anything else that makes its figures
 * doubtful.
 */
export const engineEnds = [
  'completed',
  'thresholds-crossed',
  'failed-by-script',
  'interrupted',
  'killed',
  'broken',
] as const;
export type EngineEndKind = (typeof engineEnds)[number];

/**
 * What may not be known of a request: its name, how it ended, why it failed; `own-row`: it is counted with others
 * because there are too many names.
 */
export const untoldParts = ['name', 'outcome', 'reason', 'own-row'] as const;

const common = {
  version: z.string(),
  /** File of the run folder that holds what the engine wrote, as it wrote it. */
  output: z.string(),
  /** The same of each further process, where several played the load together. */
  furtherOutputs: z.array(z.string()).optional(),
  /** Absent while it plays. `detail` is a whole sentence for the report. */
  end: z.object({ kind: z.enum(engineEnds), detail: z.string() }).optional(),
  /** Iterations of a script of ours that an exception ended, and the first; absent without any. */
  exceptions: z.object({ count: z.int().positive(), first: z.string() }).optional(),
  /** Real browsers that visited beside the load; `failure` as a clause, where they ended before they should have. */
  browsers: z
    .object({ count: z.int().positive(), version: z.string(), failure: z.string().optional() })
    .optional(),
  /** What names lead to by the script's own word, both as k6 takes them: `shop.example:80` to `127.0.0.1:8080`. */
  mappedHosts: z.record(z.string(), z.string()).optional(),
  /** What reading its output came to, once it was read to the end. */
  reading: z
    .object({
      records: z.int().nonnegative(),
      /** Records that could not be used, and the first of them. */
      malformed: z.int().nonnegative(),
      firstMalformed: z.object({ line: z.int(), reason: z.string() }).optional(),
      /** Whether it ended within a record. */
      truncated: z.boolean(),
      /** Requests of which something is not known, and why, as a clause: the script left it out. */
      untold: z
        .array(z.object({ what: z.enum(untoldParts), requests: z.int(), because: z.string() }))
        .optional(),
    })
    .optional(),
};

/** The engine of a run. To add one: a line here, and its folder in scenarios/engines/. */
export const engineSchema = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('k6'),
    /** Exit status; null when a signal ended it. */
    exitStatus: z.int().nullable().optional(),
    ...common,
  }),
  z.object({
    name: z.literal('artillery'),
    /** Exit status; null when a signal ended it. */
    exitStatus: z.int().nullable().optional(),
    ...common,
  }),
]);
export type ManifestEngine = z.infer<typeof engineSchema>;

/** Every file that holds what the engine wrote. */
export function outputsOf({ output, furtherOutputs = [] }: ManifestEngine): string[] {
  return [output, ...furtherOutputs];
}
