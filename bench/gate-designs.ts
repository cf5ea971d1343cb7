import { seededRandom } from '../core/seeded-random.ts';
import { type Looks, compareBlocks } from '../reports/gate/compare-blocks.ts';
import { compareRuns } from '../reports/gate/compare-runs.ts';
import type { GateResult } from '../reports/gate/comparison.ts';
import { defaultGateOptions } from '../reports/gate/options.ts';
import { pilotPairs, planFor, planPairs, spreadOfPairs } from '../reports/gate/plan-pairs.ts';
import type { BlockPair, RunBlocks } from '../reports/gate/run-blocks.ts';
import { summaryOf } from '../reports/gate/run-summary.ts';
import { pairsOf, playedRun } from '../reports/gate/testing/simulated-system.ts';

/** A way of comparing, of a size. */
export interface Design {
  readonly title: string;
  /** Whether the docs promise that it finds 10 %; the others show what they cost. */
  readonly promised: boolean;
  /** One comparison of systems of which the new one is `ratio` times as slow. */
  readonly compare: (seed: number, ratio: number) => Compared;
}

export interface Compared {
  readonly result: GateResult;
  /** Seconds of load on both sides together. */
  readonly seconds: number;
}

export const designs: readonly Design[] = [
  abDesign({ pairs: 36, seconds: 5 }),
  abDesign({ pairs: 36, seconds: 10 }),
  abDesign({ pairs: 60, seconds: 10, promised: true }),
  stoppedDesign({ sd: 0.13, seconds: 10 }),
  pilotDesign({ most: 80, seconds: 10 }),
  runsDesign({ title: 'one run each, no history', runs: 1, history: 0 }),
  runsDesign({ title: 'one run each, history of 10', runs: 1, history: 10 }),
  runsDesign({ title: 'one run each, history of 30', runs: 1, history: 30 }),
  runsDesign({ title: '5 runs each, no history', runs: 5, history: 0 }),
  runsDesign({ title: '10 runs each, history of 10', runs: 10, history: 10 }),
];

/** Pairs of blocks, order random within a pair, one look at the end. */
function abDesign(size: { pairs: number; seconds: number; promised?: boolean }): Design {
  const { pairs, seconds, promised = false } = size;
  return {
    title: `ab, ${pairs} pairs of ${seconds} s`,
    promised,
    compare: (seed, ratio) => {
      const play = pairsOf(seed, seconds, ratio);
      const result = compareBlocks(Array.from({ length: pairs }, () => play()));
      return { result, seconds: 2 * pairs * seconds };
    },
  };
}

/** Pairs as planned for a standard deviation, with looks, ended at the first that says pass or fail. */
function stoppedDesign({ sd, seconds }: { sd: number; seconds: number }): Design {
  const looks = planPairs(sd, 8, defaultGateOptions);
  return {
    title: `ab, up to ${looks.pairs} pairs of ${seconds} s`,
    promised: true,
    compare: (seed, ratio) => stopped([], looks, pairsOf(seed, seconds, ratio), seconds),
  };
}

/** As `bilancia ab` does it: planned by the first pairs, which count. */
function pilotDesign({ most, seconds }: { most: number; seconds: number }): Design {
  return {
    title: `ab, planned by ${pilotPairs} pairs of ${seconds} s`,
    promised: true,
    compare: (seed, ratio) => {
      const play = pairsOf(seed, seconds, ratio);
      const pairs = Array.from({ length: pilotPairs }, () => play());
      const spread = spreadOfPairs(pairs, defaultGateOptions);
      if (spread === undefined) throw new Error('the simulated system has many requests');
      const { looks } = planFor(spread, { hypotheses: 8, most, from: '' }, defaultGateOptions);
      return stopped(pairs, looks, play, seconds);
    },
  };
}

function stopped(
  played: readonly BlockPair[],
  looks: Looks,
  play: () => BlockPair,
  seconds: number,
): Compared {
  const pairs = [...played];
  for (;;) {
    if (looks.at.includes(pairs.length) || pairs.length >= looks.pairs) {
      const result = compareBlocks(pairs, defaultGateOptions, looks);
      if (result.verdict !== 'inconclusive' || pairs.length >= looks.pairs)
        return { result, seconds: 2 * pairs.length * seconds };
    }
    pairs.push(play());
  }
}

const runSeconds = 180;

/** Whole runs of three minutes, on machines that are calm within a run. */
function runsDesign({
  title,
  runs,
  history,
}: {
  title: string;
  runs: number;
  history: number;
}): Design {
  return {
    title,
    promised: false,
    compare: (seed, ratio) => {
      const seeds = seededRandom(seed);
      const many = (count: number, slowness: number): RunBlocks[] =>
        Array.from({ length: count }, () => playedRun(seeds, runSeconds, slowness));
      const past = many(history, 1).map((run) => summaryOf(run, { outcome: 'pass', failed: 0 }));
      const result = compareRuns(many(runs, 1), many(runs, ratio), { history: past });
      return { result, seconds: 2 * runs * runSeconds };
    },
  };
}
