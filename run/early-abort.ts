import { isJudged, type Phase } from '../core/run-folder/manifest/phase.ts';
import type { RunFile } from '../core/run-folder/files/index.ts';
import type { SeriesLine } from '../core/run-folder/files/series.ts';
import type { HistogramLine } from '../core/statistics/histogram-line.ts';
import { type Period, phaseBorders, within } from '../reports/evidence/period.ts';
import { emptyTable } from '../reports/evidence/request-table.ts';
import { type PhaseFollower, followPhase } from '../reports/objectives/beyond-saving/phase.ts';
import { lostByRecord } from '../reports/objectives/beyond-saving/records.ts';
import type { Objectives } from '../reports/objectives/schema.ts';

/** What following a run by its objectives needs. */
export interface AbortClock {
  /** Milliseconds since 1970 at which load began; undefined while it has not. */
  readonly beganAt: () => number | undefined;
  /** With the times that are known of them. */
  readonly phases: () => readonly Phase[];
  /** Ends the load; the clause says which objective is lost, and by what figure. */
  readonly end: (because: string) => void;
}

/** Sees the figures of a run on their way, whatever plays it. */
export interface EarlyAbort {
  readonly seeHistogram: (line: HistogramLine) => void;
  readonly seeSeries: (line: SeriesLine) => void;
  readonly seeRecord: (file: RunFile, item: object | string) => void;
}

/** Seconds that histograms may come after the series of a later second: engines hand a second on as a whole. */
const mostLate = 2;

/** Ends a run as soon as one of its objectives cannot be met any more. */
export function abortEarly(objectives: Objectives, clock: AbortClock): EarlyAbort {
  const waiting = new Map<number, HistogramLine[]>();
  const labels = emptyTable(0, 1);
  const followed = new Map<number, Followed>();
  let first: number | undefined;
  const phaseAt = (second: number): number => {
    const began = clock.beganAt();
    if (began === undefined || first === undefined) return -1;
    const phases = clock.phases();
    const borders = phaseBorders({ phases: [...phases] }, startOf(phases, began / 1000, first));
    const index = borders.findIndex((border) => within([border], second));
    const phase = phases[index];
    const border = borders[index];
    if (phase === undefined || border === undefined || !isJudged(phase)) return -1;
    if (!followed.has(index)) {
      const start = borders[0]?.from ?? border.from;
      const follower = followPhase(objectives, { name: phase.name, ...border }, labels, start);
      followed.set(index, { name: phase.name, period: border, follower, next: border.from });
    }
    return index;
  };
  const lost = lostByRecord(objectives, (at) => followed.get(phaseAt(Math.floor(at / 1000))));
  const endFor = (because: string | undefined): void => {
    if (because !== undefined) clock.end(because);
  };
  const closeUntil = (second: number): void => {
    for (const t of [...waiting.keys()].filter((key) => key <= second)) phaseAt(t);
    phaseAt(second);
    for (const phase of followed.values()) {
      for (; phase.next <= second && phase.next < phase.period.to; phase.next += 1) {
        endFor(phase.follower.close(waiting.get(phase.next) ?? []));
      }
    }
    for (const t of waiting.keys()) if (t <= second) waiting.delete(t);
  };
  return {
    seeHistogram: (line) => {
      const lines = waiting.get(line.t);
      if (lines === undefined) waiting.set(line.t, [line]);
      else lines.push(line);
    },
    seeSeries: ({ t }) => {
      first = Math.min(first ?? t, t);
      closeUntil(t - mostLate);
    },
    seeRecord: (file, item) => {
      const record = typeof item === 'string' ? recordIn(file, item) : item;
      if (record !== undefined) endFor(lost(file, record));
    },
  };
}

interface Followed {
  readonly name: string;
  readonly period: Period;
  readonly follower: PhaseFollower;
  /** Second that is closed next. */
  next: number;
}

/** Container events come as lines; one that a crash cut tells nothing, as in the report. */
function recordIn(file: RunFile, line: string): object | undefined {
  if (file !== 'containerEvents') return undefined;
  try {
    const record: unknown = JSON.parse(line);
    return typeof record === 'object' && record !== null ? record : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** As reports count it: what a script of the user's does is load from the first thing that was counted on. */
function startOf(phases: readonly Phase[], began: number, first: number): number {
  const isForeign = phases.every(({ seconds }) => seconds === undefined);
  return isForeign ? first : began;
}
