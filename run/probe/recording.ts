import { basename } from 'node:path';
import { knownError } from '../../core/errors.ts';
import { type ProbeManifest, readProbeManifest } from '../../core/probe-folder/manifest.ts';
import { readManifest } from '../../core/run-folder/read-manifest.ts';
import type { AnyProbe, Settings } from '../../probes/contract/probe.ts';

/** What a recording holds for a probe, and whose it is. */
export interface Recorded {
  readonly samples: AsyncIterable<object>;
  readonly about: Pick<
    ProbeManifest,
    'target' | 'plannedSeconds' | 'startedAt' | 'endedAt' | 'recordedIn'
  >;
}

interface Reader {
  readonly name: string;
  readonly probe: AnyProbe;
  readonly settings: Settings;
}

/**
 * The recording in the folder of a run or of a probe, as this probe reads it.
 * @throws unreadable-file for a folder of neither; probe-impossible for a probe that needs a live system
 */
export async function recordingIn(
  folder: string,
  { name, probe, settings }: Reader,
): Promise<Recorded> {
  const { target, startedAt, endedAt } =
    (await readProbeManifest(folder)) ?? (await readManifest(folder));
  if (probe.recorded === undefined)
    throw knownError('probe-impossible', {
      probe: name,
      target: folder,
      reason: 'it is a recording, and this probe needs a live system',
      remedy: 'Name a target file, or a local cluster.',
    });
  const lasted = endedAt === undefined ? 0 : Date.parse(endedAt) - Date.parse(startedAt);
  return {
    samples: probe.recorded({ folder, settings }),
    about: {
      target: { name: target.name, kind: target.kind },
      plannedSeconds: lasted / 1000,
      startedAt,
      ...(endedAt === undefined ? {} : { endedAt }),
      recordedIn: basename(folder),
    },
  };
}
