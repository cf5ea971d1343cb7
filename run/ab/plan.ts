import type { GateOptions } from '../../reports/gate/options.ts';
import { isJudged, plannedSeconds } from '../../core/run-folder/manifest/phase.ts';
import { type JudgedPair, isValid } from '../../reports/comparison/compare-pairs.ts';
import { namesOf } from '../../reports/gate/compare-blocks.ts';
import {
  type PairPlan,
  looksAt,
  pilotPairs,
  planFor,
  spreadOfHistory,
  spreadOfPairs,
} from '../../reports/gate/plan-pairs.ts';
import { machineInWords } from '../../reports/history/run-blocks.ts';
import { readHistory } from '../../reports/history/read.ts';
import { plural } from '../../reports/words/figures.ts';
import { machineHere } from '../manifest.ts';
import type { AbRequest } from './request.ts';

export type Plan = PairPlan;

/** Blocks of the past are as long as these, but for so much. */
const otherLength = 0.1;

/** Plans by runs of the past that were like a block; undefined while there are too few. */
export async function planFromHistory(request: AbRequest): Promise<Plan | undefined> {
  const { load, options, pairs: most, base } = request;
  const { summaries } = await readHistory(request.history);
  const seconds = plannedSeconds(load.phases, isJudged);
  const machine = machineInWords(machineHere());
  const past = summaries
    .filter(
      ({ identity, seconds: lasted, outcome }) =>
        outcome !== 'invalid' &&
        identity.scenario === load.scenario &&
        identity.machine === machine &&
        identity.visitors === load.visitors &&
        identity.target === base.target.name &&
        Math.abs(lasted - seconds) <= otherLength * seconds,
    )
    .toSorted((a, b) => a.startedAt - b.startedAt);
  const spread = spreadOfHistory(past, options);
  if (spread === undefined) return undefined;
  const names = new Set(past.flatMap(({ requests }) => requests.map(({ name }) => name)));
  const from = `By ${plural(past.length, 'run')} of the past`;
  return planFor(spread, { hypotheses: hypothesesOf(names.size, options), most, from }, options);
}

/** Plans by the first pairs; undefined while there are too few of them that are valid. */
export function planFromPairs(
  pairs: readonly JudgedPair[],
  { options, pairs: most }: Pick<AbRequest, 'options' | 'pairs'>,
): Plan | undefined {
  const valid = pairs.filter(isValid);
  if (valid.length < pilotPairs) return undefined;
  const blocks = valid.map((pair) => ({ base: pair.base.block, new: pair.new.block }));
  const hypotheses = hypothesesOf(namesOf(blocks).length, options);
  const spread = spreadOfPairs(blocks, options);
  const from = `By the first ${plural(valid.length, 'pair')}`;
  if (spread !== undefined) return planFor(spread, { hypotheses, most, from }, options);
  const sentence = `${from}, blocks have too few requests to tell how many pairs it takes: ${most} are played.`;
  return { looks: looksAt(most), sentence };
}

function hypothesesOf(names: number, { percentiles }: GateOptions): number {
  return Math.max(1, names * percentiles.length);
}
