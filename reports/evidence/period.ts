import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { isJudged, type Phase } from '../../core/run-folder/manifest/phase.ts';

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

/** A phase, and the seconds of it. */
export interface PhasePeriod {
  readonly name: string;
  readonly kind: Phase['kind'];
  /** What there is to judge: no longer than the load lasted, and than there are data. */
  readonly period: Period;
  /** What the run says that it was, whether or not there are data; undefined when it never ended in order. */
  readonly lasted: Period | undefined;
}

/**
 * The phases of a run as they were; those of a run that crashed as they were planned, from the start of load. A phase
 * without planned seconds lasts as long as there are data.
 * @param lastSecond last second with data
 */
export function phasePeriods(
  manifest: Manifest,
  start: number,
  lastSecond: number | undefined,
): PhasePeriod[] {
  const dataEnd = lastSecond === undefined ? start : lastSecond + 1;
  const loadEnd =
    manifest.loadEndedAt === undefined
      ? dataEnd
      : Math.floor(Date.parse(manifest.loadEndedAt) / 1000);
  let next = start;
  return manifest.phases.map(({ name, kind, seconds, startedAt, endedAt }) => {
    const from = Math.ceil(startedAt === undefined ? next : Date.parse(startedAt) / 1000);
    const planned = seconds === undefined ? dataEnd : next + seconds;
    const end = Math.floor(endedAt === undefined ? planned : Date.parse(endedAt) / 1000);
    next = endedAt === undefined ? planned : Date.parse(endedAt) / 1000;
    return {
      name,
      kind,
      period: { from, to: Math.max(from, Math.min(end, dataEnd, Math.max(from, loadEnd))) },
      lasted: endedAt === undefined ? undefined : { from, to: Math.max(from, end) },
    };
  });
}

/** From the start of the first judged phase to the end of the last that follows it without another in between. */
export function holdOf(phases: readonly PhasePeriod[], start: number): Period {
  const first = phases.findIndex(isJudged);
  if (first === -1) return { from: Math.ceil(start), to: Math.ceil(start) };
  const judged = phases.slice(first);
  const end = judged.findIndex((phase) => !isJudged(phase));
  const held = end === -1 ? judged : judged.slice(0, end);
  const from = held[0]?.period.from ?? start;
  return { from, to: Math.max(from, ...held.map(({ period }) => period.to)) };
}
