import type { Policy } from '../../../core/statistics/balance/chance.ts';
import { medianOf } from '../../../core/statistics/outliers.ts';
import type { LoadMatrix, Service } from './series.ts';

/** Where the number of requests comes from. */
export type CountSource = 'balancer' | 'received bytes';

/** What is seen of a service before anything is concluded: the matrix with ages, blocks, and what a request costs. */
export interface Sight {
  readonly service: Service;
  readonly matrix: LoadMatrix;
  readonly unitCount: number;
  /** Requests by time and unit; undefined where nobody counted. Bytes received stand in for them, scaled to no unit. */
  readonly requests: Float64Array | undefined;
  readonly countSource: CountSource | undefined;
  /** Minutes since the unit started; Infinity where that was before it was first seen and is not known. */
  readonly age: Float64Array;
  /** Rows of a unit's first and last sign. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** 1 where a unit has warmed up and is not about to leave. */
  readonly settled: Uint8Array;
  /** Number of the block of each row. */
  readonly blockOf: Int32Array;
  readonly blocks: number;
  /** CPU seconds that a unit spends in a step without requests. */
  readonly idle: number;
  /** Rows by which CPU is later than requests. */
  readonly lag: number;
}

/** A unit is young for this long: caches, just-in-time compilers and slow start (up to 15 minutes) are done by then. */
export const settledAfterMinutes = 12;
/** A unit's last minutes are those of draining. */
const leavingMinutes = 5;
/** Time enough for chance to shrink and short enough to see what changes. */
export const blockMinutes = 15;
/** What is shorter than two hours has shorter blocks, so that there are some. */
const fewestBlocks = 8;

export function look(service: Service): Sight {
  const { matrix } = service;
  const { times, units, stepMs, cpu } = matrix;
  const unitCount = units.length;
  const first = new Int32Array(unitCount).fill(times.length);
  const last = new Int32Array(unitCount).fill(-1);
  for (let row = 0; row < times.length; row += 1)
    for (let unit = 0; unit < unitCount; unit += 1) {
      if (Number.isNaN(cpu[row * unitCount + unit])) continue;
      if (first[unit] === times.length) first[unit] = row;
      last[unit] = row;
    }
  const age = new Float64Array(cpu.length).fill(Number.NaN);
  const settled = new Uint8Array(cpu.length);
  const leaving = (leavingMinutes * 60_000) / stepMs;
  for (let unit = 0; unit < unitCount; unit += 1) {
    const begun = beginning(matrix, unit, first[unit] ?? 0);
    const end = last[unit] ?? -1;
    const endsEarly = end < times.length - 1 - leaving;
    for (let row = first[unit] ?? 0; row <= end; row += 1) {
      const minutes = ((times[row] ?? 0) - begun) / 60_000;
      age[row * unitCount + unit] = minutes;
      if (minutes >= settledAfterMinutes && (!endsEarly || row <= end - leaving))
        settled[row * unitCount + unit] = 1;
    }
  }
  const balancer = matrix.balancer?.requests;
  const received = hasValues(matrix.received) ? matrix.received : undefined;
  const requests = balancer ?? received;
  const longest = Math.round((blockMinutes * 60_000) / stepMs);
  const blockSize = Math.max(1, Math.min(longest, Math.round(times.length / fewestBlocks)));
  const block0 = Math.floor((times[0] ?? 0) / stepMs);
  const blockOf = Int32Array.from(times, (time) =>
    Math.floor((Math.floor(time / stepMs) - block0) / blockSize),
  );
  const lag = balancer === undefined ? 0 : lagOf(matrix, balancer);
  return {
    service,
    matrix,
    unitCount,
    requests: requests === undefined ? undefined : shifted(requests, lag, unitCount),
    countSource:
      balancer !== undefined ? 'balancer' : received === undefined ? undefined : 'received bytes',
    age,
    first,
    last,
    settled: settled.includes(1) ? settled : settled.fill(1),
    blockOf,
    blocks: (blockOf.at(-1) ?? -1) + 1,
    idle: requests === undefined ? 0 : idleOf(matrix, shifted(requests, lag, unitCount)),
    lag,
  };
}

