import { createHash } from 'node:crypto';
import { mixSeeds } from '../visitors/random.ts';
import type { Settings } from '../visitors/settings.ts';

/** Artillery's own variable with the name of a worker, where each of several plays the whole script. */
const workerVariable = 'WORKER_ID';

/** Settings by which one of several workers plays other visitors than the rest, whose bookings are called otherwise. */
export function ofWorker(
  settings: Settings,
  env: Readonly<Record<string, string | undefined>>,
): Settings {
  const worker = env[workerVariable];
  if (worker === undefined || worker === '') return settings;
  const digest = createHash('sha256').update(worker).digest();
  return {
    ...settings,
    seed: mixSeeds(settings.seed, digest.readUInt32LE()),
    runId: `${settings.runId}-${digest.toString('hex', 0, 6)}`,
  };
}
