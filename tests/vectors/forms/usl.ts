import { z } from 'zod';
import { uslBand } from '../../../core/statistics/capacity/usl-band.ts';
import { uslBootstrap } from '../../../core/statistics/capacity/usl-bootstrap.ts';
import {
  type Cut,
  type Interval,
  type UslIntervals,
  greatestLoad,
  isPeakTold,
  uslIntervals,
} from '../../../core/statistics/capacity/usl-intervals.ts';
import {
  type LoadPoint,
  type UslParameters,
  type Weights,
  fitUsl,
  throughputAt,
} from '../../../core/statistics/capacity/usl.ts';
import { tCritical } from '../../../core/statistics/distributions/students-t.ts';
import { row } from '../rows/compare.ts';
import type { Form, Row } from '../rows/form.ts';

const pair = z.array(z.number().nullable()).length(2);
const intervals = z.looseObject({ gamma: pair, alpha: pair, beta: pair, peakN: pair });
const reference = z.looseObject({
  gamma: z.number(),
  alpha: z.number(),
  beta: z.number(),
  sse: z.number(),
  df: z.number(),
  atBoundary: z.array(z.string()).optional(),
  peakN: z.number().nullable(),
  peakX: z.number().nullish(),
  residualStdErr: z.number().optional(),
  peakIdentifiable: z.boolean().optional(),
  extrapolates: z.boolean().optional(),
  intervals: z.null().optional(),
  profile95: z.looseObject({ F: intervals.optional(), LR: intervals.optional() }).nullish(),
  bootstrap95: intervals.extend({ draws: z.number() }).nullish(),
  waldT95: z.record(z.string(), z.array(z.number()).length(2)).nullish(),
});
const file = z.object({
  datasets: z.array(
    z.looseObject({
      id: z.string(),
      N: z.array(z.number()),
      X: z.array(z.number()),
      reference,
      /** With weights 1/fit^2 of the unweighted fit, their mean 1. */
      referenceWeighted: reference.optional(),
    }),
  ),
});

/** What the file allows: fits, ends of profiles, ends of a bootstrap with random numbers of its own. */
const tolerances = { fit: 1e-4, profile: 0.01, wald: 0.001, bootstrap: 0.15 };
const noError = 1e-9;

/** Fits of the Universal Scalability Law with intervals. */
export const uslForm: Form = {
  fits: (document) => file.safeParse(document).success,
  evaluate: (document) => file.parse(document).datasets.flatMap(rowsOf),
};

type Dataset = z.infer<typeof file>['datasets'][number];

function rowsOf({ id, N, X, reference: plain, referenceWeighted: weighted }: Dataset): Row[] {
  const points = pointsOf(N, X);
  const even = points.map(() => 1);
  const fit = fitUsl(points);
  if (fit === undefined) return [row(`${id}: fit`, plain, undefined)];
  const rows = referenceRows(id, plain, points, even);
  if (weighted === undefined) return rows;
  const raw = points.map(({ load }) => throughputAt(fit, load) ** -2);
  const mean = raw.reduce((sum, weight) => sum + weight, 0) / raw.length;
  const weights = raw.map((weight) => weight / mean);
  return [...rows, ...referenceRows(`${id}, weighted`, weighted, points, weights)];
}

function pointsOf(loads: readonly number[], throughputs: readonly number[]): LoadPoint[] {
  return loads.map((load, n) => ({ load, throughput: throughputs[n] ?? Number.NaN }));
}

function referenceRows(
  id: string,
  expected: z.infer<typeof reference>,
  points: readonly LoadPoint[],
  weights: Weights,
): Row[] {
  const fit = fitUsl(points, weights);
  if (fit === undefined) return [row(`${id}: fit`, expected, undefined)];
  const found = uslIntervals(points, fit, weights);
  const { profile95, bootstrap95, waldT95, intervals: none, ...rest } = expected;
  // Through as many points as parameters there is no error but that of the arithmetic.
  const isThrough = rest.sse < noError && fit.sse < noError;
  const got = {
    ...rest,
    ...fit,
    sse: isThrough ? rest.sse : fit.sse,
    residualStdErr: fit.residualStandardError,
    peakN: fit.peakLoad,
    peakX: fit.peakThroughput,
    peakIdentifiable: found === undefined ? undefined : isPeakTold(found, points),
    extrapolates: (fit.peakLoad ?? Infinity) > greatestLoad(points),
  };
  const rows = [row(`${id}: fit`, rest, got, tolerances.fit)];
  if (none === null) rows.push(row(`${id}: no intervals`, null, found));
  for (const cut of ['F', 'LR'] as const satisfies Cut[]) {
    const ends = profile95?.[cut];
    const cutAt = uslIntervals(points, fit, weights, cut);
    if (ends !== undefined)
      rows.push(
        row(`${id}: profile ${cut}`, endsOf(ends), endsOf(namedAs(cutAt)), tolerances.profile),
      );
  }
  if (bootstrap95 !== null && bootstrap95 !== undefined) {
    const { draws } = bootstrap95;
    const drawn = uslBootstrap(points, fit, { draws, seed: 1, weights });
    rows.push(bootstrapRow(`${id}: bootstrap`, endsOf(bootstrap95), endsOf(namedAs(drawn))));
  }
  const errors = uslBand(points, fit, weights)?.standardErrors;
  if (waldT95 !== null && waldT95 !== undefined && errors !== undefined) {
    const t = tCritical(0.05, fit.df);
    const around = (name: keyof UslParameters): number[] =>
      [-t, t].map((times) => fit[name] + times * errors[name]);
    const wald = { gamma: around('gamma'), alpha: around('alpha'), beta: around('beta') };
    rows.push(row(`${id}: Wald`, waldT95, wald, tolerances.wald));
  }
  return rows;
}

