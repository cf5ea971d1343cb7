import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type KneeObjective, kneeOf } from './knee.ts';
import { leastOnUnit } from './least-value.ts';
import { type MultiServerQueue, rateWithin, shareSlowerThan } from './multi-server-queue.ts';
import { nonNegativeLeastSquares } from './non-negative-least-squares.ts';
import { targetTracking } from './target-tracking.ts';
import { simulatedStaircase } from './testing/simulated-staircase.ts';
import { isPeakTold, uslIntervals } from './usl-intervals.ts';
import { fitUsl, throughputAt } from './usl.ts';

describe('the law of scalability', () => {
  const law = fc.record({
    gamma: fc.double({ min: 1, max: 1000, noNaN: true }),
    alpha: fc.double({ min: 0, max: 0.2, noNaN: true }),
    beta: fc.double({ min: 1e-5, max: 0.01, noNaN: true }),
  });

  test.prop([law], { numRuns: 20 })('is found again in throughputs without error', (truth) => {
    const points = [1, 2, 4, 8, 12, 16, 24, 32].map((load) => ({
      load,
      throughput: throughputAt(truth, load),
    }));
    const fit = fitUsl(points);
    expect(fit?.gamma).toBeCloseTo(truth.gamma, 3);
    expect(fit?.alpha).toBeCloseTo(truth.alpha, 5);
    expect(fit?.beta).toBeCloseTo(truth.beta, 6);
  });

  it('is not fitted to two loads, however many points they have', () => {
    const points = [1, 1, 2, 2].map((load) => ({ load, throughput: load * 10 }));
    expect(fitUsl(points)).toBeUndefined();
  });

  it('has no interval without degrees of freedom, and no peak where throughput only grows', () => {
    const grows = (loads: readonly number[]) =>
      loads.map((load, n) => ({ load, throughput: 10 * load + (n % 2) }));
    const three = grows([1, 2, 4]);
    const fit = fitUsl(three);
    expect(fit && uslIntervals(three, fit)).toBeUndefined();
    const six = grows([1, 2, 4, 8, 16, 32]);
    const more = fitUsl(six);
    const intervals = more && uslIntervals(six, more);
    expect(intervals && isPeakTold(intervals, six)).toBe(false);
  });
});

describe('a queue of many servers', () => {
  test.prop([
    fc.double({ min: 0.01, max: 0.95, noNaN: true }),
    fc.double({ min: 0.1, max: 20, noNaN: true }),
  ])('of one server answers exponentially, as M/M/1 does', (busy, times) => {
    const queue = { servers: 1, serviceSeconds: 0.5 };
    expect(shareSlowerThan(queue, busy / 0.5, times * 0.5)).toBeCloseTo(
      Math.exp(-times * (1 - busy)),
      9,
    );
  });

  test.prop([fc.integer({ min: 1, max: 40 }), fc.double({ min: 3.2, max: 20, noNaN: true })])(
    'keeps an objective at its greatest rate and not above',
    (servers, times) => {
      const queue: MultiServerQueue = { servers, serviceSeconds: 0.05 };
      const rate = rateWithin(queue, times * 0.05, 0.05);
      expect(shareSlowerThan(queue, rate * 0.999, times * 0.05)).toBeLessThanOrEqual(0.05);
      expect(shareSlowerThan(queue, rate * 1.001, times * 0.05)).toBeGreaterThan(0.05);
    },
  );
});

