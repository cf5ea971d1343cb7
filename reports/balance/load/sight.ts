import type { Policy } from '../../../core/statistics/balance/chance.ts';
import { medianOf } from '../../../core/statistics/outliers.ts';
import type { LoadMatrix, Service } from './series.ts';
import { type SettledRows, settledRows } from './settled.ts';

/** Where the number of requests comes from. */
export type CountSource = 'balancer' | 'received bytes';

/** What is seen of a service before anything is concluded: the matrix with ages, blocks, and what a request costs. */
export interface Sight extends SettledRows {
  readonly service: Service;
  readonly matrix: LoadMatrix;
  readonly unitCount: number;
  /** Requests by time and unit; undefined where nobody counted. Bytes received stand in for them, scaled to no unit. */
  readonly requests: Float64Array | undefined;
  readonly countSource: CountSource | undefined;
  /** Rows of a unit's first and last sign. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  /** Number of the block of each row. */
  readonly blockOf: Int32Array;
  readonly blocks: number;
  /** CPU seconds that a unit spends in a step without requests. */
  readonly idle: number;
  /** Rows by which CPU is later than requests. */
  readonly lag: number;
}

/** Time enough for chance to shrink and short enough to see what changes. */
export const blockMinutes = 15;
/** What is shorter than two hours has shorter blocks, so that there are some. */
const fewestBlocks = 8;

export function look(service: Service): Sight {
  const { matrix } = service;
  const { times, units, stepMs, cpu } = matrix;
  const unitCount = units.length;
  const first = Int32Array.from(units, (_, unit) => {
    let row = 0;
    while (row < times.length && Number.isNaN(cpu[row * unitCount + unit])) row += 1;
    return row;
  });
  const last = Int32Array.from(units, (_, unit) => {
    let row = times.length - 1;
    while (row >= 0 && Number.isNaN(cpu[row * unitCount + unit])) row -= 1;
    return row;
  });
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
    first,
    last,
    ...settledRows(matrix, first, last),
    blockOf,
    blocks: (blockOf.at(-1) ?? -1) + 1,
    idle: requests === undefined ? 0 : idleOf(matrix, shifted(requests, lag, unitCount)),
    lag,
  };
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
  const [xs, ys] = [new Float64Array(times.length), new Float64Array(times.length)];
  let points = 0;
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
    if (n === 0) continue;
    xs[points] = sumX / n;
    ys[points] = sumY / n;
    points += 1;
  }
  const [meanX, meanY] = [meanOf(xs.subarray(0, points)), meanOf(ys.subarray(0, points))];
  let [xx, xy, left] = [0, 0, 0];
  for (let at = 0; at < points; at += 1) {
    const x = (xs[at] ?? 0) - meanX;
    xx += x ** 2;
    xy += x * ((ys[at] ?? 0) - meanY);
  }
  const reserved = (medianOf(units.map(({ vcpu }) => vcpu ?? 1)) * stepMs) / 1000;
  if (xx === 0 || points < 3) return 0;
  const slope = xy / xx;
  const intercept = meanY - slope * meanX;
  for (let at = 0; at < points; at += 1)
    left += ((ys[at] ?? 0) - intercept - slope * (xs[at] ?? 0)) ** 2;
  const error = Math.sqrt((left / (points - 2)) * (1 / points + meanX ** 2 / xx));
  return Math.min(Math.max(0, intercept - surelyIdle * error), mostIdle * reserved);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How requests are spread, told by how much their numbers differ within a minute: as by chance, or less. */
export function policyOf(dispersion: number): Policy {
  return dispersion < 0.5 ? 'round robin' : 'random';
}
