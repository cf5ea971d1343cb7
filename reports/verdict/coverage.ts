import { isJudged } from '../../core/run-folder/manifest/phase.ts';
import type { Coverage } from '../../core/run-folder/files/declaration.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { FileState } from '../evidence/file-state.ts';
import type { Seconds } from '../evidence/seconds.ts';

/**
 * How many of the judged seconds a file has records for, and for how many it should. A phase without an end, as a crash
 * leaves it, counts as long as there are data.
 */
export function coverageOf(
  evidence: Seen,
  file: FileState,
  coverage: Coverage,
): { covered: number; wanted: number } {
  // A request is counted when its answer has come, and logged when it was sent: that may be the second before.
  const reach = coverage === 'seconds-with-requests' ? 1 : coverage.everySeconds;
  let [covered, wanted] = [0, 0];
  for (const second of secondsFor(evidence, coverage)) {
    wanted += 1;
    if (isNear(file.seconds, second, reach)) covered += 1;
  }
  return { covered, wanted };
}

/** Whether the seconds of a file's records tell that half of them are missing: not where they are too far apart. */
export function canTell(evidence: Seen, coverage: Coverage | undefined): boolean {
  if (coverage === undefined) return false;
  const least = coverage === 'seconds-with-requests' ? 0 : 4 * coverage.everySeconds;
  return secondsFor(evidence, coverage).drop(least).next().done === false;
}

type Seen = Pick<Evidence, 'phases' | 'series'>;

function* secondsFor({ phases, series }: Seen, coverage: Coverage): Generator<number> {
  for (const { lasted, period } of phases.filter(isJudged)) {
    const { from, to } = lasted ?? period;
    for (let second = from; second < to; second += 1)
      if (coverage !== 'seconds-with-requests' || series.busy.has(second)) yield second;
  }
}

function isNear(seconds: Pick<Seconds, 'has'>, second: number, reach: number): boolean {
  for (let away = 0; away <= reach; away += 1)
    if (seconds.has(second - away) || seconds.has(second + away)) return true;
  return false;
}
