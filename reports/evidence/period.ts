import type { Manifest } from '../../core/run-folder/manifest.ts';

/** Whole seconds since 1970, from the first to just before the last. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

export const always: Period = { from: -Infinity, to: Infinity };

export function secondsOf(period: Period): number {
  return Math.max(0, period.to - period.from);
}

export function within(period: Period, second: number): boolean {
  return second >= period.from && second < period.to;
}

/** Second since 1970 at which load began: as the manifest says, else when its data begin, else when the run began. */
export function loadStart(manifest: Manifest, firstSecond: number | undefined): number {
  if (manifest.loadStartedAt !== undefined) return Date.parse(manifest.loadStartedAt) / 1000;
  return firstSecond ?? Date.parse(manifest.startedAt) / 1000;
}

/**
 * The part of the run in which the whole load was held, as far as there are data of it; whole seconds only. A run
 * without a planned hold, as a script of the user's own may be, is taken as one.
 * @param lastSecond last second with data
 */
export function holdOf(manifest: Manifest, start: number, lastSecond: number | undefined): Period {
  const from = Math.ceil(start + manifest.rampSeconds);
  const dataEnd = lastSecond === undefined ? from : lastSecond + 1;
  const loadEnd =
    manifest.loadEndedAt === undefined
      ? dataEnd
      : Math.floor(Date.parse(manifest.loadEndedAt) / 1000);
  const planned =
    manifest.holdSeconds > 0
      ? Math.floor(start + manifest.rampSeconds + manifest.holdSeconds)
      : dataEnd;
  return { from, to: Math.max(from, Math.min(planned, dataEnd, Math.max(from, loadEnd))) };
}
