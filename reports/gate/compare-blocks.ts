import { tCritical, tUpper } from '../../core/statistics/distributions/students-t.ts';
import { sequentialHolm } from '../../core/statistics/group-sequential/sequential-holm.ts';
import { sequentialLevels } from '../../core/statistics/group-sequential/levels.ts';
import { mean } from '../../core/statistics/sample.ts';
import { type TTest, pairedT } from '../../core/statistics/significance/paired-t.ts';
import { pairsNeeded } from '../../core/statistics/significance/pairs-needed.ts';
import type { GateResult, HowMuchMore, NotCompared } from './comparison.ts';
import { type Finding, decide, overall, worstFirst } from './decide.ts';
import { type LogPair, fewestPairs, logPairs, poolingOf, resolutionSd } from './log-ratios.ts';
import { type GateOptions, defaultGateOptions } from './options.ts';
import type { BlockPair } from './run-blocks.ts';
import { sentenceOf } from './sentence.ts';

/** When the pairs of an A/B comparison are looked at. */
export interface Looks {
  /** Pairs that are played at most. */
  readonly pairs: number;
  /** After how many pairs there was, and will be, a look: ascending. The last pair is always one. */
  readonly at: readonly number[];
}

/** One name and percentile, with its test at each look. */
interface Series {
  readonly name: string;
  readonly percentile: number;
  readonly logs: readonly LogPair[];
  readonly tests: readonly TTest[];
  /** Pairs pooled into one. */
  readonly pooling: number;
}

/**
 * Compares two systems by interleaved pairs of blocks: what makes the machine slower for a while hits both blocks of a
 * pair. Paired t tests of the log ratios of the blocks' percentiles, with Holm's method over all names and percentiles.
 *
 * Called again and again while pairs come in, with the same `looks`, it may be stopped at the first look that says
 * `pass` or `fail` without more false alarms than with one look at the end: levels are group-sequential, and intervals
 * are the repeated ones of C. Jennison, B. W. Turnbull, Journal of the Royal Statistical Society B 51(3), 1989.
 * @param pairs in the order in which they were played
 * @param looks left out where there is one look only, at all pairs
 */
export function compareBlocks(
  pairs: readonly BlockPair[],
  options: GateOptions = defaultGateOptions,
  looks: Looks = { pairs: pairs.length, at: [] },
): GateResult {
  if (pairs.length === 0) return nothing;
  const sizes = looksSoFar(pairs.length, looks);
  const fractions = sizes.map((size) => size / Math.max(looks.pairs, pairs.length));
  const { series, notCompared } = seriesOf(pairs, sizes, options);
  const rejected = (sign: 1 | -1): boolean[] =>
    sequentialHolm(
      series.map(({ tests }) => tests.map((test) => oneSided(test, sign))),
      fractions,
      options.falseAlarms,
    );
  const [slower, faster] = [rejected(1), rejected(-1)];
  const [level = 0] = sequentialLevels((1 - options.confidence) / 2, fractions).slice(-1);
  const comparisons = series.map((one, index) =>
    decide(
      findingOf(one, {
        level,
        change:
          slower[index] === true ? 'slower' : faster[index] === true ? 'faster' : 'none found',
        hypotheses: series.length,
        options,
      }),
      options,
    ),
  );
  return {
    verdict: overall(comparisons, notCompared),
    sentence: sentenceOf(comparisons, notCompared),
    comparisons: worstFirst(comparisons),
    notCompared,
  };
}

const nothing: GateResult = {
  verdict: overall([], []),
  sentence: sentenceOf([], []),
  comparisons: [],
  notCompared: [],
};

/** After how many pairs there were looks, this one included. Looks at fewer pairs than can be compared are none. */
function looksSoFar(pairs: number, { at }: Looks): number[] {
  return [...at.filter((size) => size < pairs && size >= fewestPairs), pairs];
}

function seriesOf(
  pairs: readonly BlockPair[],
  sizes: readonly number[],
  options: GateOptions,
): { series: Series[]; notCompared: NotCompared[] } {
  const series: Series[] = [];
  const notCompared: NotCompared[] = [];
  for (const name of namesOf(pairs)) {
    const side = (['base', 'new'] as const).find((key) =>
      pairs.every((pair) => !pair[key].has(name)),
    );
    for (const percentile of options.percentiles) {
      const pooling = poolingOf(pairs, name, { ...options, percentile });
      if (pooling === undefined) {
        const reason = side === undefined ? 'rare' : (`not in ${side}` as const);
        notCompared.push({ name, percentile, reason });
        continue;
      }
      const logs = logPairs(pairs, name, percentile, pooling);
      const tests = sizes.map((size) =>
        size === pairs.length
          ? testOf(logs)
          : testOf(logPairs(pairs.slice(0, size), name, percentile, pooling)),
      );
      series.push({ name, percentile, logs, tests, pooling });
    }
  }
  return { series, notCompared };
}

export function namesOf(pairs: readonly BlockPair[]): string[] {
  const names = new Set(pairs.flatMap((pair) => [...pair.base.keys(), ...pair.new.keys()]));
  return [...names].toSorted();
}

/** A look at fewer than two pooled pairs finds nothing. */
function testOf(logs: readonly LogPair[]): TTest {
  if (logs.length < 2) return { n: logs.length, mean: 0, sd: Infinity, t: 0, p: 1 };
  return pairedT(
    logs.map((pair) => pair.new - pair.base),
    resolutionSd,
  );
}

function oneSided({ t, n }: TTest, sign: 1 | -1): number {
  return n < 2 ? 1 : tUpper(sign * t, n - 1);
}

interface Surroundings {
  /** One-sided level of the interval. */
  readonly level: number;
  readonly change: Finding['change'];
  /** How many names and percentiles are compared. */
  readonly hypotheses: number;
  readonly options: GateOptions;
}

function findingOf(
  { name, percentile, logs, tests, pooling }: Series,
  around: Surroundings,
): Finding {
  const test = tests.at(-1) ?? testOf(logs);
  const reach = tCritical(2 * around.level, test.n - 1) * (test.sd / Math.sqrt(test.n));
  return {
    name,
    percentile,
    baseLog: mean(logs.map(({ base }) => base)),
    newLog: mean(logs.map((pair) => pair.new)),
    interval: [test.mean - reach, test.mean + reach],
    n: test.n,
    unit: 'pairs',
    p: test.p,
    change: around.change,
    more: () => morePairs(test, pooling, around),
  };
}

/** Pairs that find the effect, should it be there, and rule it out, should it not. */
function morePairs(
  { sd, n }: TTest,
  pooling: number,
  { hypotheses, options }: Surroundings,
): HowMuchMore {
  const effect = Math.log1p(options.effect);
  const needed = pairsNeeded({
    effect,
    sd,
    alpha: (2 * options.falseAlarms) / hypotheses,
    power: options.power,
  });
  return { unit: 'pairs', count: Math.max(1, needed - n) * pooling };
}
