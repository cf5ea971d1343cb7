import { z } from 'zod';
import { orderStatisticInterval } from '../../../core/statistics/order-statistic-interval.ts';
import { mannWhitney } from '../../../core/statistics/significance/mann-whitney.ts';
import {
  benjaminiHochberg,
  holm,
} from '../../../core/statistics/significance/multiple-comparisons.ts';
import { pairedT, tInterval } from '../../../core/statistics/significance/paired-t.ts';
import { pairsNeeded } from '../../../core/statistics/significance/pairs-needed.ts';
import { pseudomedian, signedRank } from '../../../core/statistics/significance/signed-rank.ts';
import { notEvaluated, row } from '../rows/compare.ts';
import type { Row } from '../rows/form.ts';

const numbers = z.array(z.number());

export function multipleComparisonRows(section: unknown): Row[] {
  const rows = z.array(z.looseObject({ p: numbers }));
  return rows.parse(section).map(({ p, ...expected }) => {
    const [byHolm, byBh] = [holm(p), benjaminiHochberg(p)];
    return row(`p ${JSON.stringify(p)}`, expected, {
      holm: byHolm,
      bh: byBh,
      rejected_holm_05: byHolm.map((adjusted) => adjusted <= 0.05),
      rejected_bh_05: byBh.map((adjusted) => adjusted <= 0.05),
    });
  });
}

export function orderStatisticRows(section: unknown): Row[] {
  const rows = z.array(z.looseObject({ n: z.number(), q: z.number(), confidence: z.number() }));
  return rows.parse(section).map(({ n, q, confidence, ...expected }) => {
    const { lower, upper, coverage } = orderStatisticInterval(n, q, confidence);
    const got = {
      lower_rank: lower ?? null,
      upper_rank: upper ?? null,
      coverage: coverage ?? null,
    };
    return row(`n ${n}, q ${q}, confidence ${confidence}`, expected, got);
  });
}

export function rankTestRows(section: unknown): Row[] {
  const rows = z.array(z.looseObject({ seed: z.number(), base: numbers, new: numbers }));
  return rows.parse(section).map(({ seed, base, new: new_, ...expected }) => {
    const got = mannWhitney(base, new_);
    return row(`seed ${seed}`, expected, {
      U_new: got.u,
      p_exact_two_sided: got.exactP ?? null,
      p_asymptotic_tie_and_continuity_corrected: got.approximateP,
      hodges_lehmann_shift: got.shift,
      common_language_effect: got.commonLanguage,
      cliffs_delta: got.cliffsDelta,
    });
  });
}

const pairsKey = 'pairs_for_10_percent_two_sided_alpha_05';
const powers = z.record(z.string(), z.number()).nullable();

export function pairRows(section: unknown): Row[] {
  const rows = z.array(
    z.looseObject({
      seed: z.number(),
      true_ratio: z.number().optional(),
      base_block_p95: numbers,
      new_block_p95: numbers,
      [pairsKey]: powers,
    }),
  );
  return rows.parse(section).flatMap((one) => {
    const { seed, true_ratio: _, base_block_p95, new_block_p95, ...rest } = one;
    const { [pairsKey]: pairs, ...expected } = rest;
    const logs = new_block_p95.map((value, index) =>
      Math.log(value / (base_block_p95[index] ?? Number.NaN)),
    );
    const test = pairedT(logs);
    const got = {
      geometric_mean_ratio: Math.exp(test.mean),
      sd_log_ratio: test.sd,
      t: test.t,
      p_t_two_sided: test.p,
      ratio_ci95: tInterval(test, 0.95).map(Math.exp),
      ratio_ci99: tInterval(test, 0.99).map(Math.exp),
      wilcoxon_p: signedRank(logs),
      hodges_lehmann_ratio: Math.exp(pseudomedian(logs)),
    };
    return [
      row(`seed ${seed}`, expected, got),
      pairsRow(`seed ${seed}, pairs needed`, pairs, test.sd),
    ];
  });
}

function pairsRow(id: string, expected: z.infer<typeof powers>, sd: number): Row {
  if (expected === null) return notEvaluated(id, expected, 'the row gives no number of pairs');
  const got = Object.keys(expected).map((key) => {
    const power = Number(/[\d.]+$/.exec(key)?.[0]);
    return [key, pairsNeeded({ effect: Math.log(1.1), sd, alpha: 0.05, power })];
  });
  return row(id, expected, Object.fromEntries(got));
}
