import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { isJudged, plannedSeconds } from '../../core/run-folder/manifest/phase.ts';
import { loadStart, phaseBorders } from './period.ts';
import type { Series } from './series.ts';

/** Runs up to this many seconds are drawn second by second. */
const fineSeconds = 900;

/** Where slots begin, in seconds since 1970, and how long they are. */
export type Slots = readonly [origin: number, slotSeconds: number];

/** The slots that a run is divided into: seconds, or where it is long, of the length wanted. */
export function slotsOf(manifest: Manifest, series: Series, wantedSeconds: number): Slots {
  const start = loadStart(manifest, series.firstSecond);
  const isLong = lengthOf(manifest, series) > fineSeconds;
  return slotsFor(manifest, start, isLong ? wantedSeconds : 1);
}

/**
 * Where slots begin and how long they are: every judged phase begins and ends with one, so that none has seconds of
 * another. Where longer slots do not fit, they are of a second.
 */
function slotsFor(manifest: Manifest, start: number, wantedSeconds: number): Slots {
  if (manifest.model === 'foreign') return [Math.ceil(start), wantedSeconds];
  const borders = phaseBorders(manifest, start)
    .filter((_, index) => manifest.phases.slice(index, index + 1).some(isJudged))
    .flatMap(({ from, to }) => [from, to].filter(Number.isFinite));
  const origin = borders[0] ?? Math.ceil(start);
  const fits = borders.every((border) => (border - origin) % wantedSeconds === 0);
  return [origin, fits ? wantedSeconds : 1];
}

/** Seconds that the run lasted or should have, whatever is more. */
function lengthOf({ phases }: Manifest, { firstSecond = 0, lastSecond = 0 }: Series): number {
  return Math.max(lastSecond - firstSecond, plannedSeconds(phases));
}
