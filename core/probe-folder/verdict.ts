import { z } from 'zod';
import { outcomes } from '../outcome.ts';

export const probeVerdictSchema = z.object({
  probe: z.string(),
  outcome: z.enum(outcomes),
  /** The outcome in the probe's own word: `balanced`, `imbalanced`. */
  finding: z.string(),
  /** What led to it, in sentences with their figures; the first is the main one. */
  reasons: z.array(z.string()).min(1).readonly(),
  /** What is good to know and decided nothing. */
  remarks: z.array(z.string()).readonly(),
  /** The figures, in the shape of the probe: for readerBalance see reader-balance.ts. */
  figures: z.unknown(),
});
/** What a probe came to. Written as `verdict.json`. */
export type ProbeVerdict = z.infer<typeof probeVerdictSchema>;
