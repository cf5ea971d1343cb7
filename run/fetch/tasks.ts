import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { BilanciaError, hasCode } from '../../core/errors.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import { withRole } from '../../core/with-role.ts';
import type { Target } from '../../targets/target.ts';

const placed = z.array(
  z.object({
    taskId: z.string(),
    ip: z.string(),
    availabilityZone: z.string().optional(),
    startedAt: z.number(),
    /** When it was missed for the first time: addresses are given to others later. */
    stoppedAt: z.number().optional(),
  }),
);
type Placed = z.infer<typeof placed>;

/**
 * Keeps which tasks there are, with their addresses, beside those that were seen earlier: AWS forgets a task an hour after its
 * end. `now`: milliseconds since 1970.
 */
export async function rememberTasks(path: string, target: Target, now: number): Promise<void> {
  const before = await read(path);
  const instances = await target.instancesNow?.().catch(unlessKnown);
  if (instances === undefined) return;
  const there: Placed = withRole(instances, 'task').map(({ id, address, zone, since }) => ({
    taskId: id,
    ip: address.replace(/:\d+$/, ''),
    ...(zone === undefined ? {} : { availabilityZone: zone }),
    startedAt: since,
  }));
  const ids = new Set(there.map(({ taskId }) => taskId));
  const gone = before
    .filter(({ taskId }) => !ids.has(taskId))
    .map((task) => ({ ...task, stoppedAt: task.stoppedAt ?? now }));
  await writeWhole(path, `${JSON.stringify([...gone, ...there], undefined, 2)}\n`);
}

/** A target that does not answer now leaves what was known; its logs say so in a line of their own. */
function unlessKnown(error: unknown): undefined {
  if (!(error instanceof BilanciaError)) throw error;
}

async function read(path: string): Promise<Placed> {
  try {
    return placed.safeParse(JSON.parse(await readFile(path, 'utf8'))).data ?? [];
  } catch (error) {
    if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return [];
    throw error;
  }
}
