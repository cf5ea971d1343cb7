import { z } from 'zod';
import { seededRandom } from '../../../core/seeded-random.ts';
import { blockLengths } from '../../../core/statistics/bootstrap/block-length.ts';
import { bootstrapQuantiles } from '../../../core/statistics/bootstrap/bootstrap.ts';
import {
  type Resampling,
  circularBlocks,
  movingBlocks,
  stationaryBlocks,
} from '../../../core/statistics/bootstrap/resample.ts';
import {
  type Pool,
  poolOf,
  pooledQuantiles,
} from '../../../core/statistics/bootstrap/seconds-pool.ts';
import { interpolatedQuantile } from '../../../core/statistics/sample.ts';
import { notEvaluated, row } from '../rows/compare.ts';
import type { Row } from '../rows/form.ts';

const seconds = z.array(z.array(z.number()));

export function blockLengthRows(section: unknown): Row[] {
  const length = z.number().nullable();
  const rows = z.array(
    z.object({
      name: z.string(),
      values: z.array(z.number()),
      stationary: length,
      circular: length,
    }),
  );
  return rows.parse(section).map(({ name, values, stationary, circular }) => {
    const got = blockLengths(values);
    return row(name, { stationary, circular }, got ?? { stationary: null, circular: null });
  });
}

export function resampleRows(section: unknown): Row[] {
  const rows = z.array(
    z.object({
      name: z.string(),
      seconds_us: z.union([seconds, z.string()]),
      block: z.number(),
      starts: z.array(z.number()),
      indices: z.array(z.number()),
      n: z.number(),
      quantiles: z.record(z.string(), z.number()),
    }),
  );
  let last: number[][] = [];
  return rows.parse(section).map(({ name, seconds_us, block, starts, indices, n, quantiles }) => {
    last = typeof seconds_us === 'string' ? last : seconds_us;
    const drawn = new Int32Array(last.length);
    const queue = [...starts];
    // The start that is meant, as the number in [0, 1) that makes it.
    circularBlocks(block)(drawn, () => ((queue.shift() ?? 0) + 0.5) / drawn.length);
    const pool = poolOfSeconds(last);
    const times = drawn.reduce(
      (count, index) => count.with(index, (count[index] ?? 0) + 1),
      last.map(() => 0),
    );
    const qs = Object.keys(quantiles).toSorted((a, b) => Number(a) - Number(b));
    const values = pooledQuantiles(pool, Float64Array.from(times), qs.map(Number));
    const got = {
      indices: [...drawn],
      n: times.reduce((total, time, index) => total + time * (pool.totals[index] ?? 0), 0),
      quantiles: Object.fromEntries(qs.map((q, index) => [q, values[index]])),
    };
    return row(name, { indices, n, quantiles }, got);
  });
}

const end = z.object({ value: z.number(), mc_sd: z.number() });
const ends = z.object({ ratio_ci95: z.array(end), base_ci95_us: z.array(end) });
const bootstrapCase = z.object({
  name: z.string(),
  seed: z.number(),
  q: z.number(),
  base_seconds_us: seconds,
  new_seconds_us: seconds,
  base_quantile_us: z.number(),
  new_quantile_us: z.number(),
  ratio: z.number(),
  per_second_quantile_block_length: z.object({
    base: z.number().nullable(),
    new: z.number().nullable(),
  }),
  block: z.number(),
  bootstrap: z.record(z.string(), ends),
});
const schemes: Readonly<Record<string, (block: number) => Resampling>> = {
  stationary: stationaryBlocks,
  circular: circularBlocks,
  moving: movingBlocks,
};
/** More than the vectors' own 5 times 800, so that the error is theirs alone. */
const rounds = 20_000;

export function bootstrapRows(section: unknown): Row[] {
  return z
    .array(bootstrapCase)
    .parse(section)
    .flatMap((one) => [
      exactFigures(one),
      ...Object.entries(one.bootstrap).map(([scheme, expected]) =>
        intervals(one, scheme, expected),
      ),
    ]);
}

function exactFigures(one: z.infer<typeof bootstrapCase>): Row {
  const [base, new_] = [one.base_seconds_us, one.new_seconds_us].map((side) => {
    const filled = side.filter((second) => second.length > 0);
    const series = filled.map((second) => quantileOf([second], one.q));
    return { quantile: quantileOf(side, one.q), length: blockLengths(series)?.stationary ?? null };
  });
  const got = {
    base_quantile_us: base?.quantile,
    new_quantile_us: new_?.quantile,
    ratio: (new_?.quantile ?? 0) / (base?.quantile ?? 0),
    per_second_quantile_block_length: { base: base?.length, new: new_?.length },
    block: Math.ceil(Math.max(base?.length ?? 1, new_?.length ?? 1)),
  };
  const { base_quantile_us, new_quantile_us, ratio, block } = one;
  const { per_second_quantile_block_length } = one;
  const expected = {
    base_quantile_us,
    new_quantile_us,
    ratio,
    per_second_quantile_block_length,
    block,
  };
  return row(one.name, expected, got);
}

function intervals(
  one: z.infer<typeof bootstrapCase>,
  scheme: string,
  expected: z.infer<typeof ends>,
): Row {
  const id = `${one.name}, ${scheme}`;
  const blocks = schemes[scheme];
  if (blocks === undefined) return notEvaluated(id, expected, `we have no ${scheme} bootstrap`);
  const random = seededRandom(one.seed);
  const plan = { resampling: blocks(one.block), rounds, random };
  const [base, new_] = [one.base_seconds_us, one.new_seconds_us].map(
    (side) => bootstrapQuantiles(poolOfSeconds(side), [one.q], plan)[0] ?? [],
  );
  const ratios = (new_ ?? []).map((value, index) => value / (base?.[index] ?? Number.NaN));
  const got = { ratio_ci95: interval(ratios), base_ci95_us: interval(base ?? []) };
  const within = (key: keyof typeof got): boolean =>
    expected[key].every(
      ({ value, mc_sd }, at) => Math.abs(value - (got[key][at] ?? Number.NaN)) <= 4 * mc_sd,
    );
  const agreed = within('ratio_ci95') && within('base_ci95_us');
  return { id, expected, got, result: agreed ? 'agreed' : 'disagreed' };
}

function interval(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).toSorted();
  return [interpolatedQuantile(sorted, 0.025), interpolatedQuantile(sorted, 0.975)];
}

function quantileOf(side: readonly (readonly number[])[], q: number): number {
  const [value = Number.NaN] = pooledQuantiles(
    poolOfSeconds(side),
    new Float64Array(side.length).fill(1),
    [q],
  );
  return value;
}

function poolOfSeconds(side: readonly (readonly number[])[]): Pool {
  return poolOf(
    side.length,
    side.map((second, part) => ({ part, pairs: second.map((value) => [value, 1] as const) })),
  );
}