type Ends = Readonly<Record<'gamma' | 'alpha' | 'beta' | 'peakN', readonly (number | null)[]>>;

function endsOf({ gamma, alpha, beta, peakN }: Ends): Ends {
  return { gamma, alpha, beta, peakN };
}

/** Our intervals in the terms of the file. */
function namedAs(found: UslIntervals | undefined): Ends {
  return {
    gamma: pairOf(found?.gamma),
    alpha: pairOf(found?.alpha),
    beta: pairOf(found?.beta),
    peakN: pairOf(found?.peakLoad),
  };
}

function pairOf(one: Interval | undefined): (number | null)[] {
  return [one?.from ?? null, one?.to ?? null];
}

function inverseSquare(value: number | null): number {
  return value === null ? 0 : value ** -2;
}

/**
 * Ends may be off by a share of themselves or of the interval: one near zero would be held to more than chance allows.
 * Peaks are compared as 1/N^2, which is as evenly spread as the coherency that they come from.
 */
function bootstrapRow(id: string, expected: Ends, got: Ends): Row {
  const names = ['gamma', 'alpha', 'beta', 'peakN'] as const;
  const agreed = names.every((name) => {
    const as = name === 'peakN' ? inverseSquare : Number;
    const ends = expected[name].map(as);
    const width = Math.abs((ends[1] ?? 0) - (ends[0] ?? 0));
    return ends.every((end, n) => {
      const own = as(got[name][n] ?? null);
      return Math.abs(own - end) <= tolerances.bootstrap * Math.max(Math.abs(end), width);
    });
  });
  return { id, expected, got, result: agreed ? 'agreed' : 'disagreed' };
}

const publishedFile = z.object({
  datasets: z.record(
    z.string(),
    z.looseObject({
      N: z.array(z.number()),
      X: z.array(z.number()),
      referenceFit: reference.extend({
        r2: z.number(),
        amdahlLimit: z.number(),
        optimalN: z.number(),
        stdErr: z.object({ gamma: z.number(), alpha: z.number(), beta: z.number() }),
        ci95_t: z.unknown(),
        deltaMethodBand: z
          .array(z.object({ N: z.number(), fit: z.number(), lo95: z.number(), hi95: z.number() }))
          .optional(),
      }),
    }),
  ),
});

/** Data sets that others published, with fits by R. */
export const publishedUslForm: Form = {
  fits: (document) => publishedFile.safeParse(document).success,
  evaluate: (document) =>
    Object.entries(publishedFile.parse(document).datasets).flatMap(
      ([id, { N, X, referenceFit }]) => {
        const points = pointsOf(N, X);
        const fit = fitUsl(points);
        const band = fit === undefined ? undefined : uslBand(points, fit);
        const { stdErr, deltaMethodBand = [], ci95_t: _, ...expected } = referenceFit;
        const got = {
          ...fit,
          residualStdErr: fit?.residualStandardError,
          r2: fit?.rSquared,
          peakN: fit?.peakLoad,
          amdahlLimit: fit === undefined ? undefined : fit.gamma / fit.alpha,
          optimalN: fit === undefined ? undefined : 1 / fit.alpha,
        };
        return [
          row(`${id}: fit`, expected, got, tolerances.fit),
          row(`${id}: standard errors`, stdErr, band?.standardErrors, 1e-3),
          ...deltaMethodBand.map(({ N: load, lo95, hi95 }) => {
            const at = band?.at(load);
            return row(`${id}: band at ${load}`, [lo95, hi95], [at?.from, at?.to], 1e-3);
          }),
        ];
      },
    ),
};
