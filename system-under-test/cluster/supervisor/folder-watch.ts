import { existsSync } from 'node:fs';
import { every } from '../../../core/every.ts';

const everyMs = 1000;

/**
 * Acts when a file is gone, unless `stopping` aborts before. `down` finds a cluster by its folder alone, so one whose
 * folder was removed (a temporary folder swept) would live on with nobody able to end it.
 */
export async function whenGone(
  file: string,
  stopping: AbortSignal,
  act: () => void,
): Promise<void> {
  for await (const _ of every(everyMs, stopping)) {
    if (existsSync(file)) continue;
    act();
    return;
  }
}