/** When a unit began: as told, else when first seen, and long ago where it was there from the first. */
function beginning({ units, times }: LoadMatrix, unit: number, first: number): number {
  const { startedAt } = units[unit] ?? {};
  if (startedAt !== undefined) return startedAt;
  return first === 0 ? -Infinity : (times[first] ?? 0);
}

function hasValues(values: Float64Array): boolean {
  return values.some((value) => value > 0);
}

/** `values` moved down by `lag` rows. */
function shifted(values: Float64Array, lag: number, unitCount: number): Float64Array {
  if (lag === 0) return values;
  const moved = new Float64Array(values.length).fill(Number.NaN);
  const by = lag * unitCount;
  for (let at = 0; at < values.length; at += 1)
    if (at - by >= 0 && at - by < values.length) moved[at] = values[at - by] ?? Number.NaN;
  return moved;
}

/**
 * By how many steps CPU is later than requests, at most one either way: AWS does not say which minute an event covers.
 * That of the best correlation of changes within units, where it is clearly better than none.
 */
function lagOf({ cpu, units }: LoadMatrix, requests: Float64Array): number {
  const width = units.length;
  const correlation = (lag: number): number => {
    let [xx, yy, xy] = [0, 0, 0];
    for (let at = width; at < cpu.length; at += 1) {
      const dx =
        (requests[at - lag * width] ?? Number.NaN) -
        (requests[at - (lag + 1) * width] ?? Number.NaN);
      const dy = (cpu[at] ?? Number.NaN) - (cpu[at - width] ?? Number.NaN);
      if (Number.isNaN(dx) || Number.isNaN(dy)) continue;
      xx += dx * dx;
      yy += dy * dy;
      xy += dx * dy;
    }
    return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
  };
  const none = correlation(0);
  const best = [1, -1].find((lag) => correlation(lag) > none + 0.2);
  return best ?? 0;
}

/** No service idles at more than this of its reservation; the intercept of few points can be anything. */
const mostIdle = 0.03;

/** Standard errors below the intercept that are surely idle. */
const surelyIdle = 2;

/**
 * The intercept of CPU over requests, from the means of units at each time, less two standard errors: where the load hardly
 * changes nothing can be said of what would be without it. Source: least squares, N. Draper, H. Smith, Applied Regression
 * Analysis, 1.4.
 */
function idleOf({ cpu, units, times, stepMs }: LoadMatrix, requests: Float64Array): number {
  const width = units.length;
  const points: [number, number][] = [];
  for (let row = 0; row < times.length; row += 1) {
    let [n, sumX, sumY] = [0, 0, 0];
    for (let at = row * width; at < (row + 1) * width; at += 1) {
      const x = requests[at] ?? Number.NaN;
      const y = cpu[at] ?? Number.NaN;
      if (Number.isNaN(x) || Number.isNaN(y)) continue;
      n += 1;
      sumX += x;
      sumY += y;
    }
    if (n > 0) points.push([sumX / n, sumY / n]);
  }
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const xx = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const xy = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const reserved = (medianOf(units.map(({ vcpu }) => vcpu ?? 1)) * stepMs) / 1000;
  if (xx === 0 || points.length < 3) return 0;
  const slope = xy / xx;
  const intercept = meanY - slope * meanX;
  const left = points.reduce((sum, [x, y]) => sum + (y - intercept - slope * x) ** 2, 0);
  const error = Math.sqrt((left / (points.length - 2)) * (1 / points.length + meanX ** 2 / xx));
  return Math.min(Math.max(0, intercept - surelyIdle * error), mostIdle * reserved);
}

/** How requests are spread, told by how much their numbers differ within a minute: as by chance, or less. */
export function policyOf(dispersion: number): Policy {
  return dispersion < 0.5 ? 'round robin' : 'random';
}
