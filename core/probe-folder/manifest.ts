import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { hasCode, knownError, reasonOf } from '../errors.ts';
import { writeWhole } from '../run-folder/write-whole.ts';
import { probeFiles } from './files.ts';

const probeManifest = z.object({
  schemaVersion: z.literal(1),
  /** Name of the probe. */
  probe: z.string(),
  target: z.object({ name: z.string(), kind: z.string() }),
  /** What was asked for beside the target, as typed, by the name of the flag. */
  settings: z.record(z.string(), z.array(z.string())),
  /** Name of the folder whose recording it read, where it looked at no live system. */
  recordedIn: z.string().exactOptional(),
  /** Seconds that it was meant to take. */
  plannedSeconds: z.number(),
  /** ISO 8601. */
  startedAt: z.string(),
  /** Absent while the probe goes on, and when it was cut short by a crash. */
  endedAt: z.string().exactOptional(),
  /** Whether somebody ended it early. */
  interrupted: z.boolean().exactOptional(),
  bilanciaVersion: z.string(),
});
/** What a probe's folder says of itself. */
export type ProbeManifest = z.infer<typeof probeManifest>;

/** Writes `probe.json`, or replaces it: a reader always sees a whole one. */
export async function writeProbeManifest(folder: string, manifest: ProbeManifest): Promise<void> {
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  await writeWhole(join(folder, probeFiles.manifest), text);
}

/**
 * The manifest of a probe's folder; undefined for a folder of something else.
 * @throws unreadable-file where there is one that cannot be used
 */
export async function readProbeManifest(folder: string): Promise<ProbeManifest | undefined> {
  const path = join(folder, probeFiles.manifest);
  try {
    return probeManifest.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
    const [issue] = error instanceof z.ZodError ? error.issues : [];
    const reason =
      issue === undefined ? reasonOf(error) : `${issue.path.join('.')}: ${issue.message}`;
    const expected = 'the probe.json of a probe';
    throw knownError('unreadable-file', { what: 'Manifest', path, reason, expected }, error);
  }
}
