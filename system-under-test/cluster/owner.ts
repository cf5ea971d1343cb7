import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { hasCode } from '../../core/errors.ts';
import { clusterPaths } from './folder.ts';

const identitySchema = z.object({ pid: z.number(), startedAt: z.string() });
const ownerSchema = z.object({
  token: z.string(),
  supervisor: identitySchema,
  reaper: identitySchema,
});

/** Who made a cluster folder. Every process of the cluster carries the token in its environment. */
export type Owner = z.infer<typeof ownerSchema>;

/** Name of the environment variable with the token. */
export const tokenVariable = 'BILANCIA_CLUSTER_TOKEN';

export function newToken(): string {
  return randomBytes(16).toString('hex');
}

/** Who owns the cluster's folder; undefined when there is none. */
export async function readOwner(name: string): Promise<Owner | undefined> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(clusterPaths(name).owner, 'utf8')));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