describe('the knee of a staircase', () => {
  const objective = (seconds: number): KneeObjective => ({ seconds, slow: 0.05, failed: 0.01 });
  const queues = [
    { servers: 2, serviceSeconds: 0.02, seconds: 0.1 },
    { servers: 6, serviceSeconds: 0.0377, seconds: 0.158 },
    { servers: 16, serviceSeconds: 0.0552, seconds: 0.232 },
  ];

  it.each(
    queues.flatMap((queue) => [1, 2, 3].map((seed) => [queue.servers, seed, queue] as const)),
  )(
    'is that of the queue, to a twentieth: %i servers, seed %i',
    (_, seed, { seconds, ...queue }) => {
      const knee = rateWithin(queue, seconds, 0.05);
      const rates = Array.from({ length: 12 }, (__, n) => knee * (0.3 + 0.08 * n));
      const steps = simulatedStaircase({
        queue,
        rates,
        stepSeconds: 120,
        windowSeconds: 10,
        seconds,
        seed,
        warmUp: { share: 0.5, seconds: 20, everyStep: true },
        pauses: [[290, 0.6]],
      });
      const found = kneeOf(steps, objective(seconds));
      expect(found.kind === 'found' ? found.rate / knee : found).toBeCloseTo(1, 1);
      expect(found.kind === 'found' && Math.abs(found.rate / knee - 1)).toBeLessThan(0.05);
    },
  );

  type Shares = readonly [rate: number, ...slow: number[]];
  const measured: readonly (readonly [where: string, between: number[], most: number, Shares[]])[] =
    [
      [
        'between the last good step and what follows where steps beyond it are unsteady, not at none',
        [225.4, 260.7],
        380,
        // Below it hardly anything is slow, which tells most of all where it is not.
        [
          [28.9, 0, 0, 0, 0],
          [65.3, 0, 0, 0, 0],
          [97.7, 0, 0, 0, 0.004],
          [127.6, 0, 0, 0, 0],
          [162.4, 0, 0, 0, 0],
          [195.1, 0, 0, 0, 0],
          [225.4, 0, 0, 0.015, 0],
          [260.7, 0, 0, 0.241, 0.25],
          [302.5, 0.927, 0.7, 0.05, 0.375],
          [336.3, 0.143, 0.213, 0, 0.156],
          [434.2, 1, 1, 1, 1],
        ],
      ],
      [
        'below steps of which most requests were slow, however many were answered',
        [279.1, 293.6],
        362,
        [
          [64.8, 0, 0, 0, 0],
          [129.2, 0, 0, 0, 0],
          [194.5, 0, 0, 0, 0],
          [226.9, 0.002, 0, 0.002, 0],
          [231.5, 0.886, 0.891, 0.49, 0.263],
          [279, 0.022, 0, 0, 0],
          [279.1, 0, 0, 0, 0.002],
          [293.6, 0.906, 0.906, 0.835, 0.883],
          [323.5, 1, 1, 1, 1],
        ],
      ],
    ];

  it.each(measured)('lies %s', (_, between, most, shares) => {
    // Where most requests were slow so many a second were answered, what had waited among them.
    const steps = shares.map(([rate, ...slow]) => ({
      rate,
      windows: [...slow, ...slow].map((share) => ({
        requests: Math.round(2 * rate),
        slow: share,
        failed: 0,
        throughput: share > 0.5 ? most : rate,
      })),
    }));
    expect(kneeOf(steps, objective(0.3))).toMatchObject({ kind: 'found', between });
  });

  it('is not told where it was not reached, nor where the first step missed it already', () => {
    const [queue] = queues;
    if (queue === undefined) throw new Error('there is a queue');
    const knee = rateWithin(queue, queue.seconds, 0.05);
    const climb = (rates: readonly number[]) =>
      kneeOf(
        simulatedStaircase({
          queue,
          rates,
          stepSeconds: 60,
          windowSeconds: 5,
          seconds: queue.seconds,
          seed: 1,
        }),
        objective(queue.seconds),
      );
    expect(climb([knee * 0.3, knee * 0.5])).toEqual({ kind: 'not-reached', atLeast: knee * 0.5 });
    const above = [knee * 1.3, knee * 1.5];
    expect(climb(above)).toEqual({ kind: 'missed-from-the-start', below: knee * 1.3 });
    expect(kneeOf([], objective(1))).toEqual({ kind: 'no-steps' });
  });
});

describe('target tracking', () => {
  const minutes = fc.array(fc.option(fc.double({ min: 0, max: 200, noNaN: true }), { nil: null }), {
    minLength: 1,
    maxLength: 200,
  });

  test.prop([minutes, fc.integer({ min: 1, max: 8 })])(
    'stays within its bounds, and never changes without points enough to say so',
    (values, start) => {
      const policy = {
        min: 1,
        max: 8,
        scaleOutCooldown: 300,
        scaleInCooldown: 300,
        policies: [{ metric: 'cpu', target: 50 }],
      };
      const scaling = targetTracking(policy, start);
      for (const [minute, value] of values.entries()) {
        const change = scaling.minute({ values: [value] });
        expect(scaling.desired()).toBeGreaterThanOrEqual(1);
        expect(scaling.desired()).toBeLessThanOrEqual(8);
        const last = (points: number) => values.slice(Math.max(0, minute + 1 - points), minute + 1);
        if (change === undefined) continue;
        const isOut = change.to > change.from;
        const own = last(isOut ? 3 : 15);
        expect(own).toHaveLength(isOut ? 3 : 15);
        expect(own.every((one) => one !== null && (isOut ? one > 50 : one < 45))).toBe(true);
      }
    },
  );
});

test.prop([fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 })])(
  'coefficients that are none too small are found again in sums without error',
  (truth) => {
    const columns = [
      [1, 0, 0, 1, 2],
      [0, 1, 0, 1, 1],
      [0, 0, 1, 1, 3],
    ];
    const target = [0, 1, 2, 3, 4].map((row) =>
      columns.reduce((sum, column, n) => sum + (column[row] ?? 0) * (truth[n] ?? 0), 0),
    );
    const found = nonNegativeLeastSquares(columns, target);
    for (const [n, value] of truth.entries()) expect(found[n]).toBeCloseTo(value, 4);
  },
);

test.prop([fc.double({ min: 0, max: 1, noNaN: true })])(
  'the least value of a valley is found wherever it lies, at either end too',
  (at) => {
    expect(leastOnUnit((x) => (x - at) ** 2).at).toBeCloseTo(at, 6);
  },
);
