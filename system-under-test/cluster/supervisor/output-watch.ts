import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode, reasonOf } from '../../../core/errors.ts';
import { every } from '../../../core/every.ts';
import type { Launcher } from '../processes/launcher.ts';
import type { PartRegistry } from './part-registry.ts';
import type { SupervisorLog } from './supervisor-log.ts';

interface OutputWatch {
  readonly launcher: Launcher;
  readonly registry: PartRegistry;
  readonly log: SupervisorLog;
  readonly stopping: AbortSignal;
}

const everyMs = 2000;
/** A page of the file system: what is smaller may fit into the last one of a file. */
const probe = Buffer.alloc(4096);

/**
 * Warns of parts whose log cannot be written. They go on without it, as containers do whose log driver does not block,
 * and most of them notice nothing: so somebody else has to look.
 */
export async function watchOutputs({
  launcher,
  registry,
  log,
  stopping,
}: OutputWatch): Promise<void> {
  const { logs, folder } = launcher.paths;
  for await (const _ of every(everyMs, stopping)) {
    const full = (await problemOfFolder(logs)) ?? (await problemOfFolder(folder));
    for (const { part, outputs } of launcher.running())
      for (const { what, problem } of outputs) {
        const lost = full === undefined ? undefined : `its ${what} cannot be written: ${full}`;
        registry.warn(part, what, problem() ?? lost);
      }
    const lost = full === undefined ? undefined : `its log cannot be written: ${full}`;
    registry.warn('supervisor', 'log', log.problem() ?? lost);
  }
}

/** Why nothing can be added in a folder; undefined when something can, or when it is gone, which its files tell. */
async function problemOfFolder(folder: string): Promise<string | undefined> {
  const path = join(folder, '.probe');
  try {
    await writeFile(path, probe, { mode: 0o600 });
    return undefined;
  } catch (error) {
    return hasCode(error, 'ENOENT') ? undefined : reasonOf(error);
  } finally {
    await rm(path, { force: true });
  }
}
