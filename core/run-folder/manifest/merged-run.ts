import { z } from 'zod';

/** A run that was merged into another. */
export const mergedRunSchema = z.object({
  id: z.string(),
  startedAt: z.iso.datetime(),
  /** What was added to its times, since its machine's clock was taken to be behind by so many seconds. */
  shiftedBySeconds: z.int(),
  /** What of it, judged by itself, spoils the whole, each as a whole sentence. */
  objections: z.array(
    z.object({ severity: z.enum(['invalid', 'inconclusive', 'remark']), summary: z.string() }),
  ),
});
export type MergedRun = z.infer<typeof mergedRunSchema>;
