import type { AbManifest } from '../../core/run-folder/ab-folder.ts';
import type { Outcome } from '../../core/outcome.ts';
import { mixDifference } from '../gate/comparability.ts';
import { compareBlocks } from '../gate/compare-blocks.ts';
import { differenceWords } from '../gate/compare-runs.ts';
import type { GateResult } from '../gate/comparison.ts';
import { fewestPairs } from '../gate/log-ratios.ts';
import { type Block, type BlockPair, blockOf } from '../gate/run-blocks.ts';
import type { JudgedFolder } from '../history/read-judged.ts';
import { plural } from '../words/figures.ts';
import type { FoldersResult } from './compare-folders.ts';

/** Both blocks of a pair, as they were judged. */
export interface JudgedPair {
  readonly base: JudgedBlock;
  readonly new: JudgedBlock;
}

/** What a comparison needs of a block's run. */
export interface JudgedBlock {
  readonly block: Block;
  readonly outcome: Outcome;
  /** What was against it first, where it did not pass. */
  readonly reason: string;
  /** Whether a booking or a row was wrong. */
  readonly isWrong: boolean;
}

export function judgedBlock({ blocks, verdict }: JudgedFolder): JudgedBlock {
  return {
    block: blockOf(blocks),
    outcome: verdict.outcome,
    reason: verdict.reasons[0] ?? '',
    isWrong: verdict.findings.some(({ severity }) => severity === 'violation'),
  };
}

/** Whether neither block was limited by the machine that played it. */
export function isValid(pair: JudgedPair): boolean {
  return pair.base.outcome !== 'invalid' && pair.new.outcome !== 'invalid';
}

/**
 * Compares two systems by pairs of blocks that were judged by themselves. Pairs with an invalid block are left out. It
 * fails, however fast the new system is, when a booking was wrong there, or when it missed its objectives in most blocks
 * and the base did not.
 */
export function comparePairs(
  pairs: readonly JudgedPair[],
  { options, looks }: Pick<AbManifest, 'options' | 'looks'>,
): FoldersResult {
  const valid = pairs.filter(isValid);
  const notes = invalidNotes(pairs, pairs.length - valid.length);
  const failures = failuresOf(valid);
  if (pairs.length > 0 && valid.length < Math.min(fewestPairs, pairs.length))
    return { ...nothing('invalid'), sentence: `${notes[0] ?? ''}; ${tooFew(valid)}`, notes };
  const blocks: BlockPair[] = valid.map((pair) => ({ base: pair.base.block, new: pair.new.block }));
  const mix = mixDifference(countsOf(blocks, 'base'), countsOf(blocks, 'new'));
  const { verdict, sentence, ...rest }: GateResult =
    mix?.matters === true
      ? {
          verdict: 'inconclusive',
          sentence: `cannot be compared: ${differenceWords(mix)}`,
          comparisons: [],
          notCompared: [],
        }
      : compareBlocks(blocks, options, looks);
  return {
    ...rest,
    outcome: failures.length > 0 ? 'fail' : verdict,
    sentence: [...failures, sentence].join('; '),
    differences: mix === undefined ? [] : [mix],
    notes: [...notes, ...missedNotes(valid)],
  };
}

function nothing(outcome: Outcome): Omit<FoldersResult, 'sentence' | 'notes'> {
  return { outcome, comparisons: [], notCompared: [], differences: [] };
}

function tooFew(valid: readonly JudgedPair[]): string {
  return `${plural(valid.length, 'pair')} left, of ${fewestPairs} at least`;
}

/** What fails the new system whatever the durations say. */
function failuresOf(pairs: readonly JudgedPair[]): string[] {
  const wrong = pairs.map((pair) => pair.new).filter(({ isWrong }) => isWrong);
  const [first] = wrong;
  if (first !== undefined)
    return [`new is wrong in ${wrong.length} of ${plural(pairs.length, 'block')}: ${told(first)}`];
  const missed = failed(pairs, 'new');
  const [example] = missed;
  const half = pairs.length / 2;
  return example !== undefined && missed.length > half && failed(pairs, 'base').length <= half
    ? [`new fails in ${missed.length} of ${plural(pairs.length, 'block')}: ${told(example)}`]
    : [];
}

function failed(pairs: readonly JudgedPair[], side: keyof JudgedPair): JudgedBlock[] {
  return pairs.map((pair) => pair[side]).filter(({ outcome }) => outcome === 'fail');
}

/** Without its full stop. */
function told({ reason }: JudgedBlock): string {
  return reason.replace(/\.$/, '');
}

function missedNotes(pairs: readonly JudgedPair[]): string[] {
  return (['base', 'new'] as const).flatMap((side) => {
    const [first, ...others] = failed(pairs, side);
    return first === undefined
      ? []
      : [
          `${side} fails in ${others.length + 1} of ${plural(pairs.length, 'block')}: ${first.reason}`,
        ];
  });
}

function invalidNotes(pairs: readonly JudgedPair[], count: number): string[] {
  const [first] = pairs
    .flatMap((pair) => [pair.base, pair.new])
    .filter(({ outcome }) => outcome === 'invalid');
  return first === undefined
    ? []
    : [`${count} of ${plural(pairs.length, 'pair')} left out as invalid: ${told(first)}`];
}

function countsOf(pairs: readonly BlockPair[], side: keyof BlockPair): Map<string, number> {
  const counts = new Map<string, number>();
  for (const pair of pairs)
    for (const [name, { n }] of pair[side]) counts.set(name, (counts.get(name) ?? 0) + n);
  return counts;
}
