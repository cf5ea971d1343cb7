import { z } from 'zod';
import { type Random, seededRandom } from '../../../core/seeded-random.ts';
import {
  changePoints,
  defaultChangePointOptions,
} from '../../../core/statistics/change-points/change-points.ts';
import { notEvaluated } from '../rows/compare.ts';
import type { Form, Row } from '../rows/form.ts';
import { autoregressive, normal, shareTolerance } from '../rows/simulated.ts';

const rate = z.object({
  name: z.string(),
  reps: z.number(),
  options: z.object({
    window_len: z.number(),
    max_pvalue: z.number(),
    min_magnitude: z.number().optional(),
  }),
  share: z.number(),
  share_extra_points: z.number().optional(),
});
const file = z.array(rate).min(1);

/**
 * How often Otava finds a change point in series without and with one; ours are simulated anew, by the row's name. Ours
 * may find fewer where there is none, and more where there is one, and no fewer: its merge keeps some that ours does not.
 */
export const otavaRateForm: Form = {
  fits: (document) => file.safeParse(document).success,
  evaluate: (document) => file.parse(document).map((one, index) => evaluate(one, index)),
};

/** A kind of series: how its name says it, and one of it. Levels are 200, noise is 3 %. */
interface Kind {
  readonly name: RegExp;
  readonly series: (random: Random, groups: readonly number[]) => number[];
  /** Whether the level changes. */
  readonly step?: true;
}

const noise = 0.03;
const kinds: readonly Kind[] = [
  {
    name: /^A\/A normal (\d+)%, (\d+) runs$/,
    series: (random, [sd = 0, length = 0]) =>
      repeat(length, () => 200 * (1 + (sd / 100) * normal(random))),
  },
  {
    name: /^A\/A AR\(1\) ([\d.]+), (\d+)$/,
    series: (random, [phi = 0, length = 0]) => {
      const next = autoregressive(random, noise, phi);
      return repeat(length, () => 200 * (1 + next()));
    },
  },
  {
    name: /^A\/A lognormal (\d+)%, (\d+)$/,
    series: (random, [sd = 0, length = 0]) =>
      repeat(length, () => 200 * Math.exp((sd / 100) * normal(random))),
  },
  {
    name: /^A\/A (\d+)% outliers x(\d+), (\d+)$/,
    series: (random, [share = 0, factor = 1, length = 0]) =>
      repeat(
        length,
        () => 200 * (1 + noise * normal(random)) * (random() < share / 100 ? factor : 1),
      ),
  },
  {
    name: /^step \+([\d.]+)% after (\d+) of (\d+)$/,
    series: (random, [size = 0, at = 0, length = 0]) =>
      repeat(
        length,
        (index) => 200 * (1 + noise * normal(random)) * (index < at ? 1 : 1 + size / 100),
      ),
    step: true,
  },
];
function evaluate(one: z.infer<typeof rate>, index: number): Row {
  const { name, reps, options, share, share_extra_points } = one;
  const id = `${name}, ${JSON.stringify(options)}`;
  const expected = { share, ...(share_extra_points === undefined ? {} : { share_extra_points }) };
  const kind = kinds.find((known) => known.name.test(name));
  if (kind === undefined) return notEvaluated(id, expected, 'we have no such series');
  const groups = [...(kind.name.exec(name) ?? [])].slice(1).map(Number);
  const random = seededRandom(1000 + index);
  const asked = {
    ...defaultChangePointOptions,
    window: options.window_len,
    maxP: options.max_pvalue,
    minMagnitude: options.min_magnitude ?? 0,
  };
  let [found, extra] = [0, 0];
  for (let rep = 0; rep < reps; rep += 1) {
    const { length } = changePoints(kind.series(random, groups), asked);
    if (length > 0) found += 1;
    if (length > 1) extra += 1;
  }
  const got = { share: found / reps, share_extra_points: extra / reps };
  const worse = kind.step ? share - got.share : got.share - share;
  const more = got.share_extra_points - (share_extra_points ?? 1);
  const agreed =
    worse <= shareTolerance(share, reps, reps) &&
    more <= shareTolerance(share_extra_points ?? 1, reps, reps);
  return { id, expected, got, result: agreed ? 'agreed' : 'disagreed' };
}

function repeat(length: number, value: (index: number) => number): number[] {
  return Array.from({ length }, (_, index) => value(index));
}
