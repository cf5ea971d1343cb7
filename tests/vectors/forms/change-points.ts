import { z } from 'zod';
import {
  type ChangePoint,
  changePoints,
  weakChangePoints,
} from '../../../core/statistics/change-points/change-points.ts';
import { notEvaluated, row } from '../rows/compare.ts';
import type { Form, Row } from '../rows/form.ts';

const points = z.array(
  z.object({
    index: z.number(),
    mean_before: z.number(),
    mean_after: z.number(),
    stddev_before: z.number(),
    stddev_after: z.number(),
    pvalue: z.number(),
    forward_change: z.number().nullable(),
  }),
);
const answer = z.object({
  options: z.object({
    window_len: z.number(),
    max_pvalue: z.number(),
    min_magnitude: z.number(),
  }),
  change_points: points,
  weak_change_points: points.optional(),
  both_neighbours_recomputed: points.optional(),
});
const file = z.object({
  cases: z.array(
    z.object({
      name: z.string(),
      values: z.array(z.number().nullable()),
      answers: z.array(answer),
    }),
  ),
});

/** Series with the change points that Otava finds, corrected where its merge keeps stale figures. */
export const changePointForm: Form = {
  fits: (document) =>
    z.object({ cases: z.array(z.object({ answers: z.array(z.unknown()) })) }).safeParse(document)
      .success,
  evaluate: (document) =>
    file
      .parse(document)
      .cases.flatMap(({ name, values, answers }) =>
        answers.flatMap((given) => evaluate(name, filled(values), given)),
      ),
};

function evaluate(
  name: string,
  values: readonly number[] | undefined,
  given: z.infer<typeof answer>,
): Row[] {
  const { window_len: window, max_pvalue: maxP, min_magnitude: minMagnitude } = given.options;
  const id = `${name}, window ${window}, p ${maxP}, magnitude ${minMagnitude}`;
  const expected = given.both_neighbours_recomputed ?? given.change_points;
  if (values === undefined) return [notEvaluated(id, expected, 'the series has no value')];
  const options = { window, maxP, minMagnitude };
  const weak = given.weak_change_points;
  return [
    row(id, expected, changePoints(values, options).map(inTheirTerms)),
    ...(weak === undefined
      ? []
      : [row(`${id}, weak`, weak, weakChangePoints(values, options).map(inTheirTerms))]),
  ];
}

/** Gaps take the value before them, those at the start the first one: as Otava's own `fill_missing` does. */
function filled(values: readonly (number | null)[]): number[] | undefined {
  let last = values.find((value) => value !== null);
  if (last === undefined || last === null) return values.length === 0 ? [] : undefined;
  const series: number[] = [];
  for (const value of values) {
    last = value ?? last;
    series.push(last);
  }
  return series;
}

function inTheirTerms(point: ChangePoint): z.infer<typeof points>[number] {
  return {
    index: point.index,
    mean_before: point.meanBefore,
    mean_after: point.meanAfter,
    stddev_before: point.sdBefore,
    stddev_after: point.sdAfter,
    pvalue: point.p,
    forward_change: point.meanBefore === 0 ? null : point.meanAfter / point.meanBefore - 1,
  };
}
