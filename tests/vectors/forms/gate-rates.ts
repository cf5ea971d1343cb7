import { z } from 'zod';
import { seededRandom } from '../../../core/seeded-random.ts';
import { median } from '../../../core/statistics/sample.ts';
import { pairedT, tInterval } from '../../../core/statistics/significance/paired-t.ts';
import { signFlip } from '../../../core/statistics/significance/sign-flip.ts';
import { notEvaluated } from '../rows/compare.ts';
import type { Form, Row } from '../rows/form.ts';
import { autoregressive, normal, shareTolerance } from '../rows/simulated.ts';

const rate = z.looseObject({
  design: z.string(),
  rate: z.number(),
  phi: z.number(),
  process_sd: z.number(),
  true_ratio: z.number(),
  reps: z.number(),
});
const file = z.array(rate).min(1);
const interleaved = rate.extend({
  pairs: z.number(),
  block_s: z.number(),
  slow_drift_sd: z.number(),
  paired_t_ci: z.number(),
  paired_t_ci_and_5pct: z.number(),
  paired_t_lower_above_5pct: z.number(),
  perm_mean_log: z.number(),
  perm_and_5pct: z.number(),
  median_sd_log_ratio: z.number(),
});

/**
 * False alarms and power of designs, found by simulation. Interleaved designs are simulated anew; the rows do not say how
 * the durations of one second are spread, for which `spread` makes the standard deviations come out.
 */
export const gateRateForm: Form = {
  fits: (document) => file.safeParse(document).success,
  evaluate: (document) =>
    file.parse(document).map((one, index) => {
      const { design, reps: _, ...rest } = one;
      const given = interleaved.safeParse(one);
      if (given.success) return evaluate(given.data, index);
      const id = `${design}: ${JSON.stringify(rest)}`;
      const reason =
        'the row does not say how its simulation resamples; npm run bench gate has such designs';
      return notEvaluated(id, one, reason);
    }),
};

/** Standard deviation of the logarithm of durations within a second. */
const spread = 0.65;
const minimum = Math.log(1.05);
/** The drift's correlation from second to second. */
const slowPhi = 0.995;

type Interleaved = z.infer<typeof interleaved>;

function evaluate(one: Interleaved, index: number): Row {
  const { pairs, block_s, true_ratio, reps } = one;
  const id = `${one.design}, ${pairs} pairs of ${block_s} s, ratio ${true_ratio}`;
  const random = seededRandom(1 + index);
  const sds: number[] = [];
  const counts = {
    paired_t_ci: 0,
    paired_t_ci_and_5pct: 0,
    paired_t_lower_above_5pct: 0,
    perm_mean_log: 0,
    perm_and_5pct: 0,
  };
  for (let rep = 0; rep < reps; rep += 1) {
    const logs = logRatios(one, seededRandom(Math.floor(random() * 2 ** 32)));
    const test = pairedT(logs);
    const [low] = tInterval(test, 0.95);
    // The rows count what is called slower.
    const far = test.mean > minimum;
    const apart = low > 0;
    const flipped = test.mean > 0 && signFlip(logs, random, 2000).p < 0.05;
    sds.push(test.sd);
    if (apart) counts.paired_t_ci += 1;
    if (apart && far) counts.paired_t_ci_and_5pct += 1;
    if (low > minimum) counts.paired_t_lower_above_5pct += 1;
    if (flipped) counts.perm_mean_log += 1;
    if (flipped && far) counts.perm_and_5pct += 1;
  }
  const keys = Object.keys(counts).filter((key): key is keyof typeof counts => key in counts);
  const shares = keys.map((key) => ({ key, theirs: one[key], ours: counts[key] / reps }));
  const agreed =
    shares.every(
      ({ theirs, ours }) => Math.abs(theirs - ours) <= shareTolerance(theirs, reps, reps),
    ) && Math.abs(median(sds) / one.median_sd_log_ratio - 1) < 0.1;
  const of = (side: 'theirs' | 'ours'): Record<string, number> =>
    Object.fromEntries(shares.map((share) => [share.key, share[side]]));
  return {
    id,
    expected: { ...of('theirs'), median_sd_log_ratio: one.median_sd_log_ratio },
    got: { ...of('ours'), median_sd_log_ratio: median(sds) },
    result: agreed ? 'agreed' : 'disagreed',
  };
}

/** Log ratios of p95 of the blocks of each pair, the order within a pair random. */
function logRatios(one: Interleaved, random: () => number): number[] {
  const quick = autoregressive(random, one.process_sd, one.phi);
  const slow = autoregressive(random, one.slow_drift_sd, slowPhi);
  const block = (ratio: number): number => {
    const logs: number[] = [];
    for (let second = 0; second < one.block_s; second += 1) {
      const level = quick() + slow() + Math.log(ratio);
      for (let request = 0; request < one.rate; request += 1)
        logs.push(level + spread * normal(random));
    }
    return logs.toSorted((a, b) => a - b)[Math.ceil(0.95 * logs.length) - 1] ?? 0;
  };
  return Array.from({ length: one.pairs }, () => {
    if (random() < 0.5) return -block(1) + block(one.true_ratio);
    return block(one.true_ratio) - block(1);
  });
}
