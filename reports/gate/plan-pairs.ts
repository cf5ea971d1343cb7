import { variance } from '../../core/statistics/sample.ts';
import { pairsNeeded } from '../../core/statistics/significance/pairs-needed.ts';
import type { Looks } from './compare-blocks.ts';
import { fewestPairs, logPercentile } from './log-ratios.ts';
import type { GateOptions } from './options.ts';
import type { Block } from './run-blocks.ts';

/** Shares of the pairs after which there is a look. */
const lookShares = [0.4, 0.6, 0.8] as const;
/**
 * More pairs than one look with the standard deviation given would need. Looks cost 3 % of them (C. Jennison, B. W.
 * Turnbull, Group Sequential Methods, 2000, table 7.6); the rest is for a standard deviation that was learnt from a few
 * blocks and may be a tenth larger.
 */
const margin = 1.25;

/**
 * How many pairs an A/B comparison needs so that the effect is found, and when to look at them.
 * @param sd standard deviation of the log ratio of a pair, see `pairSd`
 * @param hypotheses how many names and percentiles are compared
 */
export function planPairs(
  sd: number,
  hypotheses: number,
  { effect, falseAlarms, power }: GateOptions,
): Looks {
  const one = pairsNeeded({
    effect: Math.log1p(effect),
    sd,
    alpha: (2 * falseAlarms) / hypotheses,
    power,
  });
  const pairs = Math.max(2 * fewestPairs, Math.ceil(one * margin));
  return { pairs, at: lookShares.map((share) => Math.ceil(share * pairs)) };
}

/**
 * What the log ratio of a pair will vary by, learnt from blocks of one system that followed each other: every two of
 * them are a pair of equals. NaN below four blocks.
 */
export function pairSd(blocks: readonly Block[], name: string, percentile: number): number {
  const logs = blocks.flatMap((block) => {
    const histogram = block.get(name);
    return histogram === undefined ? [] : [logPercentile(histogram, percentile)];
  });
  const ratios = Array.from(
    { length: Math.floor(logs.length / 2) },
    (_, pair) => (logs[2 * pair + 1] ?? 0) - (logs[2 * pair] ?? 0),
  );
  return Math.sqrt(variance(ratios));
}
