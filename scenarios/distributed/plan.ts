import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { hasCode, knownError, reasonOf } from '../../core/errors.ts';
import { manifestSchema } from '../../core/run-folder/manifest/manifest.ts';

/** Name of the file in a folder of distribution that says what was planned. */
export const planName = 'plan.json';
/** Folder in it for what the generators brought back. */
export const resultsName = 'results';

const planSchema = z.object({
  schemaVersion: z.literal(1),
  /** Name of the plan, which its generators are told by. */
  name: z.string(),
  /** What plays it, see distributors.ts. */
  by: z.string(),
  /** How many generators share the load. */
  generators: z.int().positive(),
  /** The manifest of one run that would be all of it, before it began. */
  manifest: manifestSchema,
});

/** A load that is to be played by generators on other machines. */
export type DistributionPlan = z.infer<typeof planSchema>;

/**
 * The plan in a folder that `bilancia distribute` wrote; undefined where there is none.
 * @throws unreadable-file when it is there and cannot be used
 */
export async function readPlan(folder: string): Promise<DistributionPlan | undefined> {
  const path = join(folder, planName);
  try {
    return planSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
    const reason = reasonOf(error).replaceAll(/\s+/g, ' ');
    const expected = 'the plan.json that "bilancia distribute" wrote';
    throw knownError('unreadable-file', { what: 'Plan', path, reason, expected }, error);
  }
}
