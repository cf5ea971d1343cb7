import type { Manifest } from '../../core/run-folder/manifest/manifest.ts';
import { isJudged, type Phase } from '../../core/run-folder/manifest/phase.ts';

/** Whole seconds since 1970, from the first to just before the last. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

export const always: readonly Period[] = [{ from: -Infinity, to: Infinity }];

/** Seconds in periods that do not overlap. */
export function secondsOf(periods: readonly Period[]): number {
  return periods.reduce((total, { from, to }) => total + Math.max(0, to - from), 0);
}

export function within(periods: readonly Period[], second: number): boolean {
  return periods.some(({ from, to }) => second >= from && second < to);
}

/**
 * Second since 1970 at which load began: as the manifest says, else when its data begin, else when the run began. What a
 * script of the user's does is load from its first request on.
 */
export function loadStart(manifest: Manifest, firstSecond: number | undefined): number {
  if (manifest.model === 'foreign' && firstSecond !== undefined) return firstSecond;
  const { startedAt, loadStartedAt, endedAt } = manifest;
  // Of a time that cannot be, manifest-agrees tells.
  const isPossible =
    loadStartedAt !== undefined &&
    !(secondsAt(loadStartedAt) > secondsAt(endedAt ?? '')) &&
    secondsAt(loadStartedAt) >= secondsAt(startedAt) - 1;
  if (isPossible) return secondsAt(loadStartedAt);
  return firstSecond ?? secondsAt(startedAt);
}

/** A phase, and the seconds of it. */
export interface PhasePeriod {
  readonly name: string;
  readonly kind: Phase['kind'];
  /** Visitors at once that were asked for; undefined where the script alone knows. */
  readonly visitors: number | undefined;
  /** What there is to judge: no longer than the load lasted, and than there are data. */
  readonly period: Period;
  /** What the run says that it was, whether or not there are data; undefined when it never ended in order. */
  readonly lasted: Period | undefined;
}

/**
 * Whole seconds of each phase, one after the other from the start of load: as they were, else as they were planned. One
 * that has neither an end nor planned seconds lasts to Infinity.
 */
export function phaseBorders(
  { phases, endedAt: runEndedAt }: Pick<Manifest, 'phases' | 'endedAt'>,
  start: number,
): Period[] {
  let next = start;
  const runEnd = runEndedAt === undefined ? Infinity : secondsAt(runEndedAt);
  return phases.map(({ seconds = Infinity, startedAt, endedAt }) => {
    const from = startedAt === undefined ? next : Math.max(next, secondsAt(startedAt));
    const to = endedAt === undefined ? from + seconds : Math.min(runEnd, secondsAt(endedAt));
    next = Math.max(from, to);
    return { from: Math.ceil(from), to: Math.max(Math.ceil(from), Math.floor(next)) };
  });
}

/**
 * The phases of a run, with no more seconds than there are data for.
 * @param lastSecond last second with data
 */
export function phasePeriods(
  manifest: Manifest,
  start: number,
  lastSecond: number | undefined,
): PhasePeriod[] {
  const dataEnd = lastSecond === undefined ? -Infinity : lastSecond + 1;
  const { loadEndedAt } = manifest;
  if (manifest.model === 'foreign') return scriptPeriods(manifest, start, dataEnd);
  const loadEnd = loadEndedAt === undefined ? Infinity : Math.floor(secondsAt(loadEndedAt));
  const end = Math.max(Math.ceil(start), Math.min(dataEnd, loadEnd));
  const borders = phaseBorders(manifest, start);
  return manifest.phases.map(({ name, kind, visitors, endedAt }, index) => {
    const { from, to } = borders[index] ?? { from: end, to: end };
    return {
      name,
      kind,
      visitors,
      period: { from: Math.min(from, end), to: Math.min(to, end) },
      lasted: endedAt === undefined ? undefined : { from, to },
    };
  });
}

/**
 * A script of the user's is judged as a whole, down to what was under way when its clock had run out. Its one phase
 * lasted as long as virtual users were seen.
 */
function scriptPeriods(manifest: Manifest, start: number, dataEnd: number): PhasePeriod[] {
  const borders = phaseBorders(manifest, start);
  return manifest.phases.map(({ name, kind, visitors, endedAt }, index) => {
    const border = borders[index] ?? { from: start, to: start };
    const from = index === 0 ? start : border.from;
    const to = index === manifest.phases.length - 1 ? dataEnd : border.to;
    return {
      name,
      kind,
      visitors,
      period: { from, to: Math.max(from, to) },
      lasted: endedAt === undefined ? undefined : border,
    };
  });
}

/** When the objectives hold: the judged phases in order, those that follow one another without a gap as one. */
export function judgedPeriods(phases: readonly PhasePeriod[]): Period[] {
  const periods: Period[] = [];
  for (const { period } of phases.filter(isJudged)) {
    const last = periods.at(-1);
    if (secondsOf([period]) === 0) continue;
    if (last?.to === period.from) periods[periods.length - 1] = { from: last.from, to: period.to };
    else periods.push(period);
  }
  return periods;
}

function secondsAt(iso: string): number {
  return Date.parse(iso) / 1000;
}
