import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { formatSeconds } from '../../core/duration.ts';
import { probeFiles } from '../../core/probe-folder/files.ts';
import type { ProbeManifest } from '../../core/probe-folder/manifest.ts';
import { lockHolder } from '../../core/run-folder/lock.ts';
import {
  type Picture,
  type Source,
  type Standing,
  asTexts,
  chartless,
} from '../../reports/live/picture.ts';
import { probeHeading, probeSections, verdictBox } from '../../reports/probes/draw.ts';
import { probeSoFar } from '../probe/judge.ts';

/** A probe, as its page would show it now. */
export function probeSource(folder: string, now: () => number): Source {
  let last: { readonly mark: string; readonly picture: Picture } | undefined;
  return {
    look: async () => {
      const isHeld = (await lockHolder(folder)) !== undefined;
      const mark = `${isHeld} ${await sizes(folder)}`;
      if (last?.mark !== mark) last = { mark, picture: await pictureOf(folder, isHeld, now()) };
      return last.picture;
    },
  };
}

async function pictureOf(folder: string, isHeld: boolean, now: number): Promise<Picture> {
  const { manifest, verdict } = await probeSoFar(folder);
  const { probe, target, endedAt } = manifest;
  const standing: Standing = endedAt !== undefined ? 'ended' : isHeld ? 'running' : 'cut';
  const word = standing === 'running' ? standing : verdict.finding;
  return {
    standing,
    state: stateInWords(standing, manifest, now),
    title: `${word}: ${probe} of ${target.name}`,
    heading: probeHeading(manifest),
    sections: await asTexts([
      ...(standing === 'running' ? [] : [verdictBox(verdict)]),
      ...probeSections(verdict, probe),
    ]),
    ...chartless,
  };
}

function stateInWords(
  standing: Standing,
  { startedAt, plannedSeconds }: ProbeManifest,
  now: number,
): string {
  if (standing === 'ended') return 'The probe is over.';
  if (standing === 'cut')
    return 'Cut short: the process of this probe is gone, and did not end it. This is what it saw.';
  const seconds = Math.max(0, Math.floor((now - Date.parse(startedAt)) / 1000));
  return `Looking for ${formatSeconds(seconds)} of ${formatSeconds(plannedSeconds)}.`;
}

async function sizes(folder: string): Promise<string> {
  const files = [probeFiles.manifest, probeFiles.samples].map((name) => join(folder, name));
  const found = await Promise.all(
    files.map(async (path) => {
      const { size, mtimeMs } = await stat(path);
      return `${size} ${mtimeMs}`;
    }),
  );
  return found.join(' ');
}
