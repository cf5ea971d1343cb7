import { type Measures, measure } from './load/measures.ts';
import type { Service } from './load/series.ts';
import { type Sight, look } from './load/sight.ts';
import { causesOf } from './causes/index.ts';
import type { Cause } from './causes/cause.ts';

/** What is found out about a service. */
export interface Analysis {
  readonly service: Service;
  readonly sight: Sight;
  readonly measures: Measures;
  /** The one that matters first; empty where nothing is wrong, and where balance is undefined. */
  readonly causes: readonly Cause[];
  /** A service that never had two tasks at a time has no balance. */
  readonly isDefined: boolean;
  /** Whether there are enough points in time to name a cause. */
  readonly isLongEnough: boolean;
}

export const fewestTimes = 10;

export function analyze(service: Service): Analysis {
  const sight = look(service);
  const measures = measure(sight);
  const isDefined = hadCompany(sight);
  const isLongEnough = service.matrix.times.length >= fewestTimes;
  const causes = isDefined && isLongEnough ? causesOf({ sight, measures }) : [];
  return { service, sight, measures, causes, isDefined, isLongEnough };
}

function hadCompany({ matrix, unitCount }: Sight): boolean {
  for (let row = 0; row < matrix.times.length; row += 1) {
    const cells = matrix.cpu.subarray(row * unitCount, (row + 1) * unitCount);
    if (cells.reduce((there, cpu) => there + (Number.isNaN(cpu) ? 0 : 1), 0) > 1) return true;
  }
  return false;
}
