import { variance } from '../../core/statistics/sample.ts';
import { pairsNeeded } from '../../core/statistics/significance/pairs-needed.ts';
import { percent, plural } from '../words/figures.ts';
import { type Looks, namesOf } from './compare-blocks.ts';
import { fewestPairs, logPairs, logPercentile, poolingOf, resolutionSd } from './log-ratios.ts';
import type { GateOptions } from './options.ts';
import type { Block, BlockPair } from './run-blocks.ts';
import { type RunSummary, millisecondsOf } from './run-summary.ts';
import { fromHistory } from './run-to-run.ts';
import { subject } from './sentence.ts';

/** Shares of the pairs after which there is a look. */
const lookShares = [0.4, 0.6, 0.8] as const;
/**
 * More pairs than one look with the standard deviation given would need. Looks cost 3 % of them (C. Jennison, B. W.
 * Turnbull, Group Sequential Methods, 2000, table 7.6); the rest is for a standard deviation that was learnt from a few
 * blocks and may be a tenth larger.
 */
const margin = 1.25;

/** Fewer pairs than these say little of anything. */
export const leastPairs = 2 * fewestPairs;

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
  return looksAt(Math.max(leastPairs, Math.ceil(one * margin)));
}

/** The looks at as many pairs. */
export function looksAt(pairs: number): Looks {
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

/** How much one name and percentile varies from pair to pair: what decides how many pairs it takes. */
export interface Spread {
  readonly name: string;
  readonly percentile: number;
  /** Of the log ratio of a pair. */
  readonly sd: number;
}

/** Pairs after which the rest is planned, where no history tells how many it takes. */
export const pilotPairs = fewestPairs;

/**
 * What varies most from pair to pair, among what every pair has enough requests of. The spread about the mean says
 * nothing of which side is slower, so that pairs of the comparison itself can be taken and are not lost.
 * Source: J. Wittes, E. Brittain: The Role of Internal Pilot Studies in Increasing the Efficiency of Clinical Trials,
 * Statistics in Medicine 9(1-2), 1990.
 */
export function spreadOfPairs(
  pairs: readonly BlockPair[],
  options: GateOptions,
): Spread | undefined {
  return widest(
    namesOf(pairs).flatMap((name) =>
      options.percentiles.flatMap((percentile) => {
        if (poolingOf(pairs, name, { ...options, percentile }) !== 1) return [];
        const ratios = logPairs(pairs, name, percentile, 1).map((pair) => pair.new - pair.base);
        return [{ name, percentile, sd: Math.sqrt(variance(ratios)) }];
      }),
    ),
  );
}

/** Blocks of the past that tell a spread. */
const fewestBlocks = 6;

/**
 * The same from a history of runs of the same scenario, machine and length as a block: a pair is two of them.
 * Undefined while there are too few.
 */
export function spreadOfHistory(
  past: readonly RunSummary[],
  { percentiles, requestsBeyond }: GateOptions,
): Spread | undefined {
  const names = new Set(past.flatMap(({ requests }) => requests.map(({ name }) => name)));
  return widest(
    [...names].flatMap((name) =>
      percentiles.flatMap((percentile) => {
        const needed = requestsBeyond / Math.min(percentile, 1 - percentile);
        const logs = past.flatMap((run) => {
          const enough = run.requests.some((one) => one.name === name && one.n >= needed);
          const ms = millisecondsOf(run, name, percentile);
          return ms === undefined || !enough ? [] : [Math.log(Math.max(1, ms * 1000))];
        });
        const known = logs.length < fewestBlocks ? undefined : fromHistory(logs);
        return known === undefined ? [] : [{ name, percentile, sd: Math.sqrt(2 * known.variance) }];
      }),
    ),
  );
}

function widest(spreads: readonly Spread[]): Spread | undefined {
  return spreads.toSorted((a, b) => b.sd - a.sd)[0];
}

/** A plan, and what it rests on as a sentence. */
export interface PairPlan {
  readonly looks: Looks;
  readonly sentence: string;
}

/** @param hypotheses how many names and percentiles are compared */
export function planFor(
  spread: Spread,
  { hypotheses, most, from }: { hypotheses: number; most: number; from: string },
  options: GateOptions,
): PairPlan {
  const needed = planPairs(Math.max(spread.sd, resolutionSd), hypotheses, options);
  const varies = `${from}, ${subject(spread)} varies by ${percent(rounded(spread.sd))} from pair to pair`;
  const takes = `finding ${percent(options.effect)} takes up to ${plural(needed.pairs, 'pair')}`;
  if (needed.pairs <= most) return { looks: needed, sentence: `${varies}: ${takes}.` };
  const found = smallestEffect(spread.sd, hypotheses, most, options);
  const least = found === undefined ? 'are too few to find anything' : `find ${percent(found)}`;
  return {
    looks: looksAt(most),
    sentence: `${varies}: ${takes}, and the ${most} that are played at most ${least}.`,
  };
}

/** The smallest whole percentage that as many pairs find; undefined above 100 %. */
function smallestEffect(
  sd: number,
  hypotheses: number,
  pairs: number,
  options: GateOptions,
): number | undefined {
  for (let percents = 1; percents <= 100; percents += 1) {
    const effect = percents / 100;
    if (planPairs(sd, hypotheses, { ...options, effect }).pairs <= pairs) return effect;
  }
  return undefined;
}

function rounded(fraction: number): number {
  return Number(fraction.toPrecision(2));
}
