import { join } from 'node:path';
import { knownError } from '../../core/errors.ts';
import { probeFiles } from '../../core/probe-folder/files.ts';
import { type ProbeManifest, readProbeManifest } from '../../core/probe-folder/manifest.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { readNdjson } from '../../core/run-folder/ndjson.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import { pick } from '../../core/nearest.ts';
import { probes } from '../../probes/index.ts';
import type { AnyProbe } from '../../probes/contract/probe.ts';
import { drawProbeReport } from '../../reports/probes/draw.ts';

/**
 * Judges a probe's folder, whole or as a crash left it, and writes the verdict and the page into it.
 * @param probe the one that made it; looked up by its name otherwise
 * @throws unreadable-file, unknown-name
 */
export async function judgeProbe(folder: string, probe?: AnyProbe): Promise<ProbeVerdict> {
  const { manifest, verdict } = await probeSoFar(folder, probe);
  await writeWhole(join(folder, probeFiles.verdict), `${JSON.stringify(verdict, undefined, 2)}\n`);
  await writeWhole(join(folder, probeFiles.report), await drawProbeReport(manifest, verdict));
  return verdict;
}

/** Judges what a probe has seen, and writes nothing. @throws as judgeProbe does */
export async function probeSoFar(
  folder: string,
  probe?: AnyProbe,
): Promise<{ readonly manifest: ProbeManifest; readonly verdict: ProbeVerdict }> {
  const manifest = await manifestOf(folder);
  const judging = probe ?? (await pick('probe', manifest.probe, probes).load());
  const path = join(folder, probeFiles.samples);
  let lost = 0;
  const samples: unknown[] = [];
  const onTruncated = (): void => void (lost += 1);
  const read = readNdjson<unknown>(path, (value) => value, { onTruncated });
  for await (const sample of read) samples.push(sample);
  const judged = judgeAll(judging, samples, { path, manifest });
  return { manifest, verdict: noteCrash(judged, manifest, lost) };
}

async function manifestOf(folder: string): Promise<ProbeManifest> {
  const manifest = await readProbeManifest(folder);
  if (manifest !== undefined) return manifest;
  const path = join(folder, probeFiles.manifest);
  const expected = 'the folder of a probe';
  throw knownError('unreadable-file', {
    what: 'Manifest',
    path,
    reason: 'there is no such file',
    expected,
  });
}

function judgeAll(
  probe: AnyProbe,
  samples: readonly unknown[],
  { path, manifest }: { readonly path: string; readonly manifest: ProbeManifest },
): ProbeVerdict {
  try {
    return probe.judge(samples, manifest.settings);
  } catch (error) {
    if (!(error instanceof TypeError && error.cause !== undefined)) throw error;
    const expected = `samples of the probe ${manifest.probe}`;
    const what = 'Probe file';
    throw knownError('unreadable-file', { what, path, reason: error.message, expected }, error);
  }
}

/** A probe that was cut short is judged by what there is, and says so. */
function noteCrash(verdict: ProbeVerdict, manifest: ProbeManifest, lost: number): ProbeVerdict {
  const notes = [
    ...(manifest.endedAt === undefined ? ['The probe did not end by itself.'] : []),
    ...(manifest.interrupted === true ? ['The probe was ended early.'] : []),
    ...(lost > 0 ? ['The last sample was cut short, and is left out.'] : []),
  ];
  return { ...verdict, remarks: [...verdict.remarks, ...notes] };
}
